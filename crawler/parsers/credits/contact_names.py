"""The name of a person in `联系项目经理翟某先生` and `contact Programme Manager Mr. A. B`. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HONORIFIC = re.compile(r"(?:先生|女士|小姐|博士|教授|同志)")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}(?:·[\u4e00-\u9fff]+)*")
#: What stands before a name in Chinese: functions end a title, these words begin a request.
_FUNCTION = re.compile(
    r"(?:处|處|经理|经办人|主任|官员|专员|协调员|协调官|负责人|代表|助理|助手|主管|秘书|顾问|处长|司长|局长|总监|干事|编辑|记者|专家|联系人|护士|医生|老师|律师|社工"
    r"|聯絡人|聯繫人|官|組長|组长|人|的|一下|我们|與|与|和)"
)
_ORGANISATION = re.compile(
    r"组织|办公室|代表处|中心|部门|机构|公司|大学|学院|项目|团队|邮箱|邮件|信息|获得|如需|方式|热线|电话|微信|传真|咨询|索取|写信|致电|拨打|发送|[或请至]"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s*")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+)*\.?")
_PARTICLES = _words("de da di del van von der den bin al el la le ibn dos y ben")
#: A place of two words that are names of families, too.
_HONG_KONG = re.compile(r"\bhong\s?kong\b", re.IGNORECASE)
#: Chinese families whose names are words, and one word behind them: `He Yan`.
_FAMILIES = frozenset(("an", "he", "she", "you"))
_GIVEN = re.compile(r"\s[A-Z][a-z]+\b(?!\s[A-Za-z])")
_NEXT = 40
#: Words with a capital that are no part of a name: functions, organisations, labels, places.
_NO_NAMES = _words(
    """
    a an the for further more please contact information or and to at of in on by via email e-mail
    mail tel telephone phone mobile mob cell fax ext iom un eu unit mission office officer officers
    programme program project projects manager managers management coordinator coordination chief
    head director deputy assistant associate senior junior regional country national international
    global media press communication communications public private affairs spokesperson
    spokesman spokeswoman consultant specialist expert advisor adviser representative
    focal point team department division section migration health emergency policy support
    organization organisation liaison reporting partnership partnerships relations external desk
    china beijing geneva bangkok kunming chengdu shanghai headquarters asia pacific europe
    africa mr mrs ms miss dr prof his her their our its you we us he she visit website web wechat
    address website or monday tuesday wednesday thursday friday hotline this that media
    """
)


def name_in(text: str, email: str | None) -> str | None:
    """Return the person's name in a text that ends at the address, without title and function.

    The address's local part confirms a name; without one the last plausible name counts.
    """
    return _latin_name(text, email) if not _has_chinese(text) else _name_in_chinese(text, email)


def _has_chinese(text: str) -> bool:
    return bool(_HAN_RUN.search(text))


def _name_in_chinese(text: str, email: str | None) -> str | None:
    honorific = _HONORIFIC.search(text)
    runs = [*_HAN_RUN.finditer(text, 0, honorific.start() if honorific else len(text))]
    for run in reversed(runs) if honorific else runs:
        name = _FUNCTION.split(run[0])[-1]
        plausible = 2 <= len(name) <= 4 or "·" in name  # noqa: PLR2004 - Chinese names
        if plausible and not _ORGANISATION.search(name):
            return name
    return _latin_name(text, email)


def _latin_name(text: str, email: str | None) -> str | None:
    runs = [run for run in _runs(text) if len(run) > 1]
    local = re.sub(r"[^a-z]", "", (email or "").split("@")[0].lower())
    if titled := [match.end() for match in _TITLED.finditer(text)]:
        after = _runs(text[titled[-1] :], first_only=True)
        if after:
            return _joined(after[0])
    confirmed = [run for run in runs if local and any(_fits(word, local) for word in run)]
    if confirmed:
        return _joined(_narrowed(confirmed[-1], local))
    short = [run for run in runs if len(run) <= 4]  # noqa: PLR2004 - longer ones are headings
    return _joined(short[0]) if short else None


def _runs(text: str, *, first_only: bool = False) -> list[list[str]]:
    """Return the runs of capitalised words that may be names."""
    runs: list[list[str]] = [[]]
    last_end = 0
    text = _HONG_KONG.sub(";", text)
    for match in _WORD.finditer(text):
        word, gap = match[0], text[last_end : match.start()]
        last_end = match.end()
        if gap.strip():
            runs.append([])
        if _may_be_name(word, after=runs[-1], behind=text[last_end : last_end + _NEXT]):
            runs[-1].append(word)
        else:
            runs.append([])
        if word.endswith(".") and len(word) > 2:  # noqa: PLR2004 - `J.` goes on, `Zaitsev.` ends
            runs.append([])
    found = [_trimmed(run) for run in runs]
    kept = [run for run in found if run]
    return kept[:1] if first_only else kept


def _may_be_name(word: str, *, after: Sequence[str], behind: str) -> bool:
    bare = word.rstrip(".").lower()
    if bare in _PARTICLES:
        return bool(after) or word[0].isupper()
    if bare in _FAMILIES and not after and word[0].isupper() and _GIVEN.match(behind):
        return True
    return word[0].isupper() and bare not in _NO_NAMES and not bare.endswith("'s")


def _trimmed(run: list[str]) -> list[str]:
    while run and run[-1].lower() in _PARTICLES and run[-1][0].islower():
        run = run[:-1]
    if not any(len(word.rstrip(".")) > 1 for word in run):
        return []
    return run


def _fits(word: str, local: str) -> bool:
    bare = re.sub(r"[^a-z]", "", word.lower())
    return len(bare) > 2 and bare in local  # noqa: PLR2004 - `Li` is in everything


def _narrowed(run: list[str], local: str) -> list[str]:
    """Return at most the name's four words around those that the address confirms."""
    if len(run) <= 3:  # noqa: PLR2004 - given, middle, family
        return run
    last = max(at for at, word in enumerate(run) if _fits(word, local))
    first = min(at for at, word in enumerate(run) if _fits(word, local))
    return run[max(0, min(first, last - 1)) : last + 1]


def _joined(run: list[str]) -> str:
    words = run[:-1] + [run[-1].rstrip(".") if len(run[-1]) > 2 else run[-1]]  # noqa: PLR2004, RUF005 - `J.`
    return " ".join(words)
