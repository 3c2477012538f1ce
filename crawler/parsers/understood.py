"""What a readable page is when it is no content: a login form, maintenance, an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.text.letters import letters_of
from crawler.parsers.text.patterns import any_of, covered, in_small_letters, narrow
from storage.types import Content

#: Pages of this kind are short; longer ones that speak of maintenance are about it.
_SHORT: Final = 700
#: Texts of this length need no closer look.
_LONG: Final = 3 * _SHORT
#: Fewer letters than this are no text of anybody's.
_NO_BODY: Final = 20
_NO_TEXT: Final = "page: no body:"
_CHALLENGE: Final = r"""
just a moment|checking (?:if the site connection is secure|your browser)|ddos protection|ray id
enable javascript and cookies|verify(?:ing)? (?:that )?you are (?:a )?human|attention required
are you a robot|captcha|unusual traffic|cf-(?:chl|browser)
安全验证|人机验证|请完成验证|访问验证|正在(?:对.{0,4}|检查|验证).{0,10}浏览器|浏览器(?:进行)?安全检[查测]|滑动验证
"""
_DENIED: Final = r"""
access (?:to this page )?(?:has been |is )?denied|403 forbidden|\bforbidden\b
you don'?t have permission|request blocked
访问被拒绝|禁止访问|没有权限|拒绝访问|您的请求被拦截|访问受限
"""
_MAINTENANCE: Final = r"""
(?:under|scheduled|undergoing|routine|planned|down for) (?:\w+ ){0,2}maintenance
maintenance mode|be (?:right )?back (?:soon|shortly)|temporarily (?:unavailable|offline|down)
service (?:is )?(?:temporarily )?unavailable|site is (?:currently )?(?:offline|unavailable|down)
503 service|bad gateway|gateway time-?out|internal server error
维护中|系统维护|网站维护|正在维护|升级维护|維護中|暂停服务|服务(?:暂时)?不可用
系统升级|网站升级|暂时关闭|稍后再试
"""
_NOT_FOUND: Final = r"""
page not found|404 not found|error 404|(?m:^\W*404\s*(?:[-–—_|:!.]|$|页|错|頁|錯))
(?:page|content) (?:you (?:requested|are looking for) )?(?:was |is |could |does |can)? ?{missing}
(?:can(?:not|.?t)|could ?n.?t) find (?:that|the|this|your) page
page you (?:are|were) looking for (?:may|might|has|no longer)
page (?:that )?you (?:have )?(?:requested|asked for) (?:has|was|is|may|might|could|can|does)
no longer (?:available|exists)|has been (?:moved or )?(?:removed|deleted)
页面不存在|找不到(?:该|您|你)?.{0,10}页|页面(?:未找到|找不到|已删除|已被删除|丢失)|無法找到
(?:内容|文章|主题|帖子)不存在|(?:文章|内容|信息|页面|该文)已?(?:被)?删除|您访问的.{0,10}不存在
"""
_NOTHING: Final = r"""
(?:your )?search (?:yielded|returned) no results|no (?:search )?results (?:were |was )?found
(?:nothing|no results) matched your search|\b0 results\b
no (?:projects|items|results|news|articles|content|records) match(?:es|ed)? your
(?:没有|未)(?:找到|搜索到|检索到)(?:任何)?(?:相关|符合|匹配)|搜索结果为空|沒有找到(?:任何)?(?:相關|符合)
(?:搜索|检索|查询|搜尋)(?:没有|未|沒有)返回.{0,4}结果
"""
_MISSING: Final = "(?:not|n't) (?:be )?(?:found|exist|available)"
_LOGIN: Final = r"""
(?:please )?(?:log|sign) ?in to (?:continue|view|access|read|your)|login required
you must (?:be logged|log) ?in|forgot(?:ten)? (?:your )?password
(?:content|page|post|article) is password[ -]protected|enter (?:the|your) password (?:below|to)
(?:内容|文章|页面)受密码保护|(?:请|需要?)输入密码|輸入密碼
请(?:先)?登录|登录后(?:查看|阅读|继续)|忘记密码|用户登录|請先登入|您(?:还)?(?:没有|未)登录
"""
_KINDS: Final = {
    "challenge": _CHALLENGE,
    "access denied": _DENIED,
    "maintenance": _MAINTENANCE,
    "not found": _NOT_FOUND,
    "login": _LOGIN,
    "empty search": _NOTHING,
}
_PATTERNS: Final = {
    kind: in_small_letters(any_of(lines, missing=_MISSING)) for kind, lines in _KINDS.items()
}
#: Most short pages say nothing of the kind: one look for all tells so.
_ANY: Final = in_small_letters(any_of("".join(_KINDS.values()), missing=_MISSING))
_HAN = re.compile("[\u3400-\u9fff]+")
_PASSWORD = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.IGNORECASE)
_CHALLENGE_MARK = re.compile(
    r"cf-challenge|_?cf_chl_|challenge-platform|g-recaptcha|h-captcha|__jsl_clearance"
    r"|acw_sc__v2|aliyun_waf"
)


def refusal(
    blocks: Sequence[Block], source_text: str, content: Content, title: str | None
) -> str | None:
    """Return why a page is no content, `what: which: cause`, or None when it is.

    A short text with a day of publication is an article: a page around it may offer a login form,
    and only its own words can say that it is none.
    """
    body = "\n".join(edition.body for edition in content.editions.values())
    if len(body) > _LONG:
        return None
    letters = len(letters_of(body))
    # As much is said with half as many Chinese characters.
    said = letters + covered(_HAN, body)
    article = content.published is not None and letters >= _NO_BODY
    if said < _SHORT and title and (confessed := _named(title)):
        return confessed
    told = any(field.raw for field in content.fields.values())
    if said < _SHORT and not told:
        around = [] if article else _opening(blocks)
        shown = narrow("\n".join([title or "", body if letters >= _NO_BODY else "", *around]))
        if confessed := _confessed(shown):
            return confessed
        if said < _SHORT // 2 and not article and (wall := _wall(source_text)):
            return wall
    if letters < _NO_BODY and not told:
        return f"{_NO_TEXT} no text was found that is not furniture"
    return None


def says_no_body(reason: str) -> bool:
    """Tell whether a page is no content because it has no text, and says nothing of why."""
    return reason.startswith(_NO_TEXT)


def says_not_found(reason: str) -> bool:
    """Tell whether a page is no content because it says that what was asked for is not there."""
    return reason.startswith("page: not found:")


def _named(title: str) -> str | None:
    """Return what a title that says hardly anything else calls the page: `Page not found`."""
    found = _ANY.search(narrow(title).lower())
    most = found is not None and 2 * (found.end() - found.start()) > len(title)
    return _confessed(narrow(title)) if most else None


def _wall(source_text: str) -> str | None:
    """Return what the markup says to keep readers out."""
    if _PASSWORD.search(source_text):
        return "page: login: a password form and hardly a text"
    if _CHALLENGE_MARK.search(source_text):
        return "page: challenge: a bot wall's script and hardly a text"
    return None


def _confessed(shown: str) -> str | None:
    """Return what the page says of itself that no article says."""
    lower = shown.lower()
    for kind, pattern in _PATTERNS.items() if _ANY.search(lower) else ():
        if found := pattern.search(lower):
            return f"page: {kind}: it says {shown[found.start() : found.end()]!r}"
    return None


def _opening(blocks: Sequence[Block]) -> list[str]:
    """Return what a short page shows: everything when there is hardly anything."""
    texts = [block.text for block in blocks if block.text]
    if sum(len(text) for text in texts) <= 2 * _SHORT:
        return texts
    return [block.text for block in blocks if block.kind == "heading"][:3]
