"""Numbers written in Chinese: 二〇二四 digit by digit, 二十三 and 廿三 by value. Pure."""

from __future__ import annotations

_DIGITS = {char: value for value, chars in enumerate(
    ("〇零○0０", "一壹元", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_TENS = {"十": 1, "拾": 1, "廿": 2, "卅": 3}

#: What a numeral in a date is made of, for use inside a character class.
NUMERALS = "〇零○一二三四五六七八九十廿卅元"


def number(text: str) -> int | None:
    """Return the number that the text writes, or None; with 十 up to 99, else digit by digit."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if text and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for ten, tens in _TENS.items():
        before, found, after = text.partition(ten)
        if found:
            return _below_hundred(before, tens, after)
    return None


def _below_hundred(before: str, tens: int, after: str) -> int | None:
    if len(before) > 1 or len(after) > 1 or not all(c in _DIGITS for c in before + after):
        return None
    return (_DIGITS[before] if before else tens) * 10 + (_DIGITS[after] if after else 0)
