"""The mutants of the decision code: made by mutmut, or a constant moved; and what each became."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Where mutmut writes a copy of the project that holds every mutant; not kept by git.
HOME = ROOT / "mutants"
#: A part of one moves by this much: enough to see, less than a rounding of the reason given.
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way in which the decision code is wrong."""

    #: `alerts.news.x_decide__mutmut_3`, or `alerts.guards:_PARTIALS=4` for a constant.
    name: str
    #: The lines that went and those that came in their place.
    was: str
    became: str

    @property
    def place(self) -> str:
        """Return the function or constant that is wrong, for people."""
        bare = self.name.split("=")[0].rsplit("__mutmut_", 1)[0].removeprefix("alerts.")
        module, _, rest = bare.replace(":", ".").partition(".")
        return f"{module}.{rest.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"


def make() -> list[Mutant]:
    """Return every mutant there is, after mutmut has written them below `mutants/`."""
    shutil.rmtree(HOME, ignore_errors=True)  # mutmut keeps copies of tests that have changed
    # No name matches: mutmut writes the mutants and tests none of them.
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", "no-such-mutant"]
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    metas = sorted((HOME / "alerts").glob("*.py.meta"))
    modules = [meta.name.removesuffix(".py.meta") for meta in metas]
    return list(chain.from_iterable(chain(_written(one), _moved(one)) for one in modules))


def _written(module: str) -> list[Mutant]:
    """Return what mutmut made of the module's functions."""
    file = HOME / "alerts" / f"{module}.py"
    lines = file.read_text(encoding="utf-8").splitlines()
    spans = json.loads(file.with_suffix(".py.spans").read_text(encoding="utf-8"))["spans"]
    found = []
    for name, (start, end) in spans.items():
        if name.endswith("__mutmut_orig"):
            continue
        original = name.rsplit("__mutmut_", 1)[0] + "__mutmut_orig"
        first, last = spans[original]
        old = [line.replace(original, name) for line in lines[first:last]]
        was, became = _differing(old, lines[start:end])
        found.append(Mutant(f"alerts.{module}.{name}", was, became))
    return found


def _differing(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the lines between the first and the last that differ, each text in one line."""
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    ends = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    most = min(len(old), len(new)) - head
    tail = next((n for n, (a, b) in enumerate(ends) if a != b), most)
    return tuple(  # type: ignore[return-value]
        " ".join(line.strip() for line in lines[head : len(lines) - tail]) for lines in (old, new)
    )


def _moved(module: str) -> list[Mutant]:
    """Return the module's numbers, each a step higher and lower: mutmut leaves them alone."""
    tree = ast.parse((ROOT / "alerts" / f"{module}.py").read_text(encoding="utf-8"))
    found = []
    for node in tree.body:
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)):
            continue
        name, value = ast.unparse(node.targets[0]), node.value.value
        if isinstance(value, int | float):
            step = 1 if isinstance(value, int) else _STEP * value
            for other in (value - step, value + step):
                moved = f"alerts.{module}:{name}={other:g}"
                found.append(Mutant(moved, f"{name} = {value}", f"{name} = {other:g}"))
    return found
