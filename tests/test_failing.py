"""A property that fails is a failed test; the run goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).with_name("conftest.py")

PROPERTIES = """
from hypothesis import given, strategies as st
import crawler.addresses


@given(st.integers())
def test_small(number):
    assert number < 100


def test_next():
    pass
"""


def test_a_failing_property_is_reported_and_the_next_test_runs(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    shutil.copy(CONFTEST, folder)
    (folder / "test_some.py").write_text(PROPERTIES)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=tmp_path,
        env={**os.environ, "PYTEST_ADDOPTS": "", "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 1, done.stdout
    assert "number=100" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
    assert "INTERNALERROR" not in done.stdout
