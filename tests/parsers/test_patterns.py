"""Long patterns match what their words do, one by one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.text.patterns import any_of, by_first

WORDS = r"""
中国|中美(?!洲)|国合署|国(?:家国际发展)?合作署
china|chinese|sino-|south-south\scooperation
"""
PIECES = [
    "中国",
    "中美",
    "洲",
    "国",
    "合",
    "作署",
    "家国际发展",
    "china",
    "chi",
    "nese",
    "sino-",
    "s",
    " ",
]
_PLAIN = re.compile(any_of(WORDS.replace("|", "\n")))
_GROUPED = re.compile(by_first(WORDS))


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_words_by_their_first_character_match_where_they_do_one_by_one(text: str) -> None:
    assert _GROUPED.findall(text) == _PLAIN.findall(text)


def test_the_first_of_two_words_that_begin_alike_is_found() -> None:
    assert _GROUPED.findall("中美洲与国家国际发展合作署, Chinese and sino-japanese; chinese") == [
        "国家国际发展合作署",
        "sino-",
        "chinese",
    ]
