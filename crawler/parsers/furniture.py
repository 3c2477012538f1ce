"""What stands around every page of a host and belongs to none: known by meaning and by recurrence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

#: A line of a syndicated story or a whole paragraph can recur too; a host's furniture is short.
_LONGEST_LEARNED: Final = 400
#: Fewer pages than this prove nothing about a host.
_FEWEST_PAGES: Final = 3
#: Menus seen run to 27 lines (sites.md §1); a body that names the agenda so early is a menu too.
_MENU_REACH: Final = 90

#: A ticker seen on chinagate.cn has a dozen lines.
_TICKER_REACH: Final = 40
_CRUMB_START = re.compile(
    r"\s*(?:you are here|(?:当前|您的|您现在的|你的|當前)位置)\s*[::]", re.IGNORECASE
)

_MENU_END = re.compile(r"[-–•·\s]*2030 Agenda(?: for Sustainable Development)?\s*", re.IGNORECASE)
_MENU_GLUED = re.compile(
    r"^[-–•·\s]*Who we are\b.{0,2500}?\bData and Re(?:search|sources)\b[-–•·\s]*2030 Agenda\s*",
    re.IGNORECASE,
)
_MENU_WORDS = re.compile(
    r"who we are|our work|what we do|partnerships|highlights|where we work|take action"
    r"|work with us|get involved|data and re(?:search|sources)|about|iom global|home",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:news|global|local|story|stories|press releases?|featured stor(?:y|ies)|press room"
    r"|newsroom|新闻|新聞|要闻|动态|新闻动态|快讯)",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(
    r"^(?:(?:当前|您的|您当前的?|你的|现在的?|您现在的?|所在|當前)?(?:位置|所在位置)(?:是)?\s*[::]"
    r"|you are here\s*[::]|首\s*页\s*(?:[>»/›|]|快讯\s*[>»])|首頁\s*[>»/›|]|home\s*(?:[>»›]|/\s)"
    r"|[^\s>»›]{1,12}(?:\s*[>»›]\s*[^>»›]{1,20}){0,4}\s*[>»›]\s*正文$)",
    re.IGNORECASE,
)
_COUNT = r"[\d,.]+\s*[万萬kKwW]?\+?\s*"
_COUNTER_LABEL = (
    r"(?:浏览(?:次数|量|数)?|瀏覽(?:次數|量)?|阅读(?:次数|量|数)?|閱讀(?:次數|量)?|点击(?:次数|量|数|率)?|點擊(?:次數|率)?"
    r"|查看|访问(?:次数|量)?|人气|热度|围观|评论(?:数|量)?|評論|点赞|收藏|转发|分享|views?|reads?|hits|comments?|shares?|likes?)"
)
_COUNTER = re.compile(
    rf"(?:(?:{_COUNTER_LABEL}\s*[::]?\s*[((]?\s*{_COUNT}(?:次|人|条|个)?\s*[))]?"
    rf"|[((]?\s*{_COUNT}(?:(?:次|人|条|个|篇)\s*)?{_COUNTER_LABEL}[))]?|已有\s*{_COUNT}人(?:浏览|阅读|评论|参与)"
    rf"|[((]\s*{_COUNT}[))])[\s|/·•,,]*)+",
    re.IGNORECASE,
)
_FULL_LINE = re.compile(
    "|".join(
        (
            r"tools?\s*[::]?\s*(?:save|print|e-?mail).*",
            r"(?:save|print|e-?mail|most read|comment|share|tweet|pin ?it|whatsapp|facebook|twitter|x|linkedin"
            r"|weibo|wechat|copy link|send|reddit|telegram)(?:\s*[|/·•,]?\s*(?:save|print|e-?mail|most read"
            r"|comments?|share|tweet|facebook|twitter|x|linkedin|weibo|wechat|copy link|whatsapp|reddit|telegram))*",
            r"share (?:this|on|to|via|with)\b.{0,60}",
            r"(?:分享|分享到|分享至|分享到[::].{0,40}|扫一扫.{0,30}|微信扫码.{0,30}|打印|打印本页|关闭窗口|【?关闭】?|收藏本文?"
            r"|【?打印】?\s*【?关闭】?|大\s*中\s*小|字号\s*[::]?.{0,12}|【?字体\s*[::].{0,14}|复制链接|微博|微信|QQ空间|朋友圈"
            r"|(?:微博|微信|QQ空间|QQ好友|朋友圈|豆瓣|人人网|新浪微博|腾讯微博)(?:[\s|、·]+(?:微博|微信|QQ空间|QQ好友|朋友圈|豆瓣|人人网|新浪微博|腾讯微博))*)",
            r"adjust font size\s*[::]?.{0,12}|font size\s*[::]?.{0,12}|text size.{0,12}|larger|smaller|a-\s*a\+?",
            r"(?:责任编辑|責任編輯|责编|編輯|编辑|审核|校对|监制|(?:本文)?(?:责编|编审)|【?责任编辑)\s*[::].{1,40}",
            r"(?:\(|【|()?\s*(?:责任编辑|责编|編輯|编辑)\s*[::]?\s*.{1,30}(?:\)|】|))",
            r"(?:标签|標籤|关键词|关键字|tags?|keywords?|topics?)\s*[::].{0,120}",
            r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇|previous(?: article| page| story)?|next(?: article| page| story)?)"
            r"\s*(?:[::>»].{0,100})?",
            r"[((]?\s*资料图片?(?:[,,]?\s*仅供参考)?\s*[))]?|【资料图】|[((]资料图片?仅供参考[))]|图片来源于?网络.{0,20}|广告|advertisement|赞助商?链接",
            r"(?:版权声明|免责声明|免責聲明|特别声明|郑重声明|声明|disclaimer)\s*[::].*",
            r"(?:本文|文章|以上内容|本站(?:内容|文章|部分内容)?|以上图文).{0,24}(?:来源于?网络|转载|不代表本[站网]|仅供参考|网友(?:上传|投稿)).*",
            r"转载(?:请|須|需)(?:注明|保留).{0,80}",
            r"(?:標題|标题|地址|链接|本文链接|本文地址|网址|原文链接|转载地址)\s*[::].{0,160}",
            r"(?:copyright|©|\(c\)\s*\d{4}|版权所有|all rights reserved).{0,160}",
            r"[京沪粤浙苏鲁川渝冀晋辽吉黑皖闽赣豫鄂湘桂琼贵云陕甘青宁新蒙津藏]ICP[备证].{0,40}|.{0,30}公网安备.{0,40}",
            r"(?:powered by|theme by|驱动)\b.{0,60}",
            r"(?:你|您)?(?:可能|也许|或许)(?:还|也)?(?:喜欢|感兴趣).{0,8}|猜你喜欢|相关推荐|推荐阅读|返回(?:顶部|首页|列表)|back to top|top of page",
            r"skip to (?:main )?content|(?:toggle )?navigation|menu|search|搜索|登录|注册|登录\s*[|/]?\s*注册|login|sign (?:in|up)",
            r"(?:\d+\s*(?:个|個)?\s*(?:秒|分钟|分鐘|小时|小時|天|日|周|月|年)(?:之)?前)|(?:\d+ (?:second|minute|hour|day|week|month|year)s? ago)",
            r"\*?\s*(?:please )?scroll down for (?:the )?(?:english|chinese)(?: version)?\.?\s*\*?",
            r"[((]?\s*(?:英文(?:版)?如下|英语如下|english (?:version )?(?:below|follows)|chinese (?:version )?(?:below|follows)|中文(?:版)?(?:如下|在后))\s*[))]?\s*[::]?",
            r"photo gallery|photos?|enlarge|click to enlarge|点击(?:查看)?大图|查看原图",
            r"endi|full text|editor\s*[::].{1,40}",
        )
    ),
    re.IGNORECASE,
)
#: From such a line down nothing belongs to the article.
_CUT = re.compile(
    "|".join(
        (
            r"有话要说\s*[….。]*.*",
            r"(?:发表|發表|我来说两句|网友|最新|全部|热门|文章)?(?:评论|評論|留言|跟帖)(?:列表|区|列表.*|\s*[::].{0,10})?(?:\s*[((].{0,20}[))])?",
            r"(?:取消回复|发表回复|欢迎.{0,6}发表评论|您的?评论|还没有评论.{0,10}|暂无评论.{0,10}|抢沙发.{0,10})",
            r"(?:相关|延伸|热门|最新|精彩|更多|猜你|大家都在|今日|推荐|本站|随机|近期|图文)(?:的)?"
            r"(?:阅读|文章|新闻|资讯|推荐|内容|图文|推送|喜欢|看|头条|信息|报道|链接|热点|热门)\s*[::>»]*(?:\s*更多\s*[>»]*)?",
            r"related(?: (?:articles?|stories|news|links?|posts?|content|topics|reading|pages))?\s*(?:>>|»|:)?",
            r"most (?:viewed|read|popular|shared)(?: (?:articles?|stories|news|in 24 hours))?\s*(?:>>|»|:)?",
            r"(?:more (?:from|stories|news|on this)|you may (?:also )?like|recommended(?: for you)?|read (?:more|next)|latest news|editor'?s picks?|hot topics?|what's new)\b.{0,40}",
            r"(?:leave a (?:comment|reply)|post a comment|comments?|add (?:your )?comment|pet name|anonymous|join the conversation|have your say)\b.{0,30}",
            r"(?:热门资讯|最新图文|精彩推送|延伸阅读|论坛新帖|无相关信息|相关信息|友情链接|links)\s*[::]?",
            r"(?:newsletter|subscribe|sign up).{0,60}|(?:关注我们|联系我们|扫描二维码.{0,20}|扫码关注.{0,20}|follow us.{0,20})",
        )
    ),
    re.IGNORECASE,
)
_INLINE = re.compile(r"【资料图】|[((]\s*资料图片?,?\s*仅供参考\s*[))]")
_STORY_LINE = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|for (?:further|more) information|如需.{0,12}(?:信息|详情)|请联系"
    r"|^[((].{3,60}\d{4}.{0,3}[))]$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[-–—•·●*■◆▪>»|\s]+")


def normal_line(text: str) -> str:
    """Return the form in which two lines of a host count as the same line."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def is_breadcrumb(line: str) -> bool:
    """Say whether a line tells where in the site the page stands."""
    return len(line) <= 120 and bool(_BREADCRUMB.match(line.strip()))  # noqa: PLR2004 - a crumb is short


def is_section(line: str) -> bool:
    """Say whether a line is only the name of a section of a news site."""
    return bool(_SECTION.fullmatch(_BULLET.sub("", line).strip()))


def is_counter(line: str) -> bool:
    """Say whether a line only counts readers, comments or likes."""
    bare = _BULLET.sub("", line).strip()
    return bool(bare) and bool(_COUNTER.fullmatch(bare))


def is_furniture(line: str) -> bool:
    """Say whether a whole line is furniture wherever it stands."""
    bare = _BULLET.sub("", line).strip().rstrip("|").strip()
    if not bare:
        return True
    if len(bare) > 300:  # noqa: PLR2004 - disclaimers are the longest furniture
        return False
    return bool(_FULL_LINE.fullmatch(bare)) or is_counter(bare) or is_breadcrumb(line)


def cuts_off(line: str) -> bool:
    """Say whether a line opens what follows an article: comments, related lists, links."""
    bare = _BULLET.sub("", line).strip()
    return 0 < len(bare) <= 60 and bool(_CUT.fullmatch(bare))  # noqa: PLR2004 - a heading of a box


def without_inline(text: str) -> str:
    """Return a paragraph without the stock-photo marks that reposters put into it."""
    return _INLINE.sub("", text).strip()


def menu_length(lines: Sequence[str]) -> int:
    """Return how many leading lines are the IOM menu leaked into text; 0 without one."""
    end = 0
    for index, line in enumerate(lines[:_MENU_REACH]):
        if _MENU_END.fullmatch(line) and _looks_like_menu(lines[:index]):
            end = index + 1
    return end


def ticker_length(lines: Sequence[str]) -> int:
    """Return how many leading lines are headlines of others above a breadcrumb, with it."""
    for index, line in enumerate(lines[:_TICKER_REACH]):
        if _CRUMB_START.match(line):
            return index + 1
        if len(line) > 120 or line.endswith((".", "。")):  # noqa: PLR2004 - a text has begun
            return 0
    return 0


def _looks_like_menu(lines: Sequence[str]) -> bool:
    bare = [_BULLET.sub("", line).strip() for line in lines]
    known = sum(1 for line in bare if _MENU_WORDS.fullmatch(line))
    long = sum(1 for line in bare if len(line) > 60 and not _MENU_WORDS.match(line))  # noqa: PLR2004
    return known >= 2 and known >= 2 * long  # noqa: PLR2004 - a body has no two menu words as lines


def glued_menu(line: str) -> int:
    """Return how many characters of a line are the whole IOM menu on one line."""
    found = _MENU_GLUED.match(line)
    return found.end() if found else 0


def learn_lines(texts: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the lines that recur on pages of one host whose full texts differ.

    `texts` maps each page's URL to its lines as they stand. Pages that share most of
    their long lines are one syndicated story and count once.
    """
    families = _families(texts)
    if len(families) < _FEWEST_PAGES:
        return frozenset()
    seen: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(families):
        for url in family:
            for line in texts[url]:
                if 0 < len(line.strip()) <= _LONGEST_LEARNED:
                    seen[normal_line(line)].add(number)
    pages = len(families)
    return frozenset(
        line
        for line, where in seen.items()
        if len(where) >= _needed(line, pages) and not _belongs_to_stories(line)
    )


def _needed(line: str, pages: int) -> int:
    """Return on how many pages a line must recur: prose on most, since stories share sentences."""
    if len(line) > 60 or line.endswith((".", "。", "!", "!", "?", "?", "”", '"')):  # noqa: PLR2004
        return max(_FEWEST_PAGES, -(-pages // 2))
    return max(2, -(-pages // 10))


def _belongs_to_stories(line: str) -> bool:
    """Say whether a line recurs because stories end alike: whom to ask, a dated bracket."""
    return bool(_STORY_LINE.search(line))


def _families(texts: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Group pages that tell the same: over half of the longest lines of the shorter one."""
    families: list[tuple[frozenset[str], list[str]]] = []
    common = _common(texts)
    for url, lines in texts.items():
        long = frozenset(
            normal
            for line in lines
            if len(normal := normal_line(line)) >= 40  # noqa: PLR2004 - prose
        )
        telling = long - common or long
        for known, urls in families:
            shared = len(telling & known)
            if telling and shared * 2 > min(len(telling), len(known)):
                urls.append(url)
                break
        else:
            families.append((telling, [url]))
    return [urls for _, urls in families]


def _common(texts: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return long lines on most pages: they are furniture and say nothing of sameness."""
    counts: dict[str, int] = defaultdict(int)
    for lines in texts.values():
        for line in {normal_line(line) for line in lines}:
            counts[line] += 1
    most = max(_FEWEST_PAGES, len(texts) * 0.6)
    return frozenset(line for line, count in counts.items() if count >= most)
