"""One thing in the forms of two languages: halves, quarters, parts of a year, days of this month."""

from __future__ import annotations

import time

import pytest

from alerts.facts.reading import facts
from alerts.hints import disagreements
from storage.types import Content, Edition, PageDate


def _told(zh: str, en: str) -> list[str]:
    editions = {"zh-Hans": Edition(None, zh), "en": Edition(None, en)}
    content = Content(editions=editions, published=PageDate("2026-11-10"))
    return [hint.text for hint in disagreements(content)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("捐款50万美元。", "It gave half a million US dollars."),
        ("捐款50万欧元。", "It gave half a million euros."),
        ("捐款50万元。", "It gave half a million yuan."),
        ("捐款五十万元。", "A half-million yuan gift."),
        ("捐款5亿美元。", "It gave half a billion US dollars."),
        ("捐款25万美元。", "It gave a quarter of a million US dollars."),
        ("捐款75万英镑。", "It gave three quarters of a million pounds."),
        ("捐款7.5亿元。", "It gave three-quarters of a billion yuan."),
        ("捐款250万美元。", "It gave two and a half million dollars."),
        ("捐款250万美元。", "It gave two-and-a-half million dollars."),
        ("捐款250万美元。", "It gave 2 and a half million dollars."),
        ("捐款250万美元。", "It gave 2½ million dollars, 2 1/2 million in all."),
        ("捐款250万美元。", "It gave US$2½ million."),
        ("捐款150万美元。", "It gave one and a half million dollars."),
        ("捐款150万美元。", "It gave a million and a half dollars."),
        ("捐款150万美元。", "It gave one million and a half dollars."),
        ("捐款225万元。", "It gave two and a quarter million yuan."),
        ("捐款375万元。", "It gave three and three quarter million yuan."),
        ("有50万名移民，约2,500户。", "Half a million migrants, some two and a half thousand homes."),
        ("捐款一亿五千万美元。", "It gave one and a half hundred million dollars."),
        ("捐款5000万元，半个亿。", "It gave 50 million yuan."),
        ("捐款一个半亿。", "It gave 150 million."),
        ("捐款两万五元，另有三千五元。", "It gave 25,000 yuan, and 3,500 more."),
        ("增长2.5%，下降0.5%。", "Up two and a half per cent, down half a per cent."),
        ("下降0.5个百分点。", "It fell by half a percentage point."),
        ("下降半个百分点，增长三个半百分点。", "Down 0.5 percentage points, up 3.5."),
        ("利率为0.25%。", "The rate is a quarter of one per cent."),
        ("平均年龄34.5岁。", "Their average age is 34 and a half."),
        ("孩子3岁半，平均四岁半。", "The child is 3.5, on average 4.5."),
        ("增至4.5倍。", "It is four and a half times as much."),
        ("增至四倍半。", "It is 4.5 times as much."),
        ("走了十公里半。", "They went 10.5 kilometres."),
    ],
)  # fmt: skip
def test_halves_and_quarters_of_amounts_are_figures(zh: str, en: str) -> None:
    assert _told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("历时90分钟；150分钟。", "An hour and a half; two and a half hours."),
        ("历时90分钟；150分钟。", "One and a half hours; two hours and a half."),
        ("历时一个半小时。", "It took 90 minutes."),
        ("历时1个半小时，两小时半。", "It took 90 minutes, then 150 minutes."),
        ("历时75分钟。", "It took an hour and a quarter."),
        ("历时105分钟。", "It took an hour and three quarters."),
        ("历时30分钟，15分钟，45分钟。", "Half an hour, a quarter of an hour, three quarters of an hour."),
        ("历时半小时，半个小时，一刻钟。", "30 minutes, 30 minutes, 15 minutes."),
        ("历时三刻钟。", "It took 45 minutes."),
        ("历时2.5小时。", "It took 150 minutes."),
        ("历时210分钟。", "It took 3.5 hours."),
        ("历时三个半小时。", "It took 3.5 hours."),
        ("为期18个月；30个月；42个月。", "A year and a half; two and a half years; three years and a half."),
        ("为期一年半，两年半。", "18 months, then 30 months."),
        ("为期半年。", "For 6 months."),
        ("为期6个月。", "For half a year."),
        ("为期三个半月。", "For 3.5 months."),
        ("为期10天半。", "For ten and a half days."),
        ("为期10.5天。", "For 10 days and a half."),
        ("为期36小时，12小时。", "For a day and a half, then half a day."),
        ("为期15天。", "For half a month."),
        ("为期半个月。", "For 15 days."),
        ("50年来，半个世纪。", "For half a century, 50 years."),
        ("25年来。", "For a quarter of a century, a quarter-century."),
        ("四分之一世纪以来，一个半世纪。", "For 25 years, 150 years."),
        ("十五年来，150年来。", "For a decade and a half, a century and a half."),
        ("25年来。", "For two and a half decades."),
        ("有6人，18人，30人。", "Half a dozen, a dozen and a half, two and a half dozen."),
        ("10年半导体经验，12天半价。", "10 years in semiconductors, half price for 12 days."),
    ],
)  # fmt: skip
def test_halves_of_times_are_counted_in_smaller_ones(zh: str, en: str) -> None:
    assert _told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("为了移民，他们在城里捐款100万美元。", "It gave half a million US dollars.",
         ["100万美元", "half a million US dollars"]),
        ("为了移民，他们在城里捐款200万美元。", "It gave two and a half million dollars.",
         ["200万美元", "two and a half million dollars"]),
        ("为了移民，他们在城里捐款50万欧元。", "It gave half a million US dollars.",
         ["50万欧元", "half a million US dollars"]),
        ("为了移民，他们在城里捐款500万元。", "It gave half a million yuan.", ["500万元", "half a million yuan"]),
        ("为了移民，他们在城里平均36岁。", "Their average age is 34 and a half.", ["36", "34 and a half"]),
        ("为了移民，他们在城里历时一个半小时。", "It took 80 minutes.", ["80"]),
        ("为了移民，他们在城里历时一个半小时。", "It took two and a half hours.", ["一个半小时", "two and a half hours"]),
    ],
)  # fmt: skip
def test_another_half_is_shown_as_it_stands(zh: str, en: str, told: list[str]) -> None:
    assert sorted(_told(zh, en)) == sorted(told)


@pytest.mark.parametrize(
    "unit",
    ["half a ", "one-and-", "two and a half million ", "a-", "1 1/2 ", "一个半", "半", "三年半", "三分之一"],
)  # fmt: skip
def test_halves_without_end_are_looked_through_once(unit: str) -> None:
    began = time.process_time()
    facts(unit * (20_000 // len(unit)))
    assert time.process_time() - began < 5
