from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

import alerts
from alerts.digest import Digest, Material, compose, preview
from alerts.phrases import phrases
from alerts.render import HTML_LIMIT, Links, Rendered, render, subject
from alerts.repost_notes import repost_note
from storage.types import Amount, Content, Edition, Field, Language, PageDate
from tests.alerts import samples
from tests.alerts.samples import BOTH, EN, FIRST_NIGHT, NIGHT, NOW, ZH, change, item
from tests.alerts.test_clean import hostile_titles

LINKS = Links(
    unsubscribe="https://monitor.example.org/unsubscribe/t",
    web="https://monitor.example.org/digest/k",
    feeds="https://monitor.example.org/feeds/",
    contact="monitor@example.org",
)


def digest(person: samples.Recipient = EN, night: Material = NIGHT) -> Digest:
    made = compose(person, night, NOW)
    assert made is not None
    return made


def words(rendered: Rendered) -> str:
    """The text that a reader of the HTML sees."""
    page = lxml_html.fromstring(rendered.html)
    for hidden in page.xpath("//style | //title | //div[@class='pre']"):
        hidden.drop_tree()
    return " ".join(page.text_content().split())


def test_the_subject_says_what_is_in_it_in_the_readers_language() -> None:
    assert subject(digest(EN)).startswith(
        "IOM China: 5 new, 2 updated, 1 removed, 1 older — IOM Tra"
    )
    assert (
        subject(digest(ZH))
        == "国际移民组织中国动态：新增5条，更新2条，移除1条，补录旧闻1条——移民服务热线在云南边境口岸开通"
    )
    assert subject(digest(EN, FIRST_NIGHT)) == "IOM China: now watching 4 sources"
    assert subject(digest(ZH, FIRST_NIGHT)) == "国际移民组织中国动态：开始关注4个来源"


def test_a_title_leads_to_the_page_in_its_own_language() -> None:
    twins = samples.twins("workshop", samples.WORKSHOP)
    urls = tuple(page.page.url for page in twins.pages)
    news = change(1, "workshop", None, samples.WORKSHOP)
    night = Material(changes=(replace(news, urls=urls),), items={"workshop": twins})
    english, chinese = render(digest(EN, night)), render(digest(ZH, night))
    for rendered, own, other in ((english, *urls), (chinese, *reversed(urls))):
        assert own in rendered.text
        assert own in rendered.html
        assert other not in rendered.text


def test_an_edition_added_on_the_same_page_needs_no_second_address() -> None:
    english = replace(samples.WORKSHOP, editions={"en": samples.WORKSHOP.editions["en"]})
    came = change(1, "workshop", english, samples.WORKSHOP, "edition-added")
    both = item("workshop", samples.WORKSHOP, url=came.urls[0])
    text = render(digest(EN, Material(changes=(came,), items={"workshop": both}))).text
    assert "  | Chinese edition: 国际移民组织在成都举办劳务移民权益培训班\n" in text
    assert text.count(came.urls[0]) == 1


def test_an_edition_that_is_gone_is_named_and_its_text_is_in_the_whole() -> None:
    chinese = replace(samples.WORKSHOP, editions={"zh-Hans": samples.WORKSHOP.editions["zh-Hans"]})
    night = Material(changes=(change(1, "workshop", samples.WORKSHOP, chinese),))
    foreign, own = render(digest(EN, night), LINKS), render(digest(ZH, night), LINKS)
    assert "[Chinese only]" in foreign.text
    assert "[English edition withdrawn]" in " ".join(foreign.text.split())
    assert "[英文版已撤下]" in own.text
    assert "[-" not in foreign.text + own.text
    assert "IOM Trains Frontline Workers in Chengdu" in foreign.text, "as the reader knew it"
    assert "Seventy-two frontline workers" in (foreign.whole or "")
    assert "Seventy-two frontline workers" in (own.whole or "")


def test_news_stands_before_what_is_watched_from_now_on() -> None:
    night = replace(NIGHT, baselines=FIRST_NIGHT.baselines)
    for person, news, watched in ((EN, "New", "Now watching"), (ZH, "新增", "开始关注")):
        rendered = render(digest(person, night))
        assert rendered.text.index(f"\n{news}") < rendered.text.index(f"\n{watched}\n")
        assert rendered.html.index(f">{news} ") < rendered.html.index(f">{watched}</h2>")


def test_a_printed_digest_shows_where_its_titles_lead() -> None:
    assert "@media print" in render(digest(EN)).html
    assert "attr(href)" in render(digest(EN)).html


def test_what_came_and_went_and_is_back_is_simply_new() -> None:
    came = change(1, "launch", None, samples.LAUNCH)
    gone = change(2, "launch", samples.LAUNCH, None, "removed")
    back = change(3, "launch", samples.LAUNCH, samples.LAUNCH, "restored")
    short = render(digest(EN, Material(changes=(came, gone)))).text
    assert "[removed since]" in short
    whole = render(digest(EN, Material(changes=(came, gone, back)))).text
    assert "[removed since]" not in whole
    assert "[back again]" not in whole


@pytest.mark.parametrize(
    ("person", "label", "said"),
    [
        (EN, "Formerly at: ", "It shows that 1,240 returnees"),
        (ZH, "原网址：", "2025年共有1,240名返乡人员"),
    ],
)
def test_a_page_that_is_gone_is_told_with_its_words_and_leads_nowhere(
    person: samples.Recipient, label: str, said: str
) -> None:
    url = "https://site.example/health"
    gone = change(2, "health", samples.HEALTH, None, "removed", url=url)
    rendered = render(digest(person, Material(changes=(gone,))))
    assert lxml_html.fromstring(rendered.html).xpath("//h3//a") == []
    for shown in (words(rendered), " ".join(rendered.text.split())):
        assert f"{label}{url}" in shown
        assert said in shown
    for edition in samples.HEALTH.editions.values():
        assert edition.title in words(rendered)


def test_what_is_new_and_gone_again_leads_nowhere_either() -> None:
    url = "https://site.example/launch"
    came = change(1, "launch", None, samples.LAUNCH, url=url)
    gone = change(2, "launch", samples.LAUNCH, None, "removed", url=url)
    rendered = render(digest(EN, Material(changes=(came, gone))))
    assert lxml_html.fromstring(rendered.html).xpath("//h3//a") == []
    assert f"Formerly at: {url}" in words(rendered)


def test_what_moved_is_told_with_its_new_address() -> None:
    old, new = "https://site.example/old", "https://site.example/new"
    here = item("launch", samples.LAUNCH, url=old)
    page = replace(here.pages[0], record=replace(here.pages[0].record, url=new))
    moved = change(1, "launch", samples.LAUNCH, samples.LAUNCH, "moved", url=old)
    night = Material(changes=(moved,), items={"launch": replace(here, pages=(page,))})
    text = render(digest(EN, night)).text
    assert "[new address]" in text
    assert new in text
    assert old not in text


def test_an_edition_that_came_later_is_shown_as_what_it_is_and_not_as_marked_words() -> None:
    twins = samples.twins("workshop", samples.WORKSHOP)
    english = replace(samples.WORKSHOP, editions={"en": samples.WORKSHOP.editions["en"]})
    came = change(1, "workshop", english, samples.WORKSHOP, "edition-added")
    night = Material(changes=(came,), items={"workshop": twins})
    chinese, foreign = render(digest(ZH, night)).text, render(digest(EN, night)).text
    assert "{+" not in chinese + foreign
    assert chinese.count("国际移民组织在成都举办劳务移民权益培训班") == 1
    title = samples.WORKSHOP.editions["en"].title
    assert title is not None
    assert title[:40] in chinese
    assert "https://site.example/zh-Hans/workshop" in chinese
    assert "https://site.example/en/workshop" not in chinese
    beginning = samples.WORKSHOP.editions["zh-Hans"].body[20:32]
    assert beginning in chinese.replace("\n  ", "")
    assert (
        "  | Chinese edition: 国际移民组织在成都举办劳务移民权益培训班\n"
        "    https://site.example/zh-Hans/workshop\n"
    ) in foreign
    assert beginning not in foreign


def test_the_subject_names_only_what_it_counts() -> None:
    repost = change(30, "workshop-r1", None, samples.WORKSHOP, source="reposts", genre="repost")
    riding = replace(
        FIRST_NIGHT,
        changes=(repost,),
        items={"workshop": item("workshop", samples.WORKSHOP)},
        stories=(samples.STORY,),
    )
    assert subject(digest(EN, riding)) == "IOM China: now watching 4 sources"


def test_the_subject_names_what_has_no_title_as_the_message_does() -> None:
    (untitled,) = (entry for entry in digest(ZH).entries if entry.item_id == "untitled")
    alone = replace(digest(ZH), entries=(untitled,))
    beginning = "一场关于亚洲移民数据的圆桌会议今天开幕，五十多位学者出席。"
    assert f"* {beginning}" in render(alone).text
    assert subject(alone) == f"国际移民组织中国动态：新增1条——{beginning}"


def test_one_thing_is_counted_as_one() -> None:
    one = Material(baselines=FIRST_NIGHT.baselines[2:3], names=samples.NAMES)
    assert subject(digest(EN, one)) == "IOM China: now watching 1 source"
    assert "1 item " in words(render(digest(EN, one))) + " "


@pytest.mark.parametrize("person", [EN, ZH, BOTH], ids=["en", "zh", "both"])
@pytest.mark.parametrize("night", [NIGHT, FIRST_NIGHT], ids=["night", "first"])
def test_text_and_html_say_the_same(person: samples.Recipient, night: Material) -> None:
    rendered = render(digest(person, night), LINKS)
    seen = "".join(words(rendered).replace("·", "").split())
    for line in rendered.text.splitlines():
        if "{+added+}" in line or "{+新增+}" in line or set(line) <= set("-= "):
            continue
        for piece in re.split(
            r"https?://\S+|\[-|-\]|\{\+|\+\}|[\[\]()（）→:：|·]|^ *[*!] |Also at|另见", line
        ):
            assert "".join(piece.split()) in seen.replace("(", "").replace("（", ""), line


def test_an_english_reader_gets_a_chinese_only_story_labelled_so() -> None:
    rendered = render(digest(EN))
    assert "移民服务热线在云南边境口岸开通" in words(rendered)
    assert "Chinese only" in words(rendered)
    assert '<span lang="zh-Hans">移民服务热线在云南边境口岸开通</span>' in rendered.html
    assert "仅有英文" in words(render(digest(ZH)))


def test_the_words_of_an_only_edition_need_no_name() -> None:
    before = samples.OLD_STORY
    longer = {
        "zh-Hans": Edition(
            "国际移民组织总干事访问上海",
            "总干事在上海会见了有关方面负责人，就流动人口健康与教育交换了意见。",
        )
    }
    told = change(1, "old", before, replace(before, editions=longer))
    rendered = render(digest(EN, Material(changes=(told,))))
    assert "[Chinese only]" in rendered.text
    assert "{+与教育+}" in rendered.text
    assert "Chinese edition" not in rendered.text + rendered.html


def test_the_other_editions_title_stands_below() -> None:
    assert "国际移民组织在成都举办劳务移民权益培训班" in words(render(digest(EN)))
    assert "IOM Trains Frontline Workers in Chengdu" in words(render(digest(ZH)))


def test_a_changed_number_is_shown_as_old_and_new() -> None:
    rendered = render(digest(ZH))
    assert re.search(r"<del[^>]*>1,240</del><ins[^>]*>1,420</ins>", rendered.html)
    assert "[-1,240-]{+1,420+}" in rendered.text


def test_project_fields_are_shown_as_old_and_new_and_unchanged_ones_are_not() -> None:
    text = render(digest(EN)).text
    assert "End Date: 2026 → 2027" in text
    assert "Project Status: Active → Completed" in text
    assert "Budget Amount (USD): USD 150,000 → USD 187,500.50" in text
    assert text.count("Coverage") == 1  # the new project's, not the changed one's
    assert "结束日期：2026年 → 2027年" in render(digest(ZH)).text


@pytest.mark.parametrize(
    ("person", "new", "changed"),
    [
        (EN, "Budget Amount: EUR 350,000", "Budget Amount: USD 150,000 → EUR 350,000"),
        (ZH, "预算金额：350,000欧元", "预算金额：150,000美元 → 350,000欧元"),
    ],
)
def test_a_budget_in_euros_does_not_stand_under_dollars(
    person: samples.Recipient, new: str, changed: str
) -> None:
    budget = {"Budget Amount (USD)": Field(Amount("350000", "EUR"), "EUR 350,000")}
    euros = replace(samples.PROJECT, fields={**samples.PROJECT.fields, **budget})
    told = change(1, "project", samples.PROJECT, euros, "fields-changed", genre="project")
    assert changed in render(digest(person, Material(changes=(told,)))).text
    told = change(1, "project", None, euros, genre="project")
    assert new in render(digest(person, Material(changes=(told,)))).text


def test_a_swapped_attachment_is_shown_with_its_new_address() -> None:
    rendered = render(digest(EN))
    assert "attachment replaced: Full report (PDF)" in rendered.text
    assert "https://files.example.org/health-2026-v2.pdf" in rendered.html


def test_what_could_not_be_checked_stands_in_the_footer() -> None:
    assert "Could not be checked this time: china.org.cn (did not answer)" in words(
        render(digest(EN))
    )
    assert "本次未能查看：china.org.cn（网站无响应）" in words(render(digest(ZH)))


def test_both_languages_are_two_parts_each_marked_with_its_language() -> None:
    page = lxml_html.fromstring(render(digest(BOTH)).html)
    assert page.get("lang") == "zh-Hans"
    assert page.xpath("//tbody/@lang") == ["zh-Hans", "en"]
    assert page.xpath("//a[@href='#en']")


def test_dates_are_written_as_the_language_writes_them() -> None:
    night = Material(
        changes=(
            change(
                1, "a", None, Content({"en": Edition("A", "a.")}, published=PageDate("2024-10"))
            ),
            change(2, "b", None, Content({"en": Edition("B", "b.")}, published=PageDate("2019"))),
        )
    )
    assert "October 2024" in render(digest(EN, night)).text
    assert "2024年10月" in render(digest(ZH, night)).text
    assert "2019年" in render(digest(ZH, night)).text


def test_the_day_is_the_readers_own() -> None:
    assert "2026年11月22日" in render(digest(ZH)).text  # 18:30 UTC is past midnight in Shanghai
    assert "21 November 2026" in render(digest(EN)).text


def test_where_editions_disagree_is_shown_as_a_hint() -> None:
    assert "only in the Chinese text: 1,420" in words(render(digest(EN)))
    assert "only in the English text: 1,240" in words(render(digest(EN)))
    assert "中英文有出入：仅中文版有“1,420”；仅英文版有“1,240”" in words(render(digest(ZH)))
    assert "It is a hint made by a program" in words(render(digest(EN)))


def test_who_hears_of_every_night_is_told_why() -> None:
    every = digest(replace(EN, quiet_nights=True))
    assert "subscribed to IOM China Monitor: a mail after every night." in words(render(every))
    chinese = digest(replace(ZH, quiet_nights=True))
    assert "（每晚发送）" in words(render(chinese))


def test_a_quiet_night_says_so_and_whether_all_was_checked() -> None:
    quiet = replace(EN, quiet_nights=True)
    assert "Nothing new; all sources were checked." in render(digest(quiet, Material())).text
    partly = Material(problems=NIGHT.problems)
    assert "Nothing new where we could look." in render(digest(quiet, partly)).text
    assert subject(digest(quiet, partly)) == "IOM China: nothing new"


def test_no_image_no_script_no_remote_style_and_no_tracker_is_in_it() -> None:
    page = lxml_html.fromstring(render(digest(BOTH), LINKS).html)
    assert not page.xpath("//img | //script | //link | //iframe | //form | //@background")
    assert "url(" not in render(digest(BOTH)).html


def test_dark_mode_survives_inlining_and_styles_stand_in_the_elements() -> None:
    rendered = render(digest(EN))
    assert "prefers-color-scheme: dark" in rendered.html
    assert re.search(r"<h1[^>]* style=\"[^\"]*font-size", rendered.html)


def many(n: int, language: Language = "en") -> Material:
    text = {
        "en": ("Report {} on labour migration between China and its neighbours is published",
               "Beijing – The report number # describes how workers move. It counts many. " * 5),
        "zh-Hans": ("第{}份关于中国与邻国劳务移民情况的调查报告在北京正式发布",
                    "第#份报告介绍了务工人员流动的情况，并给出了详细的数字。" * 8),
    }[language]  # fmt: skip
    return Material(
        changes=tuple(
            change(
                number,
                f"i{number:03}",
                None,
                Content(
                    {language: Edition(text[0].format(number), text[1].replace("#", str(number)))}
                ),
            )
            for number in range(1, n + 1)
        ),
        names=samples.NAMES,
    )


@pytest.mark.parametrize("n", [1, 60, 150, 300])
@pytest.mark.parametrize("person", [EN, ZH, BOTH], ids=["en", "zh", "both"])
def test_html_never_passes_the_limit_and_the_rest_is_counted(
    person: samples.Recipient, n: int
) -> None:
    rendered = render(digest(person, many(n, person.languages[0])), LINKS)
    assert len(rendered.html.encode()) <= HTML_LIMIT
    assert rendered.left_out == n - rendered.text.count("\n* ") // len(person.languages)
    if n <= 60:
        assert rendered.left_out == 0
    if rendered.left_out:
        more = {
            "en": f"and {rendered.left_out} more",
            "zh-Hans": f"另有{rendered.left_out}条未列出",
        }
        assert more[person.languages[0]] in words(rendered)
        assert rendered.whole is not None
        titles = lxml_html.fromstring(rendered.whole).xpath("//h3")
        assert len(titles) == n * len(person.languages)


def test_150_items_in_one_language_are_all_there() -> None:
    for person in (EN, ZH):
        rendered = render(digest(person, many(150, person.languages[0])), LINKS)
        assert rendered.left_out == 0


def test_it_says_why_the_reader_gets_it() -> None:
    text = " ".join(render(digest(EN)).text.split())
    assert "is subscribed to IOM China Monitor: a mail after every night with news." in text


def test_without_a_web_part_the_text_says_what_to_write_and_to_whom() -> None:
    mailto = "mailto:office@iom.example?subject=unsubscribe%20j.weber%40example.org"
    by_mail = Links(unsubscribe=mailto)
    text = " ".join(render(digest(EN), by_mail).text.split())
    assert (
        "send a mail to office@iom.example with the subject: unsubscribe j.weber@example.org"
    ) in text
    assert "mailto:" not in text
    for person in (EN, ZH):
        lines = render(digest(person), by_mail).text.splitlines()
        (subject,) = [line for line in lines if line.endswith("j.weber@example.org")]
        assert "unsubscribe j.weber@example.org" in subject, (
            "a subject in two lines is copied wrongly"
        )
    assert mailto in render(digest(EN), by_mail).html
    assert "退订：https://monitor.example.org/unsubscribe/t" in render(digest(ZH), LINKS).text


def test_a_dateline_that_repeats_the_line_above_is_left_out() -> None:
    text = render(digest(EN)).text
    assert "IOM China · Chengdu · published 20 November 2026 · event: 18 November" in text
    assert "  Seventy-two frontline workers from six prefectures" in text
    assert "Chengdu – Seventy-two" not in text


def test_markup_and_template_code_in_a_page_stay_text() -> None:
    evil = "<script>x</script>{{ 7*7 }}{% x %}\"'"
    content = Content({"en": Edition(evil, evil)}, place=evil, agency=evil)
    night = Material(
        changes=(change(1, "e", None, content, url='https://x.example/"onmouseover="y'),),
        names={"iom_news": {"en": evil}},
    )
    rendered = render(digest(EN, night))
    page = lxml_html.fromstring(rendered.html)
    assert not page.xpath("//script | //@onmouseover")
    assert "{{ 7*7 }}" in words(rendered)


def test_a_javascript_link_is_no_link() -> None:
    night = Material(changes=(change(1, "e", None, samples.LAUNCH, url="javascript:alert(1)"),))
    assert "javascript:" not in render(digest(EN, night)).html


def test_right_to_left_titles_and_emoji_are_shown() -> None:
    title = "الهجرة 🧭 👩‍👩‍👧 في الصين"
    night = Material(changes=(change(1, "r", None, Content({"en": Edition(title, "x")})),))
    assert title in words(render(digest(EN, night)))


def test_ten_thousand_hostile_titles_give_safe_messages() -> None:
    titles = hostile_titles(10_000)
    items = [
        item(
            f"i{n}",
            Content({"en": Edition(title, title[:2000])}),
            url=f"https://x.example/{title[:50]}",
        )
        for n, title in enumerate(titles)
    ]
    made = preview(items, EN, NOW)
    rendered = render(made, LINKS)
    assert len(rendered.html.encode()) <= HTML_LIMIT
    for part in (rendered.subject, rendered.text, rendered.html, rendered.whole or ""):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", part
        )
    assert "\n" not in rendered.subject


def test_an_item_without_title_is_shown_by_its_beginning_and_marked() -> None:
    text = render(digest(EN)).text
    assert "* A round table on migration data in Asia opened today" in text
    assert "[no title]" in text
    assert "…" not in text
    assert text.count("round table") == 1


def test_the_headline_of_an_item_without_title_is_no_dateline() -> None:
    assert "* 一场关于亚洲移民数据的圆桌会议今天开幕，五十多位学者出席。" in render(digest(ZH)).text


def test_a_long_first_sentence_without_title_runs_on_below_its_heading() -> None:
    body = (
        "Beijing – "
        + "The round table of many scholars from many countries of Asia " * 3
        + "ended."
    )
    night = Material(changes=(change(1, "u", None, Content({"en": Edition(None, body)})),))
    text = " ".join(render(digest(EN, night)).text.split())
    assert text.count("ended.") == 1
    assert re.search(r"\w… \[no title\] .*? …\w+ .*ended\.", text)


def test_a_place_is_named_as_the_reader_reads_it() -> None:
    content = replace(samples.WORKSHOP, place="成都 / Chengdu")
    night = Material(changes=(change(1, "w", None, content),), names=samples.NAMES)
    assert "IOM China · Chengdu · " in render(digest(EN, night)).text
    assert "IOM China · 成都 · " in render(digest(ZH, night)).text


def test_a_preview_says_that_it_is_one() -> None:
    made = preview([item("health", samples.HEALTH)], EN, NOW)
    assert "This is a preview" in render(made).text


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rules(css: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(r"([^{}@]+)\{([^{}]*)\}", css):
        colours = dict(re.findall(r"(?<![-\w])(color|background): (#[0-9a-f]{6})", body))
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(colours)
    return found


def test_every_text_has_the_contrast_that_wcag_aa_asks_for() -> None:
    css = (Path(alerts.__file__).parent / "templates" / "digest.css.j2").read_text()
    light_css, dark_css = css.split("@media (prefers-color-scheme: dark)")
    light, dark = _rules(light_css.split("@media (max-width")[0]), _rules(dark_css)
    checked = 0
    for name, scheme in (("light", light), ("dark", dark)):
        for selector, colours in scheme.items():
            if "color" not in colours:
                continue
            behind = [colours["background"]] if "background" in colours else [
                scheme[".sheet"]["background"], scheme[".foot"]["background"]
            ]  # fmt: skip
            for ground in behind:
                one, two = sorted((_luminance(colours["color"]), _luminance(ground)))
                assert (two + 0.05) / (one + 0.05) >= 4.5, (name, selector, ground)
                checked += 1
    assert checked > 40


def test_how_a_repost_differs_is_said_in_the_readers_language() -> None:
    assert "blog-b.example (shorter; a number differs: 72 → 27)" in words(render(digest(EN)))
    assert "blog-b.example（较短；数字不同：72 → 27）" in words(render(digest(ZH)))


@pytest.mark.parametrize(
    ("note", "english", "chinese"),
    [
        (
            "older: 2026-11-02 against 2026-11-03T09:30:00+08:00",
            "older: 2 November 2026",
            "更早：2026年11月2日",
        ),
        ("longer: 9 against 5 words (en); longer: 9 against 5 words (zh-Hans)", "longer", "较长"),
        ("something new", "something new", "something new"),
    ],
)
def test_notes_of_reposts_are_put_into_words(note: str, english: str, chinese: str) -> None:
    assert repost_note(note, phrases("en")) == english
    assert repost_note(note, phrases("zh-Hans")) == chinese


def test_the_note_on_single_editions_stands_only_where_there_is_one() -> None:
    own = Material(changes=(change(1, "l", None, samples.LAUNCH),))
    assert "What exists in one language only" not in render(digest(EN, own)).text
    assert "只有一种语言版本" in render(digest(ZH, own)).text


@pytest.mark.parametrize("bare", [Content(), Content({"en": Edition(None, " ")})])
def test_what_has_fields_and_no_text_is_told_by_what_its_page_is_called(bare: Content) -> None:
    rows = replace(bare, fields=samples.PROJECT.fields)
    known = item("rows", rows, source="iom_projects", genre="project")
    (page,) = known.pages
    for titled in (
        replace(page, record=replace(page.record, title="Return Centre, China")),
        replace(page, page=replace(page.page, card_title="Return Centre, China")),
    ):
        told = change(1, "rows", None, rows, source="iom_projects", genre="project")
        items = {"rows": replace(known, pages=(titled,))}
        for reader, line in ((EN, "IOM China: 1 new"), (ZH, "国际移民组织中国动态：新增1条")):
            made = digest(reader, Material(changes=(told,), items=items))
            assert subject(made).replace("——", " — ") == f"{line} — Return Centre, China"
            text = render(made).text
            assert "* Return Centre, China" in text
            assert "150,000" in text


def test_an_edition_without_a_word_gives_way_to_one_that_has_some() -> None:
    half = Content({"zh-Hans": Edition(None, ""), "en": Edition("Return Centre, China", "")})
    made = digest(ZH, Material(changes=(change(1, "half", None, half),)))
    assert "* Return Centre, China [仅有英文]" in render(made).text
