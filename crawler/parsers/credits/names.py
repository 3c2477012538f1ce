"""Names of writers and agencies as bylines print them, less what stands beside them."""

from __future__ import annotations

import re
from typing import Final

from crawler.parsers.dates.finding import dates_in
from crawler.parsers.text import furniture
from crawler.parsers.text.clean import clean
from crawler.parsers.text.patterns import any_of, narrow
from crawler.parsers.text.script import simplified

#: What stands behind a name on its line, however near: buttons, other labels, a day.
_BUTTONS = re.compile(
    r"\s*[\[(【（]?\s*(?:字[号號体]|打印|推荐朋友|查看评论|(?:我要)?评论[(（\s]\d|原载|视力保护"
    r"|[大中小] ?[大中小] ?[大中小]|大字体).*$"
    r"|\s*(?:新闻|信息)?(?:作者|来源|(?:责任)?编辑|摄影|供?图|选稿|整理|录入|类型|版次|报料热线|分类|栏目)[:：].*$"
    r"|\s*(?:点击|浏览|阅读|人气|访问)(?:次数|量|数|率)?\s?[:：(（\d].*$"
    r"|(?<=[^\s\[【])\s*[【\[].*$|\s*转[贴载]自[:：].*$|\s*[,，。;；][^,，。]{0,8}转载.*$|\s*[／/]\s*[\u4e00-\u9fff]{2,8}(?:報導|报道|报导|電|电)$"
    r"|\s*(?:(?:发布|发表|添加|更新|上传|录入|信息提供)?(?:日期|时间)[:：]|(?:19|20)\d\d[-/.年]\d).*$"
    r"|\s+(?:Follow )?@.*$|\s*第?\s?[A-Z]?\d{1,2}\s?版$|\s+(?:通讯员|实习生)\s.*$|\s+图[/／].*$"
    r"|(?:\s+(?:举报|舉報|评论|分享|收藏|关注|訂閱|订阅|打印|纠错|我有话说|我要(?:评论|纠错|留言)))+$"
    r"|\s*[参參][与與](?:[评評][论論]|互[动動]).*$"
    r"|\s+\d{1,3}$|\s+\d\d-\d\d-\d\d\s\d\d:\d\d.*$"
)
_EDGES: Final = " ,:|·•-–—/／[]【】"
#: Whose word this is: nobody's, or that of whoever shows it.
_NOBODY = re.compile(
    any_of(r"""
本(?:站|网|网站|站整理|站原创|站编辑|网整理|网原创|刊|平台|号|院|校)
[佚秩]名|未知|不详|匿名|无|暂无|未署名|游客|网友(?:投稿|整理)?
(?:来自|来源于|源于|转自)?(?:互联网|网络|网上)(?:转载|整理|收集|综合|新闻)?
综合(?:整理|网络)?|整理|转载|原创|点击
小编|编辑|编辑部|站长|(?:超级|系统)?管理员
企鹅号|网易号|百家号|搜狐号|头条号|公众号
admin(?:istrator)?|root|webmaster|editor|system|none|null|unknown|anonymous|n/?a|internet
[a-z]{1,3}\d{5,}
(?:web|content|site)[ -]?(?:editor|admin|team|manager)
staff(?: reporters?| writers?)?|our (?:reporter|correspondent)
"""),
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"^(?:[\w·-]{2,14}?)?[\s/／]*(?:记者|記者|通讯员|通訊員)"
    r"(?:[\s:：/／]+(?=[\u4e00-\u9fff·]{1,4}(?:$|[\s、,，/／]))|(?=[\u4e00-\u9fff·]{2,4}(?:$|[\s、,，/／])))"
)
#: `Cui Jia in Urumqi and Mao Weihua in Hotan`.
_PLACE = re.compile(
    r"\s+in\s+[A-Z][\w.'’-]*(?:\s(?!and\b)[A-Z][\w.'’-]*){0,3}(?=$|,|;|\s+(?:and|&)\s)"
)
_BY = re.compile(
    r"^(?:(?:written|posted|published|submitted|reported|review(?:ed)?|story|words|text) )?"
    r"by:?\s+(?=\S)",
    re.IGNORECASE,
)
_OF_REPORTER = re.compile(r"\s+记者.*$|记者\s+.*$")
_RIGHTS = re.compile(r"版权|所有|[”。;；]")
_LONGEST, _LONGEST_HAN, _WORDS = 40, 16, 6
_HAN = re.compile("[\u3400-\u9fff]")
#: Labels, buttons and rubrics that stand where names do.
_NO_NAME = re.compile(
    any_of(r"""
posted (?:on|in)|published(?: on)?|share|follow|tags?|categor(?:y|ies)|read more|view all.*
repl(?:y|ies)|comments?|leave a .*|login|home|edit|print|e-?mail
(?:(?:about|approx\.?|est\.?|~) ?)?(?:\d{1,3}[ -]?)?min(?:ute)?s?\.?[ -]read(?: time)?
\d{1,3} min(?:ute)?s?
(?:(?:estimated )?read(?:ing)? time|约?\d{1,3}分钟|预计阅读).*
[\d.,]+\s?[万kw]?\+?|作者资料|登录|注册|签到|头像|首页|正文|沙发|使用道具|倒序.*
转载|关注|加关注|回复|评论.{0,6}|发表评论|发消息|私信|分享|举报|收藏|查看.*|更多.*|只看.*
发表|发布|发表于.*|发布于.*|阅读.*|浏览.*|来自.*|感谢.*|更新.*|编辑
"""),
    re.IGNORECASE,
)
#: What a name is told behind, standing alone: no name, and none of its neighbours'.
_LABEL = re.compile(
    any_of(r"""
author|(?:(?:written|posted|published) )?by|source|via
由|作者|撰文|文|文字|记者|通讯员|原创|发布者?|发帖人|楼主|(?:本文|文章)?来源于?
"""),
    re.IGNORECASE,
)
_SIGN = re.compile(r"[。!?;:<>《》“”\"#@=\[\]{}|»«→]|[a-z]\.\s[A-Z]|https?|\d{4}")


#: Four Chinese in five have one of these.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴"
    "霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑"
)


def is_chinese_name(text: str) -> bool:
    """Say whether two or three characters, or four, are a person's name: a surname opens them."""
    bare = simplified(text)
    return 2 <= len(bare) <= 4 and bare[0] in _SURNAMES and all(map(_HAN.match, bare))  # noqa: PLR2004


def named(text: str | None) -> str | None:
    """Return a writer's name as a byline has it, or None when it names nobody."""
    name = _cleared(text)
    if name is None:
        return None
    name = re.sub(r"^文[/／]\s*|(?<=\s)(?:特约|见习|实习)记者\s+", "", _BY.sub("", name))
    return _said(_PLACE.sub("", _REPORTER.sub("", name)))


def source_name(text: str | None) -> str | None:
    """Return an agency's name as a byline has it, or None when it names none."""
    name = _cleared(text)
    if name is None or _RIGHTS.search(name):
        return None
    return _said(_OF_REPORTER.sub("", name))


def is_name(text: str) -> bool:
    """Say whether a text that is marked as somebody's name may be one."""
    bare = simplified(narrow(clean(text))).strip()
    han = len(_HAN.findall(bare))
    if not 2 <= len(bare) <= _LONGEST or han > _LONGEST_HAN or len(bare.split()) > _WORDS:  # noqa: PLR2004
        return False
    if not any(map(str.isalpha, bare)) or _SIGN.search(bare):
        return False
    if _NO_NAME.fullmatch(bare) or _LABEL.fullmatch(bare):
        return False
    if _NOBODY.fullmatch(bare) or furniture.is_furniture(bare) or furniture.is_counter(bare):
        return False
    return not dates_in(bare)


def is_label(text: str) -> bool:
    """Say whether a text only announces a name, or is a day, a sign or a counter beside one."""
    bare = simplified(narrow(clean(text))).strip(_EDGES + ":")
    if not any(map(str.isalpha, bare)) or _LABEL.fullmatch(bare) or furniture.is_counter(bare):
        return True
    return bool(dates_in(bare))


def _cleared(text: str | None) -> str | None:
    return (_trimmed(_BUTTONS.sub("", clean(text))) or None) if text else None


def _said(name: str) -> str | None:
    bare = simplified(name)
    nobody = _NOBODY.fullmatch(bare) or _NO_NAME.fullmatch(bare)
    return None if nobody else _trimmed(name) or None


def _trimmed(name: str) -> str:
    """Return a name without signs at its ends, brackets only where they are not a pair."""
    bare = narrow(name)
    pairs = bare.count("(") == bare.count(")") > 0 and not (bare[0] == "(" and bare[-1] == ")")
    return name.strip(_EDGES if pairs else _EDGES + "()（）")
