"""Mutation testing of the decision code: a sample of mutmut's mutants, each in a cold process.

`python -m bench.mutation [--sample N] [--seed N] [--names FILE]`. mutmut makes the mutants (its
configuration stands in pyproject.toml); each chosen one is then tested by a process of its own,
because a fork of mutmut's inherits what `lru_cache` kept of the unmutated code and lets mutants
live that are dead. All of them take hours on two cores; a seeded sample says as much. Exits with
0 whatever survives: `docs/mutants.md` argues.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants"
TESTS = (
    "tests/alerts/test_weight.py",
    "tests/alerts/test_merge.py",
    "tests/alerts/test_mirroring.py",
    "tests/alerts/test_news.py",
)
#: A mutant that loops is dead; the tests take some 15 s on a busy machine.
PATIENCE = 180


def main() -> int:
    """Print what survived and how many were killed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=100)
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--names", type=Path, help="test these, one a line, instead of a sample")
    given = options.parse_args()
    _make()
    names = given.names.read_text().split() if given.names else sorted(_every())
    random.Random(given.seed).shuffle(names)  # noqa: S311 - dice, not keys
    chosen = names if given.names else names[: given.sample]
    if _survives("none") is False:
        print("the tests fail without any mutant")
        return 1
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        alive = [
            name for name, lives in zip(chosen, pool.map(_survives, chosen), strict=True) if lives
        ]
    for name in sorted(alive):
        print(f"survived: {name}")
    print(f"{len(chosen) - len(alive)} of {len(chosen)} killed, of {len(names)} there are")
    return 0


def _make() -> None:
    """Let mutmut write the mutants below `mutants/`; no name matches, so that it tests none."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", "no-such-mutant"]
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)


def _every() -> list[str]:
    found: list[str] = []
    for file in MUTANTS.glob("alerts/*.meta"):
        found += json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def _survives(name: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
    try:
        done = subprocess.run(
            command,
            cwd=MUTANTS,
            env=os.environ | {"MUTANT_UNDER_TEST": name},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
