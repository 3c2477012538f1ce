"""Patterns and small tables for reading figures and dates in Chinese and in English."""

from __future__ import annotations

import re
from decimal import Decimal


def _listed(text: str) -> list[str]:
    return text.split()


ZH_DIGITS = {
    c: n for n, chars in enumerate(_listed("〇零 一壹 二两兩 三 四 五 六 七 八 九")) for c in chars
}
ZH_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
ZH_NUMERAL = re.compile(r"[〇零一二两兩三四五六七八九十百千万萬亿億廿]+")
MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "千": 1000,
    "百": 100,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "万": 10**4,
    "萬": 10**4,
    "十万": 10**5,
    "亿": 10**8,
    "億": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "萬億": 10**12,
}
_UNITS = _listed("zero one two three four five six seven eight nine")
_TEENS = _listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = _listed(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
)
EN_WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate(_UNITS)},
    **{word: n + 10 for n, word in enumerate(_TEENS)},
    **{word: (n + 2) * 10 for n, word in enumerate(_TENS)},
    **{word: n + 1 for n, word in enumerate(_ORDINALS)},
    **{word: (n + 2) * 10 for n, word in enumerate(_ORDINAL_TENS)},
}
#: They end a number: `first forty` are two.
EN_ORDINALS = frozenset((*_ORDINALS, *_ORDINAL_TENS))
#: Words that stand for a number without being one: only ever a counterpart.
EN_LOOSE = {
    "decade": 10,
    "dozen": 12,
    "century": 100,
    "once": 1,
    "twice": 2,
    "both": 2,
    "pair": 2,
    "couple": 2,
    "double": 2,
    "bilateral": 2,
    "trilateral": 3,
    "tripartite": 3,
    "triangular": 3,
    "triple": 3,
    "quarter": 4,
    "fortnight": 2,
    "biennial": 2,
    "annual": 1,
}
ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
    "XIII": 13,
    "XIV": 14,
    "XV": 15,
}
#: Percentages that are usually written as words.
FRACTIONS_EN = {
    r"\bhalf\b|\bhalves\b": 50,
    r"\bquarters?\b|one[- ]fourth": 25,
    r"three[- ]quarters|three[- ]fourths": 75,
    r"(?:one|a)[- ]third\b": 33,
    r"two[- ]thirds": 67,
    r"(?:one|a)[- ]fifth\b": 20,
    r"two[- ]fifths": 40,
    r"three[- ]fifths": 60,
    r"four[- ]fifths": 80,
    r"(?:one|a)[- ]tenth\b": 10,
}
MONTHS = {
    name: n + 1
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        )
    )
    for name in names.split()
}
WEEKDAYS_EN = {
    name: n
    for n, name in enumerate(_listed("monday tuesday wednesday thursday friday saturday sunday"), 1)
}
#: By their ISO codes; 元 and $ are whose they are from what is named beside them.
CURRENCIES = {
    "HKD": re.compile(
        r"港元|港币|港幣|港紙|\bHKD\b|\bHK ?\$|\bHong Kong dollars?\b", re.IGNORECASE
    ),
    "TWD": re.compile(
        r"新?[台臺][币幣元]|\bTWD\b|\bNTD\b|\bNT ?\$"
        r"|\b(?:New )?Taiwan(?:ese)? dollars?\b",
        re.IGNORECASE,
    ),
    "MOP": re.compile(r"澳门元|澳門元|葡币|\bMOP ?\$?", re.IGNORECASE),
    "AUD": re.compile(r"澳元|\bAUD\b|\bA\$|\bAustralian dollars?\b", re.IGNORECASE),
    "CAD": re.compile(r"加元|\bCAD\b|\bC\$|\bCanadian dollars?\b", re.IGNORECASE),
    "USD": re.compile(
        r"美元|美金|\bUSD\b|\bUS ?\$|\b(?:U\.?S\.?|American) dollars?\b", re.IGNORECASE
    ),
    "EUR": re.compile(r"欧元|歐元|\bEUR\b|€|\beuros?\b", re.IGNORECASE),
    "CNY": re.compile(r"人民币|人民幣|\bRMB\b|\bCNY\b|¥|¥|\byuan\b|\brenminbi\b", re.IGNORECASE),
    "GBP": re.compile(r"英镑|英鎊|\bGBP\b|£|\bpounds?(?: sterling)?\b", re.IGNORECASE),
    "JPY": re.compile(r"日元|日圆|\bJPY\b|\byen\b", re.IGNORECASE),
    "CHF": re.compile(r"瑞士法郎|\bCHF\b|\bSwiss francs?\b", re.IGNORECASE),
    "元": re.compile(r"(?<![美欧歐日韩韓港澳加台臺幣币])元"),
    "$": re.compile(r"\$|\bdollars?\b", re.IGNORECASE),
}
#: What a 元 and a $ are where no other currency of that name is spoken of; and those others.
HOME_CURRENCIES = {"元": "CNY", "$": "USD"}
LOCAL_CURRENCIES = ("HKD", "TWD", "MOP")
#: At most 64 letters stand before an @ (RFC 5321 4.5.3.1.1); without an end, a page's long line of
#: base 64 would be looked through from each of its letters.
_MAILBOX = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
EMAIL = re.compile(_MAILBOX, re.ASCII)
ADDRESS = re.compile(rf"https?://[!-~]+|\bwww\.[\w./?=&%-]+|{_MAILBOX}", re.ASCII)
PHONE = re.compile(
    r"(?<!\d)(?:\+\s?\d{1,3}[\s().-]*|\(?0\d{1,3}\)?[\s-]+|[48]00[\s-]|\(\d{2,4}\)\s?)"
    r"\d[\d\s().-]{5,60}\d"
    r"|(?:Tel|Phone|Fax|Mobile|Hotline|电话|传真|手机|热线|專線|专线|電話|傳真|手機|熱線)[.::\s]{0,5}(?:no\.?\s{0,3})?\+?[\d\s()./-]{6,60}\d",
    re.IGNORECASE,
)


def chinese_number(numeral: str) -> Decimal | None:
    """Return the value of a Chinese numeral (`二百三十`, `一亿二千万`, `二〇二四`), or None."""
    text = numeral.replace("廿", "二十")
    if not any(char in ZH_UNITS for char in text):
        return Decimal("".join(str(ZH_DIGITS[char]) for char in text))
    total, section, digit = 0, 0, 0
    for char in text:
        if char in ZH_DIGITS:
            digit = ZH_DIGITS[char]
            continue
        unit = ZH_UNITS[char]
        if unit >= ZH_UNITS["万"]:
            lower = (section + digit) or (0 if total else 1)
            total = (total + lower) * unit if unit > ZH_UNITS["万"] else total + lower * unit
            section = 0
        else:
            section += (digit or 1) * unit
        digit = 0
    return Decimal(total + section + digit)


def in_tenths(numeral: str) -> Decimal | None:
    """Return what `两万五` and `四千二` are short for: 25,000 and 4,200; None for any other."""
    if len(numeral) < 2 or numeral[-1] not in ZH_DIGITS or numeral[-2] not in ZH_UNITS:  # noqa: PLR2004
        return None
    unit = ZH_UNITS[numeral[-2]]
    more = (chinese_number(numeral[:-1]) or Decimal(0)) + ZH_DIGITS[numeral[-1]] * unit // 10
    return more if unit > ZH_UNITS["十"] else None
