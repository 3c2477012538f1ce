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
    ["first half ", "9, ", "9日、", "年初", "9月、", "Q1-", "half a ", "one-and-", "two and a half million ", "a-", "1 1/2 ", "一个半", "半", "三年半", "三分之一"],
)  # fmt: skip
def test_halves_without_end_are_looked_through_once(unit: str) -> None:
    began = time.process_time()
    facts(unit * (20_000 // len(unit)))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2026年上半年。", "From January to June 2026."),
        ("2026年上半年。", "Between January and June 2026."),
        ("2026年下半年。", "July to December 2026."),
        ("2026年下半年。", "From 1 July to 31 December 2026."),
        ("2026年7—12月。", "The second half of 2026."),
        ("2026年1月至6月。", "In the first half of 2026, H1 2026, 1H 2026, 2026 H1."),
        ("1至6月。", "In the first six months of the year."),
        ("今年前9个月。", "From January to September 2026."),
        ("2026年前三季度。", "In January–September 2026."),
        ("2026年1—9月。", "In the first three quarters of 2026."),
        ("2026年前六个月。", "In the first half of 2026, up to June 2026."),
        ("2026年1月到10月。", "In the first 10 months of 2026."),
        ("2026年头10个月。", "From January to October 2026."),
        ("2026年最后三个月。", "From October to December 2026."),
        ("2026年10月至12月。", "In the last three months of 2026."),
        ("2026年第二、三季度。", "From April to September 2026."),
        ("2026年二三季度。", "From April to September 2026."),
        ("2026年4月至9月。", "In the second and third quarters of 2026."),
        ("2026年4月至9月。", "In Q2 and Q3 2026, Q2–Q3 of 2026, 2026 Q2."),
        ("2026年年底前。", "By December 2026."),
        ("2026年底前。", "By 31 December 2026."),
        ("2026年12月底前。", "By the end of 2026, by year-end."),
        ("2026年1月启动。", "It began in early 2026, at the beginning of 2026."),
        ("2026年年中。", "By mid-2026, in June 2026."),
        ("2026年七月和八月。", "In July and August 2026."),
        ("今年六月。", "In June this year; in 2026."),
    ],
)
def test_parts_of_a_year_are_its_months(zh: str, en: str) -> None:
    assert _told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("会议于本月9日至11日举行。", "The meeting is held from 9 to 11 November."),
        ("会议于本月9至11日举行。", "The meeting is held from 9 to 11 November."),
        ("会议于当月九日至十一日举行。", "The meeting is held from 9 to 11 November."),
        ("会议于本月9日举行，上月6日。", "It is held on 9 November, after 6 October."),
        ("会议于本月9号到11号举行。", "The meeting is held on 9–11 November."),
        ("会议于9日至11日举行。", "The meeting is held on 9–11 November."),
        ("会议于9至11日举行。", "The meeting is held on 9–11 November."),
        ("会议于9日、10日和11日举行。", "The meetings are on 9, 10 and 11 November."),
        ("会议于11月9日、10日和11日举行。", "The meetings are on 9, 10 and 11 November."),
        ("会议于11月9日、10日和11日举行。", "The meetings are on November 9, 10, and 11."),
        ("会议于11月9、10、11日举行。", "The meetings are on November 9, 10, and 11."),
        ("11月9日至11日、13日至15日。", "On 9–11 and 13–15 November."),
        ("11月9日至11日、13日至15日。", "On 9, 11, 13 and 15 November."),
        ("会议于11月9日至11日举行。", "It is held from the 9th to the 11th of this month."),
        ("会议于11月9日举行。", "It is held on the 9th of this month."),
    ],
)
def test_days_of_this_month_are_days(zh: str, en: str) -> None:
    assert _told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("移民组织在2026年上半年培训移民。", "IOM trained them from July to December 2026.",
         ["December 2026"]),
        ("移民组织在2026年上半年培训移民。", "IOM trained them in the first half of 2025.",
         ["2026年上半年", "first half of 2025"]),
        ("移民组织在2026年第一季度，3月17日培训移民。", "In the first quarter of 2026, on 17 April.",
         ["3月17日", "17 April"]),
        ("移民组织的会议于本月9日至11日举行。", "The meeting is held from 8 to 11 November.",
         ["8 to 11 November"]),
        ("移民组织的会议于11月9日、10日和11日举行。", "It is on 9 and 11 November.",
         ["11月9日、10日"]),
    ],
)  # fmt: skip
def test_another_part_of_the_year_is_shown(zh: str, en: str, told: list[str]) -> None:
    assert sorted(_told(zh, en)) == sorted(told)


@pytest.mark.parametrize(
    "text", ["٣ and a half hours", "\u0661月\u0662日", "ſecond half of 2026", "第4季", "本月三一日", "½⁄½ of ½"]
)  # fmt: skip
def test_no_digit_of_another_script_stops_a_digest(text: str) -> None:
    facts(text)
    _told(f"移民组织{text}", f"IOM {text} and more")  # nothing is raised


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("三分之一的中国青年考虑出国工作。32%选择日本。",
         "One third of young Chinese consider working abroad. 23 per cent chose Japan.",
         ["32%", "23 per cent"]),
        ("中国青年考虑出国工作。32%选择日本，其余选择韩国。",
         "One third of young Chinese consider working abroad. 23 per cent chose Japan.",
         ["32%", "23 per cent"]),
        ("近半数是妇女，其中49%来自云南，32%来自广西。",
         "Nearly half are women, 94 per cent of them from Yunnan, a third from Guangxi.",
         ["49%", "94 per cent"]),
        ("约三分之一的人考虑出国工作，32%选择日本。",
         "About 33 per cent of them consider working abroad. One third chose Japan.", []),
        ("近半数（49.7%）是妇女，32%选择日本。", "Nearly half are women, 32 per cent chose Japan.",
         []),
    ],
)  # fmt: skip
def test_a_fraction_in_words_excuses_no_other_percentage(zh: str, en: str, told: list[str]) -> None:
    assert _told(zh, en) == told
