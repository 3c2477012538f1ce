"""Whether a text concerns both IOM and China, as those who wrote the texts want it told."""

from __future__ import annotations

import json

import pytest

from bench.relevance import RELEVANCE, cases_in, word_of
from crawler.parsers.relevance.china import is_named
from crawler.parsers.relevance.concern import off_topic
from storage.types import Content, Edition

CASES = {
    f"{file.stem}:{case['id']}": case
    for file in sorted(RELEVANCE.glob("*.jsonl"))
    for case in cases_in(file)
}
UNREAD = set(json.loads((RELEVANCE / "unread.json").read_text("utf-8")))


@pytest.mark.parametrize("name", CASES)
def test_what_a_reader_wants_is_told_and_nothing_else(name: str) -> None:
    assert (word_of(CASES[name]) == "right") == (name not in UNREAD), CASES[name]["why"]


def of(body: str, title: str | None = None) -> Content:
    return Content(editions={"en": Edition(title, body)})


GENERATORS = "IOM brought eighty generators to Kharkiv for displaced families. {}"


@pytest.mark.parametrize(
    "passing",
    [
        "They are Chinese-made and hum.",
        "The boxes were made in China.",
        "It was noon, Beijing time.",
        "A boat left for the South China Sea.",
        "Its chief told China Daily about the winter.",
        "She sells lanterns for the Chinese New Year.",
        "Families came from Iran, India, Nepal, China and Peru.",
    ],
)
def test_what_only_comes_from_china_or_bears_its_name_is_named_in_passing(passing: str) -> None:
    reason = off_topic(of(GENERATORS.format(passing)))
    assert reason == "off-topic: China: named in passing only"


def test_officials_from_china_among_others_are_no_list() -> None:
    text = "IOM trained officials from Laos, Myanmar, Thailand, China and Viet Nam on borders."
    assert off_topic(of(text)) is None


def test_iom_as_one_of_many_agencies_is_named_in_passing() -> None:
    text = "In China are FAO, IFAD, ILO, UN migration agency IOM, UNDP, UNESCO, UNHCR and WHO."
    assert off_topic(of(text)) == "off-topic: IOM: named in passing only"


def test_names_far_apart_have_nothing_to_do_with_one_another() -> None:
    between = " ".join(f"The tide came in at {hour} and went out again." for hour in range(9))
    text = f"The boats waited. IOM counted migrants on the quay. {between} Kunming had rain."
    assert off_topic(of(text)) == "off-topic: China: named in passing only, far from IOM"
    assert off_topic(of(text, "What China does")) is None


def test_letters_that_stand_for_something_else_are_not_iom() -> None:
    text = "The Institute of Medicine (IOM) honoured two migrants from Shanghai, China."
    assert off_topic(of(text)) == "off-topic: IOM: not named in the kept text"


def test_bare_letters_are_iom_unless_a_text_is_of_another_field() -> None:
    assert off_topic(of("Bridges and IOM set up four field kitchens in Guizhou, China.")) is None
    yachts = of("Forty skippers of the IOM class met for a regatta in Weihai, China.")
    assert off_topic(yachts) == "off-topic: IOM: not named in the kept text"


def test_an_agents_advertisement_is_none_of_ours() -> None:
    text = "投资移民攻略：我司系国际移民组织认证机构，总部位于上海，零拒签，热线全天开通。"
    reason = off_topic(Content(editions={"zh-Hans": Edition(None, text)}))
    assert reason == "off-topic: IOM: the text is an agent's advertisement"


def test_ioms_own_pages_need_not_name_it_nor_its_office_the_country() -> None:
    text = "Forty crews learned to read a contract before they sign it."
    china = of(f"{text} The course was held in Kunming.")
    assert off_topic(china) is not None
    assert off_topic(china, "https://www.iom.int/news/crews") is None
    assert off_topic(of(text), "https://www.iom.int/news/crews") is not None
    assert off_topic(of(text), "https://china.iom.int/news/crews") is None
    assert off_topic(china, "https://www.notiom.int/news/crews") is not None


def test_in_a_brief_text_all_sentences_are_near() -> None:
    brief = (
        "IOM and a foundation opened a school for cooks of ships. {}Owners in China ask for them."
    )
    assert off_topic(of(brief.format("They bake bread. " * 4))) is None
    assert off_topic(of(brief.format("They bake bread. " * 9))) == (
        "off-topic: China: named in passing only, far from IOM"
    )


@pytest.mark.parametrize("letters", ["IOM", "OIM", "I.O.M."])
def test_whatever_its_letters_they_are_found_far_down_a_text(letters: str) -> None:
    before = " ".join(f"The tide came in at {hour} and went out again." for hour in range(9))
    text = f"Refugees sailed. {before} In Zhoushan {letters} opened a course for crews."
    assert off_topic(of(text)) is None


@pytest.mark.parametrize("place", ["Zhoushan", "舟山", "Qujing", "曲靖"])
def test_a_city_of_china_is_china(place: str) -> None:
    text = f"IOM opened a course for crews in {place} last week."
    assert off_topic(of(text)) is None


def test_a_broadcaster_that_signs_a_text_is_no_word_about_china() -> None:
    text = "國際移民組織在印尼向船上人員提供食水。村民把船推回海中。\n(香港電台新聞)"
    assert off_topic(of(text)) == "off-topic: China: named in passing only"


@pytest.mark.parametrize(
    "named",
    [
        *("Rui'an", "“Chinese” crews", "a Sino-Swiss paper", "RMB500", "Tsim Sha Tsui", "Xi’an"),
        *("北海", "船员Kunming课程"),
    ],
)
def test_a_name_of_china_is_found_whatever_touches_it(named: str) -> None:
    assert is_named(f"A course: {named} this week — “for crews”.".lower())


@pytest.mark.parametrize("other", ["indochinese", "the yuans", "South Sudan", "machinac", "日本"])
def test_letters_of_a_name_in_other_words_name_nothing(other: str) -> None:
    assert not is_named(f"A course: {other} this week — “for crews”.".lower())
