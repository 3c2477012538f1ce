"""What tests of parsers share: the mission's example texts, where they are at hand."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(scope="session")
def seed() -> dict[str, str]:
    """Return the five example texts by their number; skip where they are not at hand."""
    if not SEEDS.is_dir():
        pytest.skip(f"the mission's example texts are not at {SEEDS}")
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
