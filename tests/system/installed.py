"""The wheel, built from a copy of the tree and installed into an empty environment elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("crawler", "storage", "alerts", "monitor")
_ALSO_NEEDED = ("pyproject.toml", "README.md", "LICENSE")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that knows the project from its wheel only."""

    #: Readable by everybody, unlike pytest's own folders.
    folder: Path
    wheel: Path

    @property
    def program(self) -> Path:
        return self.folder / "env" / "bin" / "iom-monitor"

    def run(
        self, *arguments: str, cwd: Path, before: Sequence[str] = ("env", "-i")
    ) -> subprocess.CompletedProcess[str]:
        """Run `iom-monitor` with an empty environment, as cron would; `before`: who runs it."""
        return subprocess.run(
            [*before, str(self.program), *arguments],
            cwd=cwd, capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip


def sources() -> set[str]:
    """Return every file of the packages, as the wheel should name it."""
    return {
        str(file.relative_to(ROOT))
        for package in PACKAGES
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@contextmanager
def installed() -> Iterator[Installed]:
    """Give the installed wheel; all of it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="iom-monitor-installed-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        wheel = _built(folder)
        environment = folder / "env"
        _call(sys.executable, "-m", "venv", "--without-pip", str(environment))
        _lend_dependencies(environment)
        _call(
            sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"),
            "install", "--quiet", "--no-index", "--no-deps", str(wheel),
        )  # fmt: skip
        yield Installed(folder, wheel)


def _built(folder: Path) -> Path:
    """Return a wheel built from a copy: setuptools leaves its droppings where it builds."""
    tree = folder / "tree"
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=_LEFT_OUT)
    for file in _ALSO_NEEDED:
        shutil.copy(ROOT / file, tree / file)
    _call(
        sys.executable, "-m", "build", "--wheel", "--no-isolation",
        "--outdir", str(folder / "dist"), str(tree),
    )  # fmt: skip
    shutil.rmtree(tree)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def _lend_dependencies(environment: Path) -> None:
    """Let the environment see the dependencies that are installed here already.

    The tests have no network. A `.pth` line adds a folder without reading that folder's own
    `.pth` files, so the editable install of the checkout stays out of sight.
    """
    (packages,) = environment.glob("lib/python*/site-packages")
    lent = dict.fromkeys(sysconfig.get_paths()[kind] for kind in ("purelib", "platlib"))
    (packages / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
