"""A slip of the pen is a letter or two, in no name, number or negation; in doubt it is none."""

from __future__ import annotations

import time

import pytest

from alerts.typos import only_typos

SLIPS = [
    ("the benefits are paid", "the benifets are paid"),
    ("one offcie and one partnre", "one office and one partner"),
    ("昨天据王先生说,移民政策与移名管理,移民服务", "昨天据王先生说,移民政策与移民管理,移民服务"),
    ("他门来了,我们走,他们留,他们去", "他们来了,我们走,他们留,他们去"),
    ("侯选人名单", "候选人名单"),
    ("名族团结,民族政策,民族服务,他姓王", "民族团结,民族政策,民族服务,他姓王"),
    ("王大移名管理,移民政策,移民服务", "王大移民管理,移民政策,移民服务"),
    ("移民政策与移名管理", "移民政策与移民管理"),
    ("他高兴的说,侯选人来了", "他高兴地说,候选人来了"),
    ("when tehy came", "when they came"),
]
NO_SLIPS = [
    ("the same words", "the same words"),
    ("the cat sat", "the car sat"),
    ("the batter was good", "the matter was good"),
    ("the offices closed", "the offecis closed"),
    ("the benefits are paid", "the bonifets are paid"),
    ("the organisation met", "the oRganisasion met"),
    ("the oRganisasion met", "the organisation met"),
    ("Kunming is warm", "Kunmin is warm"),
    ("the UNHCR office", "the UNHCP office"),
    ("they were able to go", "they were unable to go"),
    ("a harmless plan", "a harmles plan"),
    ("the door is open", "the door is now open"),
    ("the door is now open", "the door is open"),
    ("an open door", "an open door."),
    ("培训在海口举行", "培训在汕口举行"),
    ("中国,中国,申国", "中国,中国,中国"),
    ("中国,中国,中国", "中国,中国,申国"),
    ("A组和A组去甲组", "A组和A组去A组"),
    ("去第A组", "去第甲组"),
    ("移名管理和移名服务,移民政策", "移民管理和移名服务,移民政策"),
    ("移民政策与移名管理,移民服务", "移民政策与移民管,移民服务"),
    ("一次培训", "一次培训会"),
    ("one offcie is open", "one office is now open"),
    ("one offcie is now open", "one office is open"),
    ("put it over there", "put it oven there"),
    ("put it oven there", "put it over there"),
    ("a test of 1234 cases", "a test of 1235 cases"),
    ("王的名族,民族,民族,民族", "王地民族,民族,民族,民族"),
    ("王名族,民族,民族,民族", "王民族,民族,民族,民族"),
    ("名菅理,民理,民理,民理,管理,管理,管理", "民管理,民理,民理,民理,管理,管理,管理"),
    ("去A名了,A民来,A民走,A民留", "去A民了,A民来,A民走,A民留"),
    ("去名A,来民A,走民A,留民A", "去民A,来民A,走民A,留民A"),
    ("移名管理,移名服务,移民政策", "移民管理,移民服务,移民政策"),
    ("移名管理,依民服务", "移民管理,移民服务"),
]


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_a_slip_is_one_in_both_directions(before: str, after: str) -> None:
    assert only_typos(before, after) is True
    assert only_typos(after, before) is True


@pytest.mark.parametrize(("before", "after"), NO_SLIPS)
def test_what_may_be_another_word_is_no_slip(before: str, after: str) -> None:
    assert only_typos(before, after) is False


def test_two_letters_in_a_text_are_a_slip_and_three_are_not() -> None:
    assert only_typos("an offcie, a partnre", "an office, a partner")
    assert not only_typos("an offcie, a partnre, a staet", "an office, a partner, a state")


def test_two_letters_are_a_slip_in_a_long_text_too_and_found_in_time() -> None:
    middle = "移民组织在北京" * 10_000
    began = time.process_time()
    assert only_typos(f"侯选人{middle},他高兴的说", f"候选人{middle},他高兴地说")
    assert time.process_time() - began < 0.5
