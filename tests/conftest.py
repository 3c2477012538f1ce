"""What all tests share: the seeds' folder, a database of their own, an environment without ours."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest

# A busy machine is no defect of the code: speed decides no test.
hypothesis.settings.register_profile("monitor", deadline=None)
hypothesis.settings.load_profile("monitor")

# Where libcst is installed (mutmut brings it), Hypothesis writes a patch for each failing example.
# libcst asks its objects for all that `dir` names, which fails once Twisted has brought Zope, and
# ends the whole run. No setting stops it; it does without what can't be imported.
sys.modules["hypothesis.extra._patching"] = None  # type: ignore[assignment]

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with its reason, what needs the mission's example texts when they are not there."""
    if SEEDS.is_dir():
        return
    for item in items:
        if item.get_closest_marker("seeds"):
            item.add_marker(pytest.mark.skip(reason=f"the example texts are not at {SEEDS}"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("IOM_MONITOR_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the mission's example texts."""
    return SEEDS
