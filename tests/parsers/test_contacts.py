"""Whom to ask is read from both languages as one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.credits.contacts import contacts_in
from storage.types import Contact


@pytest.mark.parametrize(
    ("body", "contact"),
    [
        (
            "For further information please contact Maria Rossi at IOM China, Tel. + 86 139 0000 1111, Email: MROSSI@iom.int",
            Contact("Maria Rossi", "MROSSI@iom.int", "+86 139 0000 1111"),
        ),
        (
            "For more information, contact Project Manager Ms. Anna Petrova, apetrova@iom.int.",
            Contact("Anna Petrova", "apetrova@iom.int", None),
        ),
        (
            "如需获得更多信息,请联系项目经理安娜女士:apetrova@iom.int。",
            Contact("安娜", "apetrova@iom.int", None),
        ),
        ("联系人：王小明，电话：010-8532 1234，邮箱：wxm@example.cn", Contact("王小明", "wxm@example.cn", "010-8532 1234")),
        ("更多信息请联系Anna Petrova：apetrova@iom.int", Contact("Anna Petrova", "apetrova@iom.int", None)),
        ("请联系国际移民组织驻华代表处：iombeijing@iom.int", Contact(None, "iombeijing@iom.int", None)),
        ("For media enquiries contact IOM China Media Unit: media@iom.int", Contact(None, "media@iom.int", None)),
        ("Please contact Dr. Jean-Pierre de la Tour at +41 22 717 9111.", Contact("Jean-Pierre de la Tour", None, "+41 22 717 9111")),
        ("Contact: Li Na (lina@iom.int, 13900001111)", Contact("Li Na", "lina@iom.int", "13900001111")),
        ("To register contact Golden Gate Hall or Maria Rossi, mrossi@iom.int", Contact("Maria Rossi", "mrossi@iom.int", None)),
        (
            "For more information, please contact the Communications Officer Zhang Wei, Phone: (86 10) 5979 9695, Fax: (86 10) 5979 9696, zhangwei@iom.int",
            Contact("Zhang Wei", "zhangwei@iom.int", "(86 10) 5979 9695"),
        ),
        ("For more information contact Maria Rossi, mrossi [at] iom.int", Contact("Maria Rossi", None, None)),
        ("For more information contact MARIA ROSSI on mrossi@iom.int", Contact("MARIA ROSSI", "mrossi@iom.int", None)),
        ("请联系项目协调员王·安德烈先生，电子邮件：wandrei@iom.int", Contact("王·安德烈", "wandrei@iom.int", None)),
    ],
)  # fmt: skip
def test_one_contact_is_read(body: str, contact: Contact) -> None:
    assert contacts_in({"en": body}) == (contact,)


def test_the_same_person_in_two_languages_is_one_contact() -> None:
    bodies = {
        "zh-Hans": "会议闭幕。\n\n请联系项目经理安彼得先生:apetrov@iom.int。",
        "en": "The end.\n\nFor more information, contact Programme Manager Mr. Andrei Petrov, APetrov@iom.int.",
    }
    assert contacts_in(bodies) == (Contact("安彼得 / Andrei Petrov", "apetrov@iom.int", None),)  # type: ignore[arg-type]


def test_a_name_without_address_in_one_language_joins_the_others_only_contact() -> None:
    bodies = {
        "zh-Hans": "如需更多信息，请联系安彼得先生。",
        "en": "For more information contact Andrei Petrov, apetrov@iom.int.",
    }
    assert contacts_in(bodies) == (Contact("安彼得 / Andrei Petrov", "apetrov@iom.int", None),)  # type: ignore[arg-type]


def test_several_contacts_keep_their_own_numbers() -> None:
    body = (
        "For more information please contact Maria Rossi, Tel: +86 139 0000 1111, Email: mrossi@iom.int"
        " or Li Na, lina@iom.int, Tel: +86 139 0000 2222."
    )
    assert contacts_in({"en": body}) == (
        Contact("Maria Rossi", "mrossi@iom.int", "+86 139 0000 1111"),
        Contact("Li Na", "lina@iom.int", "+86 139 0000 2222"),
    )


@pytest.mark.parametrize(
    "body",
    [
        "People-to-people contact grew in 2019 and more than 49,643 households were reached.",
        "The centre keeps contact with 120 migrants in 10 provinces.",
        "项目联系了49643个受影响的家庭。",
        "Write on Twitter @iomchina or visit https://iom.int/news.",
        "The budget is 100000.00 USD for 2017-2019.",
        "",
    ],
)
def test_what_is_no_contact_is_none(body: str) -> None:
    assert contacts_in({"en": body}) == ()


@given(st.text(), st.text())
def test_no_body_makes_it_raise(zh: str, en: str) -> None:
    contacts_in(
        {
            "zh-Hans": "请联系" + zh + "先生a@b.cn",
            "en": "please contact " + en + " a@b.cn, Tel. " + zh,
        }
    )


@pytest.mark.seeds
def test_the_seeds_contacts(seed: dict[str, str]) -> None:
    assert contacts_in({"en": seed["001"]}) == (
        Contact("Laura Scorretti", "LSCORRETTI@iom.int", "+86 185 1300 5506"),
    )
    zh, _, en = seed["004"].partition("IOM Mission in China held")
    assert contacts_in({"zh-Hans": zh, "en": en}) == (
        Contact("翟安瑞 / Andrei Zaitsev", "azaitsev@iom.int", None),
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("联系人:佩特拉·霍瓦特,phorvat@iom.int", "佩特拉·霍瓦特"),
        ("查詢：戴浩賢，電話 +852 2332 2441，電郵 htai@iom.int", "戴浩賢"),
        ("有意参加者可发邮件至 camp@iom.int 与项目专员 苏念慈 联系。", "苏念慈"),
        (
            "感謝借出會堂的海員之家。如欲參與下一次活動，請電郵至 crews@harbour.example 與黃綺雯小姐聯絡。",
            "黃綺雯",
        ),
        ("详情请与办公室联系，邮箱 desk@iom.int", None),
        ("联系电话：010-5979 1234（欧阳明）", "欧阳明"),
        ("咨询电话：010-59791234（周一至周五）", None),
        ("联系电话：010-59791234（工作日）", None),
    ],
)
def test_whom_chinese_lines_name_beside_an_address(line: str, name: str | None) -> None:
    [contact] = contacts_in({"zh-Hans": line})
    assert contact.name == name


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("For enquiries: Kong Lingyi, lkong@iom.int.", "Kong Lingyi"),
        ("Please contact Hong Mei at IOM Hong Kong, hmei@iom.int", "Hong Mei"),
        ("Please contact IOM Hong Kong, info@iom.int", None),
        ("Media contact: He Yan, hyan@iom.int", "He Yan"),
        ("Please contact You Mingze, Tel: +86 10 5979 9695", "You Mingze"),
        ("Contact Ana Ruiz, aruiz@iom.int. She Knows more.", "Ana Ruiz"),
        ("For more information contact the office. He Said so. info@iom.int", None),
    ],
)
def test_a_family_may_be_called_as_half_a_place_is(asked: str, name: str | None) -> None:
    (contact,) = contacts_in({"en": asked})
    assert contact.name == name
