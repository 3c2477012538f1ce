"""Where a text names the International Organization for Migration, under whatever name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from crawler.parsers.text.patterns import any_of, has_any, having

#: Its names, those that people mistake for its name, and whoever leads it. In small letters.
_NAMES: Final = r"""
(?:国际|國際)(?:移民|移徙|移居|迁移|遷移|人口迁移)(?:问题|問題)?(?:组织|組織|署|机构|機構|局)
(?:联合国|聯合國)(?:国际|國際)?(?:移民|移徙|迁移|遷移)(?:事务|事務)?(?:组织|組織|署|机构|機構|部门)
(?<![非法])(?:移民|移徙)(?:组织|組織)(?=\s?(?:驻|駐|总干事|總幹事|副总干事|北京|香港|中国|東|办事处|辦事處|代表|官员|官員|专家|發言|发言|说|說|称|稱|在|提供|协助|協助))
(?<=[与與和同由及跟向对對、“])(?:移民|移徙)(?:组织|組織)(?!化|起来|起來|合作社|外出|者)
(?<![\u3400-\u9fff])移(?:组|組)(?![织織])|(?<=[与與和同由及、“来來，。])移(?:组|組)(?![织織架合])
international\s(?:organi[sz]ation|office|agency|body)\s(?:for|of|on)\s(?:the\s)?(?:migrations?|migrants?|immigration)\b
international\s(?:migrations?|migrants?|immigration)\s(?:organi[sz]ation|agency|office)\b
(?:\bun\b|\bu\.n\.|united\snations)(?:['’]s?)?\s(?:international\s)?migra(?:tion|nts?)(?:\s(?:agency|body|organi[sz]ation|office|chief)|\s?\(iom\))
\bun\smigration\b(?!\s(?:pact|compact|network|report|conference))
\bagency\sfor\smigration\b|\biom\.int\b|\biom\sdevelopment\sfund\b
\bamy\spope\b|(?:艾米|埃米|艾美)[·•・．.]?(?:波普|蒲柏)|波普总干事|总干事波普|總幹事波普
\blacy\sswing\b|\bbrunson\smckinley\b|\bugochi\sdaniels\b|(?:莱西|拉西)[·•・．.]?斯温|斯温总干事
总干事斯温
维托里诺总干事|总干事(?:安东尼奥[·•・．.])?维托里诺|維托里諾
"""
#: With what they begin: all of them are tried nowhere else.
_OPENINGS: Final = "(?=[国國联聯移总總波艾埃莱拉维維]|(?<![a-z])[iualb])"
_NAME: Final = re.compile(_OPENINGS + any_of(_NAMES))
_SIGNS: Final = ("migra", "移民", "移徙", "移居", "迁移", "遷移", "移组", "移組", "iom",
                 "amy pope", "波普", "蒲柏", "swing", "mckinley", "ugochi", "斯温",
                 "托里")  # fmt: skip
#: A name stands within so many characters of its sign, with what must not stand around it.
_REACH: Final = 64
_LETTERS: Final = re.compile(r"(?<![A-Za-z])(?:IOM|OIM|I\.O\.M\.)(?![A-Za-z])")
_LETTERS_SIGNS: Final = ("IOM", "OIM", "I.O.M.")
#: Beside people on the move the letters mean us.
_MIGRATION: Final = (
    "migrant", "immigra", "emigra", "移民", "移工", "refugee", "难民", "難民", "displace",
    "流离失所", "流離失所", "returnee", "trafficking", "人口贩运", "人口販運",
    "labour mobility", "un agenc", "united nations", "联合国", "聯合國", "返鄉", "返乡",
    "驻华代表", "going home", "migration agency", "migration governance", "safe migration",
    "safe-migration", "labour migration", "irregular migration", "migration polic",
    "foreign", "newcomer", "passport", "visa", "scam", "exploitation", "nationalit",
    "abroad", "country of origin", "officials from", "seafarer", "外籍", "外国人", "海外",
    "留学", "border", "crossing", "idp", "humanitarian", "shelter", "recruit", "diaspora",
    "overseas chinese", "mobility", "u.n.", "边境", "邊境", "口岸", "出入境", "务工", "勞工",
    "劳务", "使馆", "人道", "遣返", "侨", "僑", "流动人口",
)  # fmt: skip
#: A text that says what the letters stand for: `Institute of Metals (IOM)`, `IOM（运维平台）`.
_DEFINED: Final = re.compile(
    r"\b(?P<before>I\w+(?:\s(?:\w+|&|/)){1,6})\s?[(（]\s?(?:“|\")?IOM\b"
    r"|\bIOM\s?[(（](?P<behind>[^()（）\n]{4,60})[)）]"
    r"|IOM[,，]?\s?(?:全称|是)(?P<called>[^，。\n]{4,40})"
)
#: `IOM (2022)`: no definition.
_NO_NAME: Final = re.compile(r"[^a-z\u3400-\u9fff]*")
_OURS: Final = ("migra", "移民", "迁移", "遷移", "移徙")
#: What else the letters stand for.
_OTHERS: Final = re.compile(
    r"institute\sof\smedicine|isle\sof\sman|\btt\sraces?\b|indian\socean\smil|olympiad|infrastructure\soperation"
    r"|(?:nasdaq|nyse|tsxv?|lse|aim|asx)\s?:\s?iom|iomega|input.output|index\sof\smoderni"
    r"|医学研究所|醫學研究|马恩岛|曼岛|馬恩島|奥林匹克|运维|運維|股票代码"
)
#: Behind this stands who counted, not who acted.
_CREDIT: Final = re.compile(r"(?:来源|來源|\bsources?)\s?[:：][^\n]*", re.IGNORECASE)
#: Only its own rows of a project have these labels.
_OF_PROJECTS: Final = ("idf region", "prima id", "projects id")
#: Where nobody is on the move, these fields have an IOM of their own.
_FIELDS: Final = (
    "yacht", "regatta", "sailing", "firmware", "server", "module", "backplane", "vitamin",
    "nutrition", "dietary", "alloy", "metallurg", "rare earth", "shares", "shareholder",
    "mining", "smelter", "olympiad", "medal", "algorithm", "帆船", "帆板", "遥控", "模块",
    "服务器", "固件", "背板", "膳食", "摄入", "营养", "稀土", "冶金", "股份", "股东", "矿业",
    "奖牌", "金牌", "竞赛", "算法", "工单", "数据库",
)  # fmt: skip
#: A sentence with so many of them lists whoever is there: none is its subject.
_AGENCIES: Final = re.compile(
    r"\b(?:UNICEF|UNFPA|WHO|FAO|WFP|UNDP|UNHCR|ILO|IMO|UNESCO|UN[ -]Women|UNAIDS|UNEP|UNIDO|IFAD"
    r"|ITC|UNOPS|UNV|OCHA|OHCHR|UN[ -]Habitat|UNODC|World\sBank|ESCAP|UNRWA)\b"
    r"|儿基会|兒基會|人口基金|世卫组织|世衛組織|世界卫生组织|粮农组织|粮食(?:计划)?署"
    r"|开发(?:计划)?署|難民署|难民署|劳工组织|教科文"
    r"|妇女署|艾滋病规划署|环境(?:规划)?署|人居署|工发组织|农发基金|项目事务厅|人权高专办"
    r"|禁毒办|世界银行|红新月会|海事组织"
)
_A_LIST: Final = 5


def is_said(text: str, lower: str) -> bool:
    """Say whether a text names it, in words or by letters that mean nothing else there."""
    return has_name(lower) or has_letters(text, lower)


def has_name(lower: str) -> bool:
    """Say whether a text in small letters names it in words."""
    for sign in _SIGNS:
        at = lower.find(sign)
        while at >= 0:
            if _NAME.search(lower, max(0, at - _REACH), at + _REACH):
                return True
            at = lower.find(sign, at + len(sign))
    return False


def is_project(lower: str) -> bool:
    """Say whether a text in small letters has the rows of one of its projects."""
    return has_any(lower, _OF_PROJECTS)


def has_letters(text: str, lower: str) -> bool:
    """Say whether a text has its letters, which mean nothing else there.

    Most that writes of it calls it so and says no more; who is on the move, or what field the
    text is of, tells the others apart.
    """
    if not _stand_in(text) or _OTHERS.search(lower):
        return False
    if not has_any(lower, _MIGRATION) and has_any(lower, _FIELDS):
        return False
    said = [" ".join(filter(None, found)).lower() for found in _DEFINED.findall(text)]
    return all(has_any(one, _OURS) or _NO_NAME.fullmatch(one) for one in said)


def naming(sentences: Sequence[str], *, letters: bool) -> Iterator[int]:
    """Yield which sentences, without line breaks, name it as more than one of many.

    `letters`: those mean it, too.
    """
    signed = having(sentences, (*_SIGNS, *map(str.lower, _LETTERS_SIGNS)))
    for at, sentence in enumerate(sentences):
        if sentence in signed and _names(sentence, letters=letters):
            yield at


def _names(sentence: str, *, letters: bool) -> bool:
    if not _is_said_in(sentence, letters=letters):
        return False
    said = _CREDIT.sub("", sentence)
    if said != sentence and not _is_said_in(said, letters=letters):
        return False
    return len(set(_AGENCIES.findall(said))) < _A_LIST


def _is_said_in(sentence: str, *, letters: bool) -> bool:
    return has_name(sentence.lower()) or (letters and _stand_in(sentence))


def _stand_in(text: str) -> bool:
    """Say whether the letters stand in a text by themselves."""
    return has_any(text, _LETTERS_SIGNS) and _LETTERS.search(text) is not None
