"""Whom a page names to be asked: name, e-mail, telephone, one contact per person. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.parsers.credits.contact_names import name_in
from crawler.parsers.text.patterns import having, stands
from storage.types import Contact, Language

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)+"
    r"(?:[a-z]{2,18}|[A-Z]{2,18})(?![a-z0-9-])"
)
#: `name [at] iom.int`: the place of an address, whose spelling is not ours to invent.
_HIDDEN_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9._+-]{1,64}\s?[\[(（{]\s*(?:at|AT|在|@)\s*[\])）}]\s*[\w.-]+"
    r"(?:\s*[\[(]\s*(?:dot|DOT)\s*[\])]\s*\w+)*"
)
_HIDDEN_AT = re.compile(r"[\[(（{]\s*(?:at|AT|At|aT|在)\s*[\])）}]")
_LABEL = (
    r"(?:\b(?:Tel(?:ephone)?|Phone|Mobile|Mob|Cell|Fax)\b"
    r"|\b[MT]\b(?=\s?[:：.])|电话|電話|手机|手機)"
)
_DIGITS = r"[(（]?\+?\s?\d[\d\s().（）/-]{5,24}\d(?:\s?(?:ext\.?|转|分机)\s?\d{1,5})?"
_PHONE = re.compile(
    rf"(?P<label>{_LABEL})\s*\.?\s*(?:No\.?)?\s*[:：|]?\s*(?P<labelled>{_DIGITS})"
    rf"|(?P<foreign>(?<![A-Za-z0-9_+])[(（]?\+\s?\d[\d\s().-]{{6,20}}\d)"
    r"|(?P<mobile>(?<![\d\w@.-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d))"
    r"|(?P<bare>(?<![\d\w@./-])(?:86|0\d{2,3})-(?:\d{2,4}-)?\d{7,8}(?![\d-]))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bcontacts?\b(?!\s+(?:with|between|point)\b)|\breach out to\b|联系|聯繫|聯絡|联络|咨询|諮詢"
    r"|[请請]致[电電]|[拨撥]打|\b(?:enquir|inquir|quer)(?:y|ies)\s*:",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:more|further|additional) information\b|\bmedia (?:enquir|inquir|contact)|\bpress contact"
    r"|\bplease contact\b|[请請致][联聯][系繫络絡]|联系人|聯[繫絡]人|更多信息|如需|如欲|查[询詢]"
    r"|可(?:[联聯][系繫络絡]|.{0,8}[拨撥]打)|(?:[联聯][系繫络絡]|[咨諮][询詢])[电電][话話]\s*[:：]",
    re.IGNORECASE,
)
#: What somebody is, before the name: `项目主任馮詠欣`.
_ROLE = (
    r"(?:[\u4e00-\u9fff]{0,8}?"
    r"(?:主任|经理|經理|专员|專員|官员|官員|助理|负责人|負責人|干事|幹事|主管|秘书|秘書))?"
)
_PERSON = re.compile(
    r"(?:联系人|聯絡人|聯繫人|联络人|[查咨諮垂][询詢])\s*(?:[:：]|[为為是]{role})\s*"
    r"([\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]+)*)(?![\u4e00-\u9fff·])".replace("{role}", _ROLE)
)
#: `与项目专员 苏念慈 联系`: the name may stand behind the address.
_WITH = re.compile(
    r"(?<![参參])[与與同找](?P<whom>[\u4e00-\u9fff][\u4e00-\u9fff· ]{1,20})"
    r"[联聯接](?:系|絡|繫|络|洽)"
)


#: … and behind the number: `致電+853 2855 0150向區小姐索取`.
_ASKED = re.compile(
    r"[向找](?P<whom>[\u4e00-\u9fff·]{2,14}?)"
    r"(?=索取|[报報]名|查[询詢]|咨[询詢]|了解|登[记記]|[领領]取|[,，。;；]|$)"
)
#: How nine in ten Chinese names begin: brackets behind a number hold its hours, too.
_FAMILY_NAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧田董袁"
    "潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛"
    "闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯欧歐柯区區"
)
#: `联系电话：010-5979 1234（林舟）`.
_BRACKETED = re.compile(
    rf"\s*[（(]\s*(?:联系人\s*[:：]\s*)?(?!周[一二三四五六日末])(?P<whom>[{_FAMILY_NAMES}][\u4e00-\u9fff·]{{1,3}})\s*[)）]"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something found in a paragraph: an address or a number, and where."""

    start: int
    end: int
    value: str | None


def contacts_in(bodies: Mapping[Language, str]) -> tuple[Contact, ...]:
    """Return the contacts that the bodies name, in order; one person in two languages is one.

    Names are without titles and functions, e-mails as written, numbers with single spaces.
    """
    found = [contact for body in bodies.values() for contact in _contacts_of(body)]
    merged: list[Contact] = []
    for contact in found:
        same = next((at for at, known in enumerate(merged) if _same(known, contact)), None)
        if same is None:
            merged.append(contact)
        else:
            merged[same] = _merged(merged[same], contact)
    return _lonely_pairs_merged(merged, len(bodies))


#: A paragraph without any of these names nobody to ask.
_ASKING = (
    *("@", "contact", "reach out", "联系", "联络", "聯", "咨询", "諮詢"),
    *("致电", "致電", "拨打", "撥打"),
)


def _contacts_of(body: str) -> Iterator[Contact]:
    paragraphs = [paragraph for paragraph in body.split("\n") if paragraph]
    asking = having(paragraphs, _ASKING)
    hidden = stands(_HIDDEN_AT, body, "[(（{")
    for paragraph in paragraphs:
        if paragraph not in asking and not (hidden and _HIDDEN_AT.search(paragraph)):
            continue
        emails = [_Mark(m.start(), m.end(), m[0]) for m in _EMAIL.finditer(paragraph)]
        emails += [_Mark(m.start(), m.end(), None) for m in _HIDDEN_EMAIL.finditer(paragraph)]
        if emails:
            yield from _by_email(paragraph, sorted(emails, key=lambda mark: mark.start))
        elif (asks := _ASKS.search(paragraph)) and _ASKS_FOR_MORE.search(paragraph):
            phones = _phones(paragraph, asks.end())
            upto = phones[0].start if phones else len(paragraph)
            name = _labelled(paragraph) or name_in(paragraph[asks.end() : upto], None)
            if name is None and phones:
                end = phones[0].end
                asked = _BRACKETED.match(paragraph, end) or _ASKED.search(paragraph, end)
                name = name_in(asked["whom"], None) if asked else None
            if name or phones:
                yield Contact(name, None, phones[0].value if phones else None)


def _by_email(paragraph: str, emails: Sequence[_Mark]) -> Iterator[Contact]:
    """Yield a contact for each address; what stands before it, up to the last one, is its own."""
    phones = _phones(paragraph, 0)
    labelled = _labelled(paragraph) if len(emails) == 1 else None
    begin = 0
    for at, email in enumerate(emails):
        until = emails[at + 1].start if at + 1 < len(emails) else len(paragraph)
        before = [phone for phone in phones if begin <= phone.start < email.start]
        after = [phone for phone in phones if email.end <= phone.start < until]
        own = before[-1:] or [
            p for p in after if labelled or not name_in(paragraph[email.end : p.start], None)
        ]
        name = labelled or name_in(_without(paragraph, begin, email.start, phones), email.value)
        if name or email.value or own:
            yield Contact(name, email.value, own[0].value if own else None)
        begin = max([email.end, *(phone.end for phone in own)])


def _labelled(paragraph: str) -> str | None:
    """Return the one person whom a label names: `联系人：柯蓝`."""
    named = _PERSON.findall(paragraph)
    if not named and len(asked := _WITH.findall(paragraph)) == 1:
        named = [name for name in [name_in(asked[0], None)] if name]
    return named[0] if len(named) == 1 else None


def _without(paragraph: str, begin: int, end: int, phones: Sequence[_Mark]) -> str:
    """Return the stretch from the last request for contact on, numbers blanked."""
    text = paragraph[begin:end]
    for phone in phones:
        if begin <= phone.start < end:
            text = text.replace(paragraph[phone.start : phone.end], " ; ")
    asks = [match.end() for match in _ASKS.finditer(text)]
    return text[asks[-1] :] if asks else text


def _phones(paragraph: str, begin: int) -> list[_Mark]:
    marks = []
    for match in _PHONE.finditer(paragraph, begin):
        if (match["label"] or "").lower() == "fax":
            continue
        raw = match["labelled"] or match["foreign"] or match["mobile"] or match["bare"]
        if sum(char.isdigit() for char in raw) >= 7:  # noqa: PLR2004 - the shortest numbers
            marks.append(_Mark(match.start(), match.end(), _normalised(raw)))
    return marks


def _normalised(number: str) -> str:
    """Return `+86 185 1300 5506` for `+ 86  185 1300 5506`; dashes and brackets stay."""
    number = " ".join(number.replace("（", "(").replace("）", ")").split())
    number = re.sub(r"^\+\s+", "+", number)
    return number.lstrip("(") if number.count("(") > number.count(")") else number


def _same(known: Contact, other: Contact) -> bool:
    if known.email and other.email:
        return known.email.casefold() == other.email.casefold()
    if known.phone and other.phone:
        return _digits(known.phone) == _digits(other.phone)
    return bool(known.name) and known.name == other.name


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-11:]


def _merged(known: Contact, other: Contact) -> Contact:
    names = dict.fromkeys([*(known.name or "").split(" / "), other.name or ""])
    name = " / ".join(part for part in names if part)
    return Contact(name or None, known.email or other.email, known.phone or other.phone)


def _lonely_pairs_merged(contacts: Sequence[Contact], languages: int) -> tuple[Contact, ...]:
    """Return the contacts; a name alone in one language belongs to the other's only contact."""
    if languages == 2 and len(contacts) == 2:  # noqa: PLR2004 - one in each language
        first, second = contacts
        bare = [one for one in contacts if one.email is None and one.phone is None]
        if len(bare) == 1 and first.name and second.name and _han(first) != _han(second):
            return (_merged(first, second),)
    return tuple(contacts)


def _han(contact: Contact) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in contact.name or "")
