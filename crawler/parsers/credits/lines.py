"""Short lines around an article that say what they are: bylines, notices, statements, bios."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from crawler.parsers.text.furniture import is_furniture
from crawler.parsers.text.patterns import has_any
from crawler.parsers.text.script import simplified

_BYLINE_LETTERS = 140
_NOTICE_LETTERS = 260
_BIO_LETTERS = 420
_BIO = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){1,4}(?:is|was|has been|works as) (?:an? |the |our "
    r"|currently )?[^.]{0,80}"
    r"\b(?:writer|reporter|editor|correspondent|columnist|author|journalist|contributor|fellow"
    r"|professor|lecturer|director|founder|photographer|blogger|critic|analyst)\b"
    r"|^(?:[A-Z][\w.’'-]+ ){2,4}is (?:an? |the |our )?[^.]{0,80}\bproducer\b"
    r"|^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2} (?:covers|reports on"
    r"|writes about) [^.]{3,120}\.(?: |$)"
    r"|^[^.!?]{3,60}(?:[^!?]{0,240}) contributed to th(?:is|e) (?:report|story|article)\W*$"
    r"|^Contributing: [^!?]{3,160}$"
    r"|^(?:about the author|作者简介|作者系|作者为|本文作者)",
)
#: What announces an event and not the page: `时　间：`, `主 讲 人：`.
_EVENT = "(?:活动|会议|讲座|講座|培训|集合|举办|展览|展覽|展出|演出|放映|比赛|论坛|课程)?"
_WHERE = re.compile(
    rf"{_EVENT}(?:地\s*[点點]|会\s*场|會\s*場)\s*[:：]|(?:venue|location)\s*:",
    re.IGNORECASE,
)
_FACT = re.compile(
    rf"{_WHERE.pattern}|(?:{_EVENT}"
    r"(?:[时時]\s*[间間]|日\s*期|名\s*[称稱]|主\s*[题題]|[题題]\s*目|主\s*[讲講持](?:\s*人)?|嘉\s*[宾賓])"
    r"|date|time|when|date and time|speaker|topic)\s*[:：]"
    r"(?!.*(?:来源|來源|浏览|点击|作者|source))",
    re.IGNORECASE,
)
_FACTS = 5
_BIO_OPENING = re.compile(
    r"(?:written by|(?:about|meet) (?:the|our) (?:author|writer|contributor)s?"
    r"|关于作者|作者简介)\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by:?\s+[A-Z\u00c0-\u024f@].{2,100}"
    r"|(?:published|updated|posted|last updated|last modified|first published|written by|created"
    r"|(?:medically |fact[- ]checked )(?:reviewed )?by|reported by"
    r"|photographs?(?: by)?|photos?(?: by)?|image|credit|source|editor|reviewed by"
    r"|edited by|words by|reading time|estimated reading time)\b\s*[:\-–]?.{0,110}"
    r"|\W*\d{1,2}:\d{2}\b.{0,40}"
    r"|(?:von|par|por|di|door|av)\s+(?-i:[A-ZÀ-Ž][\w.'’-]+(?:\s+(?:[a-z]{2,3}\s)?[A-ZÀ-Ž][\w.'’-]+){1,3})"
    r"|(?:stand|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato"
    r"|опубликовано|입력|수정)\b.{0,60}|[\uac00-\ud7af]{2,4}\s?기자"
    r"|[^.!?。！？]{0,50}\b(?:19|20)\d\d(?!\d)[^.!?。！？]{0,50}"
    r"|[^。！？]{0,40}\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}[^。！？]{0,60}"
    r"|(?:来源|來源|作者|记者|編輯|编辑|责任编辑|责编|发布时间|发布日期|时间|日期|浏览|点击|阅读|字号|分享"
    r"|文|图|原标题|稿源)\s*[:：/].{0,80}"
    r"|\d+\s*(?:min(?:ute)?s?|分钟)\s*(?:read|阅读)?.{0,20}"
    r"|(?:\w+\s){0,2}(?:\d+|an?)\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?"
    r"|years?) ago.{0,30})$",
    re.IGNORECASE,
)
#: A question, what a reporter asks for (`记者：请介绍一下这期培训班。`; names are shorter), and
#: a numbered item (`一、时间：…`), what was there by some day: `By Friday there were forty.`
_TOLD = re.compile(
    r"(?:by|By) .{2,60} (?:is|are|was|were|had|has|have|will|would|could|can) .*\.$"
    r"|[一二三四五六七八九十]{1,3}、|[^\n]*[?？][”\"’」』]?\s*$|[\u4e00-\u9fff]{0,8}记者\s*[:：]\s*(?:[\u4e00-\u9fff]{9}|[^:：、]{12,}。$)"
)
_NOTICE = re.compile(
    r"^\W*(?:"
    r"follow\b.{0,90}\b(?:twitter|facebook|instagram|linkedin|telegram|@\w+).{0,80}$"
    r"|(?:read more|read also|also read|see also|more on this|read next|related(?: \w+)?"
    r"|recommended"
    r"|more|watch|listen|don[’']t miss|must read|see more|trending|tags?|topics?|filed under"
    r"|posted in|categor(?:y|ies)|click here|share this|explore further"
    r"|advertisement)\s*[:>»].{0,160}$"
    r"|(?:advertisement|sponsored|story continues below.{0,30}|article continues below.{0,30}"
    r"|continue reading.{0,60}|scroll (?:down|to).{0,50}|skip (?:ad|to).{0,40}|loading\W*"
    r"|share|print)\W*$"
    r"|(?:copyright\b(?!\s(?:law|in|of|claim|case|suit|protect)\w*\b)|©|\(c\) ?\d{4})"
    r".{0,220}$"
    r"|(?:sign up|subscribe|register)\b.{0,160}$|get (?:the|our) .{0,80}\b(?:newsletter|inbox"
    r"|app)\b.{0,80}$"
    r"|like us on\b.{0,80}$|join (?:us"
    r"|the conversation)\b.{0,80}$"
    r"|download (?:the|our)\b.{0,80}\bapp\b.{0,60}$|(?:we|this (?:site|website"
    r"|page)) uses? cookies.{0,200}$"
    r"|you(?: have|[’']ve) (?:\d+|one|two|three) (?:free )?(?:articles?|stor(?:y"
    r"|ies)) (?:left|remain).{0,120}$"
    r"|(?:a )?version of this (?:article|story).{0,120}$|to (?:read"
    r"|continue reading).{0,120}(?:subscri|log in).{0,60}$"
    r"|already a (?:subscriber|member).{0,60}$|(?:this is|for) (?:a )?(?:premium"
    r"|subscribers?).{0,80}$"
    r"|(?:please )?enable javascript.{0,120}$|your browser does not.{0,120}$"
    r"|this (?:article|story|post) (?:was|is|has been|first|originally).{0,20}"
    r"(?:published|appeared|republished|posted)\b.{0,140}$"
    r"|[\[(（【]\s*(?:责任|責任)?(?:编辑|編輯|责编)[:：\s].{0,40}$"
    r"|(?:相关|延伸|推荐|更多)(?:阅读|新闻|链接|报道|推荐|资讯|文章)\s*[:：>»].{0,120}$"
    r"|(?:更多|点击).{0,24}(?:进入|查看|关注|下载).{0,40}$"
    r"|[(（【]?(?:本文)?原标题\s*[:：].{0,140}$|分享让更多人看到.{0,20}$|(?:【?纠错】?|\W*(?:完|end)\W*)$"
    r"|(?:版权声明|免责声明|特别声明|郑重声明|声明|注)\s*[:：].{0,200}$"
    r"|(?:转载请|未经).{0,24}(?:注明|授权|许可|允许).{0,80}$"
    r"|(?:欢迎)?关注.{0,16}(?:公众号|微信|微博).{0,40}$"
    r")",
    re.IGNORECASE,
)
#: Notices with their words behind others; one of the signs stands in each.
_NOTICE_WITHIN = re.compile(
    r"^\W*(?:.{0,140}\ball rights reserved\b.{0,80}$|.{0,60}\b(?:newsletters?|inbox)\b.{0,40}$"
    r"|.{0,16}(?:扫|长按).{0,12}二维码.{0,40}$)",
    re.IGNORECASE,
)
_NOTICE_SIGNS = ("reserved", "newsletter", "inbox", "二维码")

#: Whatever votes say, these are no article's: they name rights, accounts or newsletters.
_STATEMENT = re.compile(
    r"^[\W_]*(?:\w{0,8}(?:版权|免责|特别|郑重|平台)?声明\s*[:：】\]]\s*(?:\S.{0,60})?"
    r"(?:本[文站网平]|此[消文]|以上|该文|文章|内容|凡)"
    r"|(?:notice|special statement|disclaimer)\s*:\s*.{0,20}\b(?:content|views?|opinions?"
    r"|article)\b"
    r"|[(（]?(?:本文)?转[载自]自?《.{2,24}》.{0,60}$"
    r"|(?:本文|文章)(?:来自|转自|来源于?|首发于?|原载于?).{0,60}(?:授权|作者|原标题|ID)"
    r"|(?:此内容为|本[文网]?(?:稿|内容)?系?).{0,12}(?:原创|独家).{0,48}(?:著作权|版权|授权|转载)"
    r"|本网?站?[之的所]?有?(?:一切)?(?:文字|内容|图|稿).{0,30}(?:授权|许可).{0,20}(?:转载|使用)"
    r"|版权作品.{0,40}(?:授权|转载)|while you[’']?re here\b"
    r"|reach [A-Z][\w.’'-]+ [A-Z].{2,60}\bat\b.{0,12}(?:\d|\S+@)"
    r"|(?:photography|photographs?|illustrations?|graphics?) by [A-Z].{2,60}$"
    r"|this (?:post|article|page|story|site|website|blog) (?:may )?(?:contains?|includes?).{0,40}"
    r"\baffiliate\b|(?:we|i) may (?:earn|receive|get) .{0,40}\bcommission"
    r"|i (?:would like|want|agree) to (?:be emailed|receive)\b"
    r"|(?:you (?:can|may) )?republish (?:this|our|the)\b.{0,200}$"
    r"|[—–-]\s?[^.!?]{2,60}\(@\w{2,30}\).{0,40}$|[★☆⭐✩]{3,}.{0,60}$"
    r"|read (?:the )?(?:full|rest of the|original) (?:story|article|post)\b.{0,60}$"
    r"|(?:like|enjoy(?:ed|ing)?) this (?:story|article|post)\?.{0,80}$"
    r"|(?:e-?mail|print|save|share|listen to) this (?:article|page|story|post)\b.{0,30}$"
    r"|comments are (?:closed|off|disabled)\b.{0,30}$|be the first to comment.{0,20}$"
    r"|(?:show|view|see|hide|load(?:ing)?) (?:all )?(?:\d+ )?comments?\W*$"
    r"|tagged(?: with| as)?\s*:.{0,120}$|posted in [^.]{2,50}$"
    r"|posted by [^.!?]{2,40} (?:at|on) [^!?]{6,30}(?:19|20)\d\d\b.{0,40}$|view all posts\b.{0,60}$"
    r"|(?:article|story) continues (?:after|below)\b.{0,40}$|discover more from .{2,60}$"
    r"|(?:have|got|do you have) an? (?:news |confidential )?(?:tip|story)\b[^?]{0,30}\?.{0,120}$"
    r"|(?:previous|next|older|newer) posts?\s*[:»>].{0,100}$|\d{1,3}[ -]min(?:ute)?s?(?: read)?$"
    r"|(?:reprints?|trending now|sponsored content|report (?:a typo|an error)|thanks? (?:you )?for"
    r" reading)\W*$|was this (?:article|page|post|answer|information) (?:helpful|useful)\?.{0,30}$"
    r"|did you find this [^?]{0,30}(?:helpful|useful)\?.{0,30}$|we(?: want to|'d love to)"
    r" hear from you\b.{0,120}$|our standards: the thomson reuters\b.{0,60}$"
    r"|the (?:views|opinions)(?: and (?:views|opinions))? expressed (?:in|by|here)\b"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|most read (?:from|in|on) .{2,60}$"
    r"|(?:first )?published (?:by|in) [^.!?]{2,60} on [^!?]{4,16}\b(?:19|20)\d\d\W*$|广告\W*$"
    r"|published in [^.!?,]{2,40}, [^!?]{4,20}\b(?:19|20)\d\d\W*$"
    r"|(?-i:SOURCE [A-Z])[\w .,&’'-]{2,60}$|(?-i:AP )[^.!?]{3,60}: https?://\S+$"
    r"|by (?:registering|signing up|subscribing|clicking|continuing)\b.{0,40}, you"
    r" (?:agree|consent|accept)\b"
    r"|enter your e-?mail(?: address)?\W*$|free (?:weekly|daily|monthly) newsletter\b"
    r"|privacy notice\s*:|this document is subject to copyright\b|note: materials may be edited\b"
    r"|the above (?:story|post|article) is (?:reprinted|based)\b"
    r"|this live (?:page|blog|coverage) (?:is|has) |this post has been migrated\b"
    r"|the [\w ]{2,30} is not responsible for the content of external\b"
    r"|terms of use\s*:|(?:\w+ ){0,3}news,? delivered (?:daily|weekly|to your inbox)\b"
    r"|(?:you (?:may|can) )?contact the (?:writers?|authors?|reporters?) (?:at|on|via)\b.{0,120}$"
    r"|need to cite this (?:story|article)\b"
    r"|this (?:post|article|blog|page|material) is (?:provided |intended )?for (?:\w+ ){0,2}"
    r"information(?:al)?(?: purposes)? only\b"
    r"|\d{1,3} ?(?:/|of) ?\d{1,3}$|advertisement\s*[·•|–—-].{0,40}$|\d+ of \d+ \| .{0,300}$"
    r"|this information is provided by rns\b|_{3,}$"
    r"|\(?this story has not been edited by .{2,40} staff\b.{0,120}$"
    r"|comments will be moderated\b.{0,300}$"
    r"|this content is reserved for subscribers\b.{0,30}$|delivery: \w+days?\W*$"
    r"|(?:unlimited online access to|access) articles from .{2,60}\bone account\W*$"
    r"|create an account or sign in to\b.{0,60}$|daily puzzles,? including\b.{0,60}$"
    r"|share your thoughts and join the conversation in the comments\W*$"
    r"|support local journalis(?:m|ts) and\b.{0,60}$|enjoy additional articles per month\W*$"
    r"|enjoy insights and behind-the-scenes analysis\b.{0,60}$"
    r"|get exclusive access to .{0,80}\be-?paper\b.{0,160}$"
    r"|(?:join|follow) (?:our|us on|the) .{0,24}\bwhatsapp (?:community|channel|group)\b.{0,200}$"
    r"|(?:produced|narrated) by .{2,60}\bai narration\b.{0,80}$"
    r"|by (?:providing|entering|submitting|giving|clicking|signing up|subscribing)\b.{0,60}"
    r"\b(?:you|i) (?:hereby )?(?:agree|consent|acknowledge|accept)\b"
    r"|contact (?:\w+ ){0,3}(?:reporters?|columnist|correspondent|staff writer) [A-Z].{2,120}$)",
    re.IGNORECASE,
)
_STATEMENT_LETTERS = 400
#: What asks readers to subscribe, and not what a text says of subscribing.
_PLEA = re.compile(
    r"^\W*(?:subscribe|sign up|download|support|get)\b.{0,40}\b(?:newsletters?|inbox|apps?"
    r"|journalism)\b",
    re.IGNORECASE,
)
_PLEA_WITHIN = re.compile(
    r"(?:^|[.!?:] )(?:subscribe|sign up|log ?in) (?:now|today|here|to|for|and)\b"
    r"|\balready a (?:subscriber|member)\b"
    r"|\bwe (?:may|might) (?:earn|receive|get) .{0,40}\bcommission"
    r"|\bnewsletter that (?:can|will) be delivered\b.{0,40}\binbox\b"
    r"|\bsubscribe(?:rs)? (?:from|for) (?:only |just )?[$£€¥]\d"
    r"|[.!?] (?:try|use) (?:it|us|\w+) (?:for )?free for (?:\d+|an?|one|two)"
    r" (?:days?|weeks?|months?)\W*$"
    r"|(?:^|[.!?] )(?:please )?share your (?:\w+,? (?:and )?){0,3}"
    r"(?:photos|pictures|videos|stories)\b"
    r"|下载\S{0,8}客户端(?:还能|还可|即可|就能)\S{2,20}[哦呀啦~!！]+$",
    re.IGNORECASE,
)
_PLEA_SIGNS = (
    "commission",
    "newsletter",
    "subscri",
    "sign up",
    "log in",
    "login",
    "share your",
    " free for ",
    "下载",
)


@lru_cache(maxsize=4096)
def is_statement(text: str) -> bool:
    """Say whether a paragraph speaks of rights, accounts or subscriptions, not of its topic."""
    if len(text) > _STATEMENT_LETTERS:
        return False
    text = simplified(text)
    if _STATEMENT.match(text):
        return True
    return len(text) <= _NOTICE_LETTERS and bool(
        _PLEA.match(text) or (has_any(text.lower(), _PLEA_SIGNS) and _PLEA_WITHIN.search(text))
    )


def tells_event(lines: Sequence[str]) -> bool:
    """Say whether the first line is a fact of an event: it or one below says where it will be."""
    return bool(_FACT.match(lines[0])) and any(map(_WHERE.match, lines[:_FACTS]))


def tells(text: str) -> bool:
    """Say whether a line is a sentence, a question or a request: nobody signs so."""
    return _TOLD.match(text) is not None


def is_byline(text: str) -> bool:
    """Say whether a line between title and text only tells by whom and when."""
    return len(text) <= _BYLINE_LETTERS and bool(_BYLINE.match(text)) and not tells(text)


@lru_cache(maxsize=4096)
def is_notice(text: str) -> bool:
    """Say whether a line is a site's word to its readers and not part of an article."""
    if len(text) > _NOTICE_LETTERS:
        return False
    text = simplified(text)
    return (
        bool(_NOTICE.match(text))
        or (has_any(text.lower(), _NOTICE_SIGNS) and bool(_NOTICE_WITHIN.match(text)))
        or is_furniture(text)
    )


def is_bio(text: str) -> bool:
    """Say whether a paragraph behind an article introduces its author."""
    return len(text) <= _BIO_LETTERS and bool(_BIO.match(text))


def opens_bio(text: str) -> bool:
    """Say whether the author is introduced below this line."""
    return len(text) <= _BYLINE_LETTERS and bool(_BIO_OPENING.fullmatch(text))
