"""Where a text speaks of China, and where it only names it in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from string import ascii_lowercase
from typing import Final

from crawler.parsers.dates.places import CHINESE_PLACES, ENGLISH_PLACES
from crawler.parsers.projects.states import member_states, states_in
from crawler.parsers.text.patterns import by_first, stands

_LETTERS: Final = re.compile("[a-z]+")
#: With what Han characters begin in UTF-8, and little else does.
_HAN: Final = frozenset(b"\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef")
#: From a text in UTF-8 to its words in small letters, parted: where Han stands, by a line break.
_APART: Final = bytes(
    byte if byte in ascii_lowercase.encode() else ord("\n" if byte in _HAN else " ")
    for byte in range(256)
)
#: Beside provinces and cities. In small letters.
_CHINESE: Final = r"""
中国|中國|中华|中華|中方|我国|我國|我方|我驻|驻华|駐華|在华|在華|来华|來華|访华|訪華|赴华|对华
涉华|中欧|中非|中英|中美(?!洲)|中缅|中越|中老|中蒙|中俄
全国人大|国务院|公安部|外交部发言人|商务部|国家卫健委|发改委|国家移民管理局|移民管理局
国(?:家国际发展)?合(?:作)?署|国合署|人社部|民政部|边检|边防总队
侨办|侨联|侨务|侨乡|侨胞|華僑|华侨|同胞|使馆|对外劳务合作|对外承包|常驻日内瓦代表|常驻联合国代表|在京|驻京|来京|赴京
我省|我市|我区|我州|我县|全省|本省|自治区|公安厅|公安局|外办|来港|來港|在港|駐港|驻港|本港|港府
港澳|本澳|澳门|内地|内陆
一带一路|全球发展倡议|全球发展和南南合作基金|南南合作援助基金|普通话|人民币|粤|闽|台商|臺灣|台灣
台北|臺北|高雄|桃園|尖沙咀|深水埗|九龍|九龙|旺角|新界
长乐|長樂|文成|河内(?!市)
"""
_ENGLISH: Final = r"""
china|chinese|sino|prc|peking|tsinghua|fudan|mofcom|cidca|chinca|cicete
south-south\scooperation(?:\sassistance)?\sfund
national\simmigration\sadministration|global\sdevelopment\sinitiative|belt\sand\sroad|lancang
yangtze|renminbi|rmb|yuan|mandarin|fuzhounese|cantonese
taipei|kaohsiung|kowloon|tsim\ssha\stsui|sham\sshui\spo|wan\schai|mong\skok|yuen\slong|lantau
changle|lianjiang|rui'an|dehong
"""
#: China's name in other names and in things that come from there: no word about it.
_PASSING: Final = re.compile(
    r"中国日报|中國日報|中国新闻[网社]|中国网|中國網|中新[社网]|中國時報|中国时报|中华网"
    r"|香港电台|香港電台|中国青年报|中國評論|中国制造|中國製造|国产|國產|北京时间|北京時間|香港时间|香港時間"
    r"|台北時間|唐人街|中国城|中國城|华人街"
    r"|中国新年|中國新年|农历新年|春节|中国餐馆|中国菜|南中国海|南中國海"
    r"|\bchina\s(?:daily|news\sservice|\.?org\.cn|central\stelevision)"
    r"|\bsouth\schina\s(?:sea|morning\spost)|\bindo-?china"
    r"|(?:made|built|bought|assembled)\sin\schina"
    r"|\bchinese-(?:made|built|style)|\bchinatown"
    r"|\bchinese\s(?:new\syear|restaurants?|food|takeaway|tea|medicine|lanterns?|zodiac|phones?|motorbikes?|motorcycles?|tractors?|outboard|engines?|trucks?|goods|trawlers?|boats?)"
    r"|\bbeijing\stime|\bhong\skong\stime|\bpeople's\sdaily|\bfine\schina|\bbone\schina"
    r"|\bchina\sclay"
    r"|（?\(?(?:新华社|中新社|中新网|人民网|新華社|中央社|本报)[^，。\n]{0,14}?(?:电|電|讯|訊)"
    r"|^[a-z ,/.-]{2,40}\d{1,2}\s\(xinhua\)"
    r"|beijing\s\(reuters\)|reporting\sby\sbeijing\snewsroom",
    re.MULTILINE,
)
#: Who goes somewhere for a state is more than one of a list.
_SENT: Final = re.compile(
    r"official|delegat|government|minister|ambassador|expert|participant|representativ"
    r"|authorit|police|student"
    r"|官员|官員|代表|政府|部长|大使|专家|参加|出席|警|学员"
)
_STATES: Final = 3
_STATE_NAMES: Final = frozenset(
    (
        "china",
        "chinese",
        "中国",
        "中國",
        "hong kong",
        "taiwan",
        "macao",
        "macau",
        "香港",
        "台湾",
        "臺灣",
        "台灣",
        "澳门",
    )
)
#: Lines of a menu of offices: `Cambodia`, `China`, `IOM China`.
_MENU, _MENU_LETTERS = 4, 40
_OFFICE: Final = re.compile(r"^(?:IOM|UN Migration|国际移民组织|驻)\s*")


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(by_first(_CHINESE + CHINESE_PLACES))


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z\d_]){by_first(_ENGLISH + ENGLISH_PLACES.lower())}(?![a-z])")


@cache
def _names() -> re.Pattern[str]:
    return re.compile(f"{_chinese().pattern}|{_english().pattern}")


@cache
def _first_words() -> frozenset[bytes]:
    """Return the letters with which the English names begin."""
    names = re.split(r"[|\n]", _ENGLISH + ENGLISH_PLACES.lower())
    return frozenset(begin[0].encode() for name in names if (begin := _LETTERS.match(name)))


def is_named(lower: str) -> bool:
    """Say whether a text in small letters names China, in passing or not.

    English names are tried where a word stands with which one begins: a fifth of the time of
    trying them at each letter of a long text.
    """
    apart = lower.encode(errors="surrogatepass").translate(_APART)
    begun = _first_words().intersection(apart.split())
    if begun and stands(_english(), lower, map(bytes.decode, begun)):
        return True
    return b"\n" in apart and _chinese().search(lower) is not None


def speaks(sentence: str) -> bool:
    """Say whether a sentence tells something of China, its places, offices or people."""
    lower = sentence.lower()
    if _names().search(lower) is None:
        return False
    left = _PASSING.sub(" ", lower)
    found = set(_names().findall(left))
    if not found:
        return False
    if found - _STATE_NAMES or _SENT.search(left):
        return True
    return len(states_in(sentence)) <= _STATES


def in_menu(at: int, sentences: Sequence[str]) -> bool:
    """Say whether a line holds a State's name and nothing else, where many lines do."""
    if not _is_bare(sentences[at]):
        return False
    bare = (sentence for sentence in sentences if _is_bare(sentence))
    return len(tuple(islice(bare, _MENU))) == _MENU


def _is_bare(sentence: str) -> bool:
    if len(sentence) > _MENU_LETTERS:
        return False
    return member_states(_OFFICE.sub("", sentence)) is not None
