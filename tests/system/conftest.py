"""What the tests of whole installations share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.system.installed import Installed, installed


@pytest.fixture(scope="session")
def wheel() -> Iterator[Installed]:
    """The project installed from its wheel, outside the checkout."""
    with installed() as made:
        yield made
