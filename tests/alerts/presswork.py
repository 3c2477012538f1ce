"""Makes many different stories, and reposts of them, out of a small grammar."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from storage.types import (
    Content,
    Edition,
    Genre,
    KnownItem,
    Language,
    Page,
    PageDate,
    PageRecord,
    Record,
    Version,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLACES = [
    "Beijing",
    "Guangzhou",
    "Kunming",
    "Chengdu",
    "Harbin",
    "Nanning",
    "Urumqi",
    "Xiamen",
    "Dalian",
    "Lanzhou",
]
PLACES_ZH = ["北京", "广州", "昆明", "成都", "哈尔滨", "南宁", "乌鲁木齐", "厦门", "大连", "兰州"]
WHO = """officials|border police|consular staff|teachers|nurses|students|employers|judges|recruiters
|lawyers|returnees|social workers|researchers|airline staff|volunteers""".replace("\n", "").split(
    "|"
)
DID = """discussed|reviewed|compared|drafted|questioned|mapped|tested|presented|translated|priced
|rehearsed|surveyed|documented|simulated|debated""".replace("\n", "").split("|")
WHAT = """visa rules|travel documents|labour contracts|shelter plans|health checks|data standards
|return flights|language courses|skills tests|complaint desks|identity checks|exit surveys
|insurance schemes|legal aid|remittance costs""".replace("\n", "").split("|")
HOW = """with great care|over two long days|in small groups|behind closed doors|by video link
|during a field visit|after a slow start|with help from partners|for the first time|in plain words
|against the clock|on the basis of case files""".replace("\n", "").split("|")
WHO_ZH = [
    "官员",
    "边检民警",
    "领事人员",
    "教师",
    "护士",
    "学生",
    "雇主",
    "法官",
    "招聘人员",
    "律师",
    "返乡者",
    "社工",
    "研究者",
    "航空人员",
    "志愿者",
]
DID_ZH = [
    "讨论了",
    "审议了",
    "比较了",
    "起草了",
    "质疑了",
    "梳理了",
    "测试了",
    "介绍了",
    "翻译了",
    "核算了",
    "演练了",
    "调查了",
    "记录了",
    "模拟了",
    "辩论了",
]
WHAT_ZH = [
    "签证规则",
    "旅行证件",
    "劳动合同",
    "安置方案",
    "体检流程",
    "数据标准",
    "返乡航班",
    "语言课程",
    "技能考试",
    "投诉窗口",
    "身份核验",
    "离境问卷",
    "保险计划",
    "法律援助",
    "汇款成本",
]
HOW_ZH = [
    "十分细致",
    "历时良久",
    "分成小组",
    "闭门进行",
    "通过视频",
    "实地走访",
    "起步缓慢",
    "得到伙伴支持",
    "首次尝试",
    "用语浅显",
    "争分夺秒",
    "依据案卷",
]
ENDING = "The International Organization for Migration works with its partners in China so that migration benefits migrants and society. For more information write to the press desk."
ENDING_ZH = "国际移民组织与在华伙伴携手,致力于使移民惠及移民本人和社会。如需更多信息,请联系新闻处。"
WATERMARKS = ("【转载自海角信息网】", "www.haijiao-news.example", "(来源:随手转)")
ADDED = (
    "Statement: this article was reposted automatically, and the site does not answer for it.",
    "免责声明:本文系自动转载,本站不对其内容负责,如有侵权请联系删除。",
    "标签:热点 国际 移民 精彩推送",
)


def item(
    name: str,
    content: Content,
    genre: Genre = "news",
    url: str | None = None,
    day: int = 0,
) -> KnownItem:
    """Return a known Item."""
    url = url or f"https://www.iom.example/news/{name}"
    seen = NOON + timedelta(days=day)
    page = Page(abs(hash(name)) % 10**9, url, genre, name, seen, seen)
    record = Record(url, genre, genre, "fake", 1, content=content)
    return KnownItem(
        id=name,
        source=genre,
        genre=genre,
        state="present",
        first_seen=seen,
        version=Version(1, name, 1, content, seen),
        identifiers=frozenset({("url", url)}),
        pages=(PageRecord(page, None, record),),
    )


def english(dice: random.Random, paragraphs: int = 5) -> str:
    """Return an English body nobody else has."""
    return "\n\n".join(
        [*(" ".join(_sentence(dice) for _ in range(3)) for _ in range(paragraphs)), ENDING]
    )


def chinese(dice: random.Random, paragraphs: int = 4) -> str:
    """Return a Chinese body nobody else has."""
    return "\n\n".join(
        [*("".join(_sentence_zh(dice) for _ in range(3)) for _ in range(paragraphs)), ENDING_ZH]
    )


def bilingual(dice: random.Random, title: str) -> Content:
    """Return a story in one or two languages."""
    editions: dict[Language, Edition] = {}
    kind = dice.random()
    if kind < 0.8:
        editions["zh-Hans"] = Edition(f"{title}号活动", chinese(dice))
    if kind > 0.3:
        editions["en"] = Edition(f"Event {title}", english(dice))
    day = PageDate((NOON + timedelta(days=dice.randrange(60))).date().isoformat())
    return Content(editions=editions, published=day)


def reposted(dice: random.Random, content: Content) -> Content:
    """Return what a repost makes of it: marks, cuts, another title, more lines."""
    editions: dict[Language, Edition] = dict(content.editions)
    if len(editions) > 1 and dice.random() < 0.4:
        del editions[dice.choice(list(editions))]
    for language, edition in editions.items():
        lines = edition.body.split("\n\n")
        if dice.random() < 0.4:
            lines = lines[: max(2, len(lines) * 2 // 3)]
        if dice.random() < 0.5:
            mark = dice.choice(WATERMARKS)
            lines = [f"{line}{mark}" for line in lines]
        if dice.random() < 0.6:
            lines = [dice.choice(ADDED), *lines, dice.choice(ADDED)]
        title = "快讯:" + (edition.title or "") if dice.random() < 0.5 else None
        editions[language] = Edition(title, "\n\n".join(lines))
    return Content(editions=editions, published=content.published)


def _sentence(dice: random.Random) -> str:
    return (
        f"In {dice.choice(PLACES)}, {dice.randrange(2, 900)} {dice.choice(WHO)} "
        f"{dice.choice(DID)} {dice.choice(WHAT)} and {dice.choice(WHAT)} {dice.choice(HOW)}."
    )


def _sentence_zh(dice: random.Random) -> str:
    return (
        f"{dice.randrange(2, 900)}名{dice.choice(WHO_ZH)}在{dice.choice(PLACES_ZH)}"
        f"{dice.choice(DID_ZH)}{dice.choice(WHAT_ZH)}和{dice.choice(WHAT_ZH)},{dice.choice(HOW_ZH)}。"
    )
