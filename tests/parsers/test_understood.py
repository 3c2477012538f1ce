"""Readable pages that are no content are not understood, with the reason."""

from __future__ import annotations

import pytest

from crawler.parsers import Card, Document, parse

PROSE = (
    "Beijing – The International Organization for Migration in China opened a reading room for "
    "migrant families. It holds two thousand books in six languages and closes only on Mondays. "
    "Neighbours brought the shelves, and a school lent its chairs for the first month. "
)
SECOND = (
    "On the first morning forty children came with their parents, and most of them stayed until "
    "the evening. The oldest reader was a grandfather of ninety, who asked for a map of his province."
)


def reason(body: str, title: str = "Site", source: str | None = "iom_news") -> str | None:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    record = parse(Document(page.encode(), url="https://www.iom.int/news/x", source=source))
    return record.not_understood


def test_a_login_form_is_no_content() -> None:
    form = (
        "<h1>Staff area</h1><form><label>Name</label><input name=u><input type='password'></form>"
    )
    assert (reason(form) or "").startswith("page: login")


def test_a_chinese_login_page_is_no_content() -> None:
    assert (
        reason("<h1>用户登录</h1><p>请先登录后再访问本系统，谢谢您的配合。</p>") or ""
    ).startswith("page: login")


@pytest.mark.parametrize(
    "text",
    [
        "This website is under scheduled maintenance. We will be back soon.",
        "The service is temporarily unavailable. Please try again later.",
        "网站正在维护中，请稍后再试。给您带来的不便敬请谅解。",
    ],
)
def test_a_maintenance_page_with_status_200_is_no_content(text: str) -> None:
    assert (reason(f"<h1>Notice</h1><p>{text}</p>") or "").startswith("page: maintenance")


@pytest.mark.parametrize(
    "text",
    [
        "Checking your browser before accessing the site. This process is automatic.",
        "Please complete the security check: verify you are human.",
        "为了您的账号安全，请完成安全验证后继续访问，谢谢您的理解与配合。",
    ],
)
def test_a_challenge_is_no_content(text: str) -> None:
    assert (reason(f"<div><p>{text}</p></div>", "Just a moment...") or "").startswith(
        "page: challenge"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The page you are looking for could not be found on this server.",
        "Sorry, the page you requested cannot be found. Try the search.",
        "抱歉，您访问的页面不存在或已被删除，请返回首页继续浏览其他内容。",
    ],
)
def test_a_missing_page_with_status_200_is_no_content(text: str) -> None:
    assert (reason(f"<h1>Oops</h1><p>{text}</p>") or "").startswith("page: not found")


def test_a_page_of_furniture_only_has_no_body() -> None:
    menu = "".join(f"<li><a href='/{n}'>Item {n}</a></li>" for n in range(20))
    assert (reason(f"<ul>{menu}</ul>") or "").startswith("page: no body")


def test_an_article_about_maintenance_is_content() -> None:
    text = (
        PROSE
        + "During the week the heating was under maintenance and readers kept their coats on. " * 3
    )
    assert (
        reason(f"<h1>A Reading Room</h1><article><p>{text}</p><p>{PROSE * 2}</p></article>") is None
    )


@pytest.mark.parametrize(
    "form",
    [
        "<p>This content is password-protected. To view it, please enter the password below.</p>",
        "<p>此内容受密码保护。如需查阅,请在下列字段中输入您的密码。</p>",
    ],
)
def test_a_dated_post_behind_a_password_is_no_content(form: str) -> None:
    page = f"<h1>Protected: A Night Line</h1><p>Posted on 18 September 2026 by admin</p>{form}"
    assert (reason(page) or "").startswith("page: login: it says")


def test_an_article_with_a_login_box_beside_it_is_content() -> None:
    box = "<form><input name=u><input type=password></form>"
    assert (
        reason(f"{box}<h1>A Reading Room</h1><article><p>{PROSE}</p><p>{SECOND}</p></article>")
        is None
    )


SHORT_NEWS = (
    "国际移民组织驻华代表处昨日在昆明为返乡务工人员开设咨询窗口，首日接待五十余人。"
    "工作人员介绍，窗口每周二、周四开放，提供两种语言的服务。"
)
LOGIN_BOX = "<div class='top'><form>账号<input name=u>密码<input type='password'></form></div>"


def test_a_short_dated_article_below_a_login_form_is_content() -> None:
    news = f"<h1>昆明设返乡咨询窗口</h1><p>2024年5月6日 10:20</p><div><p>{SHORT_NEWS}</p></div>"
    assert reason(LOGIN_BOX + news) is None


def test_a_short_chinese_article_without_a_date_is_content_beside_a_login_form() -> None:
    news = f"<h1>昆明设返乡咨询窗口</h1><div><p>{SHORT_NEWS * 3}</p></div>"
    assert reason(LOGIN_BOX + news) is None


def test_a_heading_of_the_comment_box_does_not_close_a_dated_article() -> None:
    news = (
        f"<h1>昆明设返乡咨询窗口</h1><p>2024年5月6日 10:20</p><div><p>{SHORT_NEWS}</p></div>"
        "<h3>评论提交失败，请稍后再试</h3>"
    )
    assert reason(news) is None


def test_a_dated_notice_of_maintenance_is_no_content() -> None:
    notice = (
        "<h1>公告</h1><p>2024年5月6日 10:20</p>"
        "<p>本网站正在维护中，期间无法访问，敬请谅解，感谢您的支持。</p>"
    )
    assert (reason(notice) or "").startswith("page: maintenance")


@pytest.mark.parametrize("title", ["404", "404 - Site", "404页面", "404 | Not here"])
def test_a_title_that_is_an_error_number_is_no_content(title: str) -> None:
    assert (reason(f"<h1>{title}</h1><p>{PROSE}</p>", title) or "").startswith("page: not found")


def test_a_number_in_a_headline_is_no_error() -> None:
    title = "404 families move into new homes"
    assert reason(f"<h1>{title}</h1><p>{PROSE}</p>", title) is None


def test_a_page_of_a_known_source_without_any_title_is_not_understood() -> None:
    page = f"<html><body><div><p>{PROSE}</p></div></body></html>"
    record = parse(Document(page.encode(), url="https://www.iom.int/news/x", source="iom_news"))
    assert record.not_understood == "page: no title: neither a heading nor metadata name one"


def test_a_title_on_the_listing_card_serves_a_page_that_has_none() -> None:
    page = f"<html><body><div><p>{PROSE}</p></div></body></html>"
    card = Card(title="A Reading Room for Families")
    record = parse(Document(page.encode(), source="iom_news", card=card))
    assert record.title == "A Reading Room for Families"
    assert record.evidence["title"] == "card"
    assert record.not_understood is None


def test_a_text_dump_needs_no_title() -> None:
    record = parse(Document((PROSE * 2).encode(), source="iom_news"))
    assert record.title is None
    assert record.not_understood is None
