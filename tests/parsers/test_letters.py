"""A text's letters and digits, one text at a time and many at once."""

import pytest

from crawler.parsers.text.letters import letters_of, letters_of_lines

LINES = ["“It’s 9 o’clock,” she said…", "国际移民组织（IOM），2024年", "—", "plain words_1"]
LETTERS = ["Its9oclockshesaid", "国际移民组织IOM2024年", "", "plainwords1"]


@pytest.mark.parametrize(("line", "letters"), list(zip(LINES, LETTERS, strict=True)))
def test_signs_and_spaces_are_no_letters(line: str, letters: str) -> None:
    assert letters_of(line) == letters


def test_many_lines_have_the_letters_that_each_has() -> None:
    assert letters_of_lines(LINES) == LETTERS
    assert letters_of_lines(["He said: “No.”", "a-b"]) == ["HesaidNo", "ab"]
    assert letters_of_lines([]) == []
