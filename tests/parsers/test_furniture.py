"""Furniture is known by its meaning and by recurring on other pages of a host."""

from __future__ import annotations

import pytest

from crawler.parsers.text import furniture

MENU = ["-", "Who we are", "WHO WE AREWe help.", "What We Do", "What We Do", "- 2030 Agenda"]


@pytest.mark.parametrize(
    "line",
    [
        "浏览：123",
        "阅读 1.2万",
        "38 人阅读",
        "(117)",
        "评论：0",
        "12 views",
        "当前位置：首页 > 文学 > 正文",
        "您的位置：首页 >国际 > 正文",
        "首页 快讯 > 正文",
        "Tools: Save | Print | E-mail | Most Read | Comment",
        "Adjust font size: + -",
        "You are here:   Home",
        "Home / International / News",
        "分享到：微博 微信",
        "责任编辑：李小满",
        "标签：海员 港口",
        "上一篇：春天里的第一本书",
        "(资料图片仅供参考)",
        "【资料图】",
        "免责声明：本文来源于网络，仅供参考。",
        "Copyright © 2024 Example. All rights reserved.",
        "京ICP备20000001号-3",
        "沪icp备20000001号",
        "ALL RIGHTS RESERVED",
        "分享到：QQ空间",
        "9個月前",
        "3 hours ago",
        "*please scroll down for English",
        "英语如下：",
        "-",
        "Post to Facebook",
        "What's this?",
        "Hide caption",
        "View full image",
        "3 of 12",
        "[打印本页] [关闭窗口]",
        "*English version below*",
        "【English version follows】",
        "↓ English below",
        "English text below.",
        "English version follows Chinese",
        "**中文版请见下方**",
        "中文在下",
        "(中文版見下)",
        "英文版附后",
    ],
)
def test_a_line_of_furniture_is_known_wherever_it_stands(line: str) -> None:
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "分享会上，三位居民讲述了自己的经历。",
        "Home is where the heart is, said the poet.",
        "The search for survivors went on all night.",
        "编辑部位于北京，共有十二名记者。",
        "Comment on the new rules came from three ministries.",
        "浏览器插件可以帮助视障者阅读。",
        "The English text below the photograph was written by a pupil.",
        "英文如下所示，学生们朗读了三遍。",
        "2023年，共有123人参加。",
        "“Print the form and bring it along,” she said.",
    ],
)
def test_a_sentence_with_the_same_words_is_no_furniture(line: str) -> None:
    assert not furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "有话要说...",
        "发表评论",
        "相关阅读",
        "Related >>",
        "Most Viewed >>",
        "Leave a comment",
        "热门资讯",
        "延伸阅读：",
        "Pet Name",
        "RELATED ARTICLES",
        "相关新闻 ＞＞",
    ],
)
def test_a_box_heading_cuts_off_what_follows(line: str) -> None:
    assert furniture.cuts_off(line)


@pytest.mark.parametrize(
    "line",
    [
        "相关部门表示，将继续推进工作。",
        "Related costs rose by a tenth.",
        "Links between the two cities are old.",
    ],
)
def test_a_sentence_does_not_cut_off(line: str) -> None:
    assert not furniture.cuts_off(line)


def test_the_leaked_menu_ends_with_the_agenda() -> None:
    assert furniture.menu_length([*MENU, "A title", "A text."]) == len(MENU)


def test_a_text_that_has_the_agenda_as_a_line_is_no_menu() -> None:
    lines = [
        "The ministers met on Monday to speak about work and school.",
        "2030 Agenda",
        "They agreed.",
    ]
    assert furniture.menu_length(lines) == 0


def test_a_menu_glued_into_one_line_is_measured() -> None:
    line = "Who we are WHO WE ARE We help. What We Do - Data and Research - 2030 Agenda A title"
    assert line[furniture.glued_menu(line) :] == "A title"


def pages(*bodies: list[str]) -> dict[str, list[str]]:
    frame = ["Example Daily", "Hot today", "© Example Daily"]
    return {
        f"https://example.org/{n}": [frame[0], *body, *frame[1:]] for n, body in enumerate(bodies)
    }


STORIES = [
    [
        f"The {animal} of the harbour has a story that nobody told before this long evening.",
        f"It ends well for the {animal}, as all the stories of this harbour do, they say.",
    ]
    for animal in ("cat", "gull", "crab", "seal", "otter")
]


def test_lines_on_pages_that_differ_are_learned() -> None:
    assert furniture.learn_lines(pages(*STORIES)) == {
        "example daily",
        "hot today",
        "© example daily",
    }


def test_a_syndicated_story_is_not_learned() -> None:
    learned = furniture.learn_lines(pages(*STORIES, STORIES[0], STORIES[0], STORIES[0]))
    assert furniture.normal_line(STORIES[0][0]) not in learned
    assert "hot today" in learned


def test_a_host_that_only_mirrors_one_story_teaches_nothing_of_it() -> None:
    moved = [[f"Seen {count} times", *STORIES[0]] for count in (17, 18, 19)]
    learned = furniture.learn_lines(pages(*moved))
    assert learned == frozenset()


def test_a_story_on_most_of_a_hosts_pages_is_not_learned() -> None:
    learned = furniture.learn_lines(pages(STORIES[0], STORIES[0], STORIES[0], *STORIES[1:3]))
    assert furniture.normal_line(STORIES[0][0]) not in learned


def test_what_frames_two_pages_is_learned_though_it_is_prose() -> None:
    motto = "The harbour company has been voted the best employer of the whole coast by its staff."
    notices = [[*story, motto, f"Seen on pier {n}."] for n, story in enumerate(STORIES[:2])]
    assert furniture.normal_line(motto) in furniture.learn_lines(pages(*notices), few=True)
    assert furniture.normal_line(motto) not in furniture.learn_lines(pages(*notices))


def test_a_sentence_inside_two_stories_of_two_is_not_learned() -> None:
    shared = "The harbour was built in 1821 by the grandfather of the man who owns it today."
    bodies = [[story[0], shared, story[1]] for story in STORIES[:2]]
    assert furniture.normal_line(shared) not in furniture.learn_lines(pages(*bodies), few=True)


def test_headlines_and_notices_longer_than_the_stories_do_not_make_them_one() -> None:
    boxed = [f"Ten things that nobody told you about the {n} of this long coast" for n in range(9)]
    rights = "Statement: all rights in this text belong to the harbour, whose view it is not. " * 3
    bodies = [[*boxed, *story, rights] for story in STORIES[:3]]
    learned = furniture.learn_lines(pages(*bodies), few=True)
    assert {*map(furniture.normal_line, boxed), furniture.normal_line(rights)} <= learned
    assert furniture.normal_line(STORIES[0][0]) not in learned


def test_one_page_teaches_nothing() -> None:
    assert furniture.learn_lines(pages(STORIES[0])) == frozenset()


def test_whom_to_ask_recurs_and_is_not_learned() -> None:
    contact = "For more information, please contact Ada Lund, Email: alund@iom.int"
    assert furniture.learn_lines(pages(*([*story, contact] for story in STORIES))).isdisjoint(
        {furniture.normal_line(contact)}
    )


def test_a_sentence_on_two_of_five_pages_is_not_learned() -> None:
    shared = (
        "The harbour master, who is also the baker, declined to comment on the matter yesterday."
    )
    bodies = [[*story, shared] if number < 2 else story for number, story in enumerate(STORIES)]
    assert furniture.normal_line(shared) not in furniture.learn_lines(pages(*bodies))


@pytest.mark.parametrize("asked", ["谁来修好这盏灯？", "让我们一起回家！", "Who mends the lamp?"])
def test_a_sentence_that_two_stories_share_is_not_learned(asked: str) -> None:
    told = [[*story, asked] if n < 2 else story for n, story in enumerate(STORIES)]
    assert furniture.normal_line(asked) not in furniture.learn_lines(pages(*told))
