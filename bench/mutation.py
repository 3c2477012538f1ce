"""Mutation testing of the decision code: which of its mutants no test notices.

`python -m bench.mutation [--sample N | --all | --names FILE] [--cold N] [--table]`. mutmut makes
the mutants (its configuration stands in pyproject.toml), bench/mutants.py adds moved constants,
bench/mutation_tests.py tests them. What was tested is kept in `bench/out/mutation.jsonl` as long
as neither code nor tests change, so that a campaign that was cut off goes on. `--cold N`: test N
of them again, each in a process of its own with every test, and say where the verdicts differ.
`--table`: print the survivors as the rows of docs/mutants.md. Exits with 1 when a survivor has no
argument there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.mutants import HOME, ROOT, Mutant, make

RESULTS = ROOT / "bench" / "out" / "mutation.jsonl"
ARGUED = ROOT / "docs" / "mutants.md"
TESTS = tuple(
    f"tests/alerts/test_{name}.py"
    for name in (
        "fingerprint",
        "guards",
        "identity",
        "looked",
        "merge",
        "mirroring",
        "news",
        "sites",
        "typos",
        "verdict",
        "weight",
    )
)
#: A cold process takes some 15 s on a busy machine; a mutant that loops is dead.
_PATIENCE = 180
_LIVING = {"alive", "not reached"}


def main() -> int:
    """Print what survived and how many were killed."""
    given = _options()
    mutants = make()
    chosen = _chosen(mutants, given)
    verdicts = _verdicts(chosen, given.children)
    if verdicts is None:
        print("the tests fail without any mutant")
        return 1
    counts = Counter(verdicts[one.name] for one in chosen)
    shown = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    living = [one for one in chosen if verdicts[one.name] in _LIVING]
    argued = _arguments()
    bare = [one for one in living if cells(one) not in argued]
    for one in living if given.table else bare:
        print(f"{cells(one)} {argued.get(cells(one), verdicts[one.name] + ': ?')} |")
    print(f"{len(chosen)} of {len(mutants)} mutants tested: {shown}; {len(bare)} not argued")
    if given.cold:
        written = [one for one in chosen if ":" not in one.name]  # a constant needs the fork
        _compare_cold(random.Random(given.seed).sample(written, given.cold), verdicts)  # noqa: S311 - dice
    return 1 if bare else 0


def cells(mutant: Mutant) -> str:
    """Return the beginning of a mutant's row in docs/mutants.md."""
    texts = (mutant.place, mutant.was, mutant.became)
    return "| " + " | ".join(f"`{text.replace('|', chr(92) + '|')}`" for text in texts) + " |"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=100)
    options.add_argument("--all", action="store_true")
    options.add_argument("--names", type=Path, help="test these, one a line, instead of a sample")
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--children", type=int, default=os.cpu_count() or 1)
    options.add_argument("--cold", type=int, default=0)
    options.add_argument("--table", action="store_true")
    return options.parse_args()


def _chosen(mutants: Sequence[Mutant], given: argparse.Namespace) -> list[Mutant]:
    if given.names:
        wanted = set(given.names.read_text(encoding="utf-8").split("\n"))
        return [one for one in mutants if one.name in wanted]
    if given.all:
        return list(mutants)
    return random.Random(given.seed).sample(mutants, given.sample)  # noqa: S311 - dice, not keys


def _verdicts(chosen: Iterable[Mutant], children: int) -> dict[str, str] | None:
    """Return each mutant's verdict; None when the tests fail without any."""
    known = _kept()
    missing = [one.name for one in chosen if one.name not in known]
    if missing:
        order = RESULTS.with_suffix(".order")
        order.write_text("\n".join(missing), encoding="utf-8")
        command = [sys.executable, "-m", "bench.mutation_tests", str(order), str(RESULTS)]
        done = subprocess.run([*command, str(children), *TESTS], cwd=HOME, check=False)
        if done.returncode:
            return None
    return _kept()


def _kept() -> dict[str, str]:
    """Return what is known of the code as it stands; what was of other code is thrown away."""
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    key = json.dumps({"code": _digest()})
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.exists() else []
    if lines[:1] != [key]:
        RESULTS.write_text(key + "\n", encoding="utf-8")
        return {}
    return {(line := json.loads(text))["name"]: line["verdict"] for text in lines[1:]}


def _digest() -> str:
    files = sorted(
        [*ROOT.glob("alerts/*.py"), *ROOT.glob("storage/*.py"), *ROOT.glob("tests/alerts/*.py")]
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def _arguments() -> dict[str, str]:
    """Return the argument for each row of docs/mutants.md."""
    rows = [line.rsplit(" | ", 1) for line in ARGUED.read_text(encoding="utf-8").splitlines()]
    return {row[0] + " |": row[1].removesuffix(" |") for row in rows if len(row) == 2}


def _compare_cold(mutants: Iterable[Mutant], verdicts: dict[str, str]) -> None:
    differ = [one for one in mutants if _survives(one.name) != (verdicts[one.name] in _LIVING)]
    for one in differ:
        print(f"differs in a cold process: {one.name}: {verdicts[one.name]} in a warm one")
    print(f"{len(differ)} verdicts differ in cold processes")


def _survives(name: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    environment = os.environ | {"MUTANT_UNDER_TEST": name}
    try:
        done = subprocess.run(
            command,
            cwd=HOME,
            env=environment,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
