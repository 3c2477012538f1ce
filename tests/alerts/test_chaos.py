"""The short form of `make chaos-mail`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import chaos_mail
from bench.faulty_smtp import FAULTS, STAGES, Fault, Stage
from storage.store import Store


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stage", STAGES)
def test_every_fault_at_every_stage_leaves_the_expected_state_and_loses_nothing(
    store: Store, certificate: Path, stage: Stage, fault: Fault
) -> None:
    cell = chaos_mail.one_cell(store, certificate, stage, fault)
    assert cell.right, cell
    assert cell.seconds < 5


def test_a_night_killed_anywhere_loses_nothing_and_doubles_at_most_one(tmp_path: Path) -> None:
    total = chaos_mail.points_of_a_night(tmp_path, 3)
    assert total >= 100
    kills = chaos_mail.kill_at(tmp_path, list(range(1, total, total // 8)), 3)
    assert (kills.lost, kills.wrong) == (0, 0)
    assert kills.kills >= 8


def test_nights_killed_at_random_lose_nothing(tmp_path: Path) -> None:
    kills = chaos_mail.kill_randomly(tmp_path, 4, 3)
    assert (kills.lost, kills.wrong) == (0, 0)
    assert kills.kills in (4, 5)  # two at a time, and only those that were killed


def test_a_night_that_was_over_before_its_moment_is_no_kill(tmp_path: Path) -> None:
    total = chaos_mail.points_of_a_night(tmp_path, 1)
    assert chaos_mail.kill_at(tmp_path, [1, total * 10], 1).kills == 1
