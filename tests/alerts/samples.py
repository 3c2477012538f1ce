"""Changes, Items and Recipients of our own writing, in the shape of the real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from alerts.digest import Baseline, Material
from storage.types import (
    Amount,
    Change,
    ChangeKind,
    Contact,
    Content,
    Edition,
    Field,
    Genre,
    KnownItem,
    Language,
    Link,
    Page,
    PageDate,
    PageRecord,
    Recipient,
    Record,
    SourceRun,
    SourceRunStatus,
    Story,
    StoryMember,
    Version,
)

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
EARLIER = NOW - timedelta(days=3)

ZH = Recipient(
    id=1, address="mei.lin@example.org", name="林梅", languages=("zh-Hans",),
    timezone="Asia/Shanghai", created_at=EARLIER, token="tokenzh0123456789",
)  # fmt: skip
EN = Recipient(
    id=2, address="j.weber@example.org", name="Jonas Weber", languages=("en",),
    timezone="Europe/Zurich", created_at=EARLIER, token="tokenen0123456789",
)  # fmt: skip
BOTH = replace(ZH, id=3, address="both@example.org", languages=("zh-Hans", "en"), token="tokenboth")

NAMES: dict[str, dict[Language, str]] = {
    "iom_news": {"en": "IOM China"},
    "iom_projects": {"en": "IOM Development Fund"},
    "chinadaily": {"en": "China Daily"},
    "china_org_cn": {"en": "china.org.cn"},
    "reposts": {"en": "转载 / Reposts"},
}

WORKSHOP = Content(
    editions={
        "zh-Hans": Edition(
            "国际移民组织在成都举办劳务移民权益培训班",
            "2026年11月18日，国际移民组织驻华代表处与四川省有关部门在成都共同举办了为期两天的培训班，"
            "来自六个市州的72名一线工作人员参加。培训内容包括安全移民、合同审查和海外求助渠道。\n\n"
            "国际移民组织驻华代表柯琳女士在开幕式上表示，出国务工人员在出发前最需要的是可靠的信息。",
        ),
        "en": Edition(
            "IOM Trains Frontline Workers in Chengdu on the Rights of Migrant Workers",
            "Chengdu – Seventy-two frontline workers from six prefectures took part in a two-day "
            "training that IOM China held with the authorities of Sichuan Province on 18 November "
            "2026. The sessions covered safe migration, the reading of contracts and ways to find "
            "help abroad.\n\n“What people need most before they leave is information they can "
            "trust,” said Ms. Colleen Hart of IOM China.",
        ),
    },
    published=PageDate("2026-11-20"),
    event_date=PageDate("2026-11-18"),
    place="Chengdu",
    contacts=(Contact("Wen Li", "wenli@example.org", "+86 10 5555 0101"),),
)

HOTLINE = Content(
    editions={
        "zh-Hans": Edition(
            "移民服务热线在云南边境口岸开通",
            "11月19日，一条面向跨境务工人员的多语种服务热线在云南开通。热线每天提供12小时服务，"
            "支持中文、缅甸语和越南语。首日共接到46通来电。",
        )
    },
    published=PageDate("2026-11-20T09:12:00+08:00"),
    place="昆明",
)

LAUNCH = Content(
    editions={
        "en": Edition(
            "China and Neighbours Discuss Skills Recognition",
            "Beijing – Officials from nine countries met on Tuesday to compare how vocational "
            "certificates are recognised across borders. The meeting was convened by Dr. Anna Vogt "
            "and closed with a list of eleven practical steps.",
        )
    },
    published=PageDate("2026-11-19"),
    place="Beijing",
    agency="China Daily",
)

BODY_ZH = (
    "新的移民健康报告今天在北京发布。报告显示，2025年共有1,240名返乡人员接受了体检，"
    "比上一年增加两成。\n\n报告建议在口岸设立更多咨询点，并继续培训基层医务人员。"
)
BODY_EN = (
    "A new report on migrant health was published in Beijing today. It shows that 1,240 returnees "
    "were examined in 2025, a fifth more than the year before.\n\nThe report recommends more "
    "counselling at border crossings and further training for local health workers."
)
HEALTH = Content(
    editions={
        "zh-Hans": Edition("移民健康报告在京发布", BODY_ZH),
        "en": Edition("Report on Migrant Health Published in Beijing", BODY_EN),
    },
    published=PageDate("2026-11-11"),
    place="Beijing",
    links=(
        Link("https://files.example.org/health-2026.pdf", "Full report (PDF)", attachment=True),
    ),
)
HEALTH_EDITED = replace(
    HEALTH,
    editions={
        "zh-Hans": Edition("移民健康报告在京发布", BODY_ZH.replace("1,240", "1,420")),
        "en": HEALTH.editions["en"],
    },
    links=(
        Link("https://files.example.org/health-2026-v2.pdf", "Full report (PDF)", attachment=True),
    ),
)

PROJECT = Content(
    editions={
        "en": Edition(
            "Strengthening Counselling for Outgoing Workers in China",
            "Every year many workers leave for jobs abroad with little information. The project "
            "sets up counselling points in three provinces.",
        )
    },
    fields={
        "Start Date": Field(PageDate("2025"), "2025"),
        "End Date": Field(PageDate("2026"), "2026"),
        "Project Status": Field("Active", "Active"),
        "Project Type": Field("Migration Policy Activities", "Migration Policy Activities"),
        "Budget Amount (USD)": Field(Amount("150000.00", "USD"), "150000.00"),
        "Coverage": Field("National", "National"),
        "IDF Region": Field("Asia and Oceania", "Asia and Oceania"),
        "Projects ID": Field("PO.0312", "PO.0312"),
        "Benefiting Member States": Field(("China", "Mongolia"), "China Mongolia"),
    },
)
PROJECT_CHANGED = replace(
    PROJECT,
    fields={
        **PROJECT.fields,
        "End Date": Field(PageDate("2027"), "2027"),
        "Project Status": Field("Completed", "Completed"),
        "Budget Amount (USD)": Field(Amount("187500.50", "USD"), "187500.50"),
    },
)
OLD_STORY = Content(
    editions={
        "zh-Hans": Edition(
            "国际移民组织总干事访问上海",
            "总干事在上海会见了有关方面负责人，就流动人口健康交换了意见。",
        )
    },
    published=PageDate("2013-05"),
    place="上海",
)
UNTITLED = Content(
    editions={
        "zh-Hans": Edition(
            None, "2026年11月17日-北京，一场关于亚洲移民数据的圆桌会议今天开幕，五十多位学者出席。"
        ),
        "en": Edition(
            None,
            "11/17/2026 Beijing - A round table on migration data in Asia opened today with over fifty scholars.",
        ),
    },
    event_date=PageDate("2026-11-17"),
    place="北京",
)


def version(item_id: str, number: int, content: Content) -> Version:
    return Version(hash((item_id, number)) % 10_000, item_id, number, content, NOW)


def change(  # noqa: PLR0913 - one line a Change in the tests
    id_: int,
    item_id: str,
    before: Content | None,
    after: Content | None,
    *kinds: ChangeKind,
    source: str = "iom_news",
    genre: Genre = "news",
    url: str | None = None,
    **more: object,
) -> Change:
    values: dict[str, object] = {
        "weight": "substantive",
        "reason": "body: differs",
        "telling": "tell",
        "older": False,
        "created_at": NOW - timedelta(hours=1),
        "run_id": 7,
        "urls": (url or f"https://site.example/{source}/{item_id}",),
    } | more
    return Change(
        id=id_,
        item_id=item_id,
        source=source,
        genre=genre,
        before=version(item_id, 1, before) if before else None,
        after=version(item_id, 2 if before else 1, after) if after else None,
        kinds=kinds or (("new",) if before is None else ("updated",)),
        **values,  # type: ignore[arg-type]
    )


def item(
    item_id: str,
    content: Content,
    source: str = "iom_news",
    genre: Genre = "news",
    url: str | None = None,
    **more: object,
) -> KnownItem:
    url = url or f"https://site.example/{source}/{item_id}"
    page = Page(1, url, source, item_id, EARLIER, EARLIER)
    record = Record(url, source, genre, "test", 1, content=content)
    values: dict[str, object] = {"state": "present", "first_seen": EARLIER} | more
    return KnownItem(
        id=item_id,
        source=source,
        genre=genre,
        version=version(item_id, 1, content),
        identifiers=frozenset({("url", url)}),
        pages=(PageRecord(page, 1, record),),
        **values,  # type: ignore[arg-type]
    )


def twins(item_id: str, content: Content) -> KnownItem:
    """Return an Item whose English page was found first, and whose editions have a page each."""
    one = item(item_id, content)
    pages = []
    for place, tag in enumerate(("en", "zh-Hans"), start=1):
        url = f"https://site.example/{tag}/{item_id}"
        alone = replace(content, editions={tag: content.editions[tag]})
        record = Record(url, "iom_news", "news", "test", 1, content=alone)
        page = Page(place, url, "iom_news", item_id, EARLIER, EARLIER)
        pages.append(PageRecord(page, place, record))
    return replace(one, pages=tuple(pages))


def source_run(
    id_: int, source: str, genre: Genre, status: SourceRunStatus = "ok", **more: object
) -> SourceRun:
    return SourceRun(id_, 7, source, genre, NOW - timedelta(hours=2), status=status, **more)  # type: ignore[arg-type]


#: As `alerts.story_notes` words it.
NOTE = "shorter: 60 against 96 words (en); number differs: 72 → 27 (en)"

STORY = Story(
    1,
    (
        StoryMember("workshop", "original"),
        StoryMember("workshop-r1", "repost", 0.97),
        StoryMember("workshop-r2", "repost", 0.81, NOTE),
    ),
)

NIGHT = Material(
    changes=(
        change(11, "workshop", None, WORKSHOP, url="https://www.iom.int/news/training-chengdu"),
        change(12, "workshop-r1", None, WORKSHOP, source="reposts", genre="repost", url="https://blog-a.example/post/118.html"),
        change(13, "workshop-r2", None, WORKSHOP, source="reposts", genre="repost", url="https://blog-b.example/article/9.html"),
        change(14, "hotline", None, HOTLINE),
        change(15, "launch", None, LAUNCH, source="chinadaily", genre="press"),
        change(16, "health", HEALTH, HEALTH_EDITED),
        change(17, "project", PROJECT, PROJECT_CHANGED, "fields-changed", source="iom_projects", genre="project"),
        change(18, "gone", LAUNCH, None, "removed"),
        change(19, "old", None, OLD_STORY, older=True),
        change(20, "untitled", None, UNTITLED),
        change(21, "newproject", None, PROJECT, source="iom_projects", genre="project"),
    ),
    stories=(STORY,),
    problems=(source_run(31, "china_org_cn", "press", "failed", reason="503"),),
    names=NAMES,
)  # fmt: skip

FIRST_NIGHT = Material(
    baselines=tuple(
        Baseline(source_run(40 + n, name, genre, baseline=True), items)
        for n, (name, genre, items) in enumerate(
            (
                ("iom_news", "news", 31),
                ("iom_projects", "project", 9),
                ("chinadaily", "press", 1),
                ("reposts", "repost", 1204),
            )
        )
    ),
    names=NAMES,
)
