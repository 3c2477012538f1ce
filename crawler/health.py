"""What a Source's night amounts to, from what was met: a status and the reason in plain words.

Nothing is not unchanged: zero items, a wall, an error and a layout nobody recognises each have
their own status, and none of them reads as "removed".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from storage.types import SourceRunStatus

#: `unreached`: there was no time for it, or for a page of it that would have been asked.
ListingOutcome = Literal["found", "empty", "not-understood", "blocked", "failed", "unreached"]
Status = tuple[SourceRunStatus, str | None]

#: Answers by which a site refuses us, whatever the body says.
REFUSALS = frozenset({401, 403, 429, 451})
#: From this share on, the pages' own trouble is the Source's.
_MOST = 0.5

_CHALLENGE = re.compile(
    r"cf-browser-verification|cf_chl_|/cdn-cgi/challenge-platform"
    r"|Attention Required! \| Cloudflare"
    r"|<title>\s*Just a moment|Checking your browser before"
    r"|Enable JavaScript and cookies to continue"
    r"|Please verify you are (?:a )?human|Pardon Our Interruption|Request unsuccessful\. Incapsula"
    r"|人机验证|安全验证|访问验证|请完成(?:下方)?验证|滑动(?:滑块|验证)|您的访问(?:过于频繁|被拦截|请求被)",
    re.IGNORECASE,
)
#: A challenge is a short page; an article about challenges is not.
_CHALLENGE_SIZE = 60_000
_CHALLENGE_TEXT = 1_500


@dataclass(frozen=True, slots=True)
class ListingMet:
    """How asking one listing, feed, sitemap or search ended."""

    url: str
    outcome: ListingOutcome
    reason: str | None = None
    found: int = 0
    #: Nobody has seen it answer: its absence is no fault.
    optional: bool = False
    #: Read to its end, or as far as it is followed: what it did not name is not on it.
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """All that a Source's night met, in numbers and reasons."""

    listings: tuple[ListingMet, ...] = ()
    #: Pages answered with content that was understood, or unchanged.
    understood: int = 0
    not_understood: int = 0
    #: Understood at the last visit, not tonight (and not redirected away).
    lost: int = 0
    #: One `what: which: cause` each.
    failed: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    #: Pages that robots.txt keeps from us: the site's right, unless they are most of it.
    disallowed: int = 0
    #: Never asked for and not reached, listed or a page's twin: budget, or the host gave up.
    left_out: int = 0
    #: Pages that were to be visited.
    planned: int = 0
    #: Why time ran out, once for each planned page it ran out for.
    late: tuple[str, ...] = ()


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Return how an answer refuses us, its status or a challenge; None when it does not."""
    if status in REFUSALS:
        return f"answered {status_words(status)}"
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return "answered with a challenge (cf-mitigated)"
    if len(body) > _CHALLENGE_SIZE:
        return None
    text = body.decode("utf-8", "replace")
    mark = _CHALLENGE.search(text)
    shown = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>|\s+", " ", text)
    if mark and len(shown.strip()) < _CHALLENGE_TEXT:
        return f"answered with a challenge page ({mark.group(0).strip()[:40]!r})"
    return None


def status_words(status: int) -> str:
    """Return a status with its name: `503 Service Unavailable`."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def status(met: Met) -> Status:
    """Return the Source's status of the night and, when it is not `ok`, why."""
    for judge in (_errors, _blocked, _failed, _not_understood, _empty, _partial):
        verdict = judge(met)
        if verdict is not None:
            return verdict
    return ("ok", None)


def _errors(met: Met) -> Status | None:
    """Our own fault with all that was asked, or before: nothing is known of the site."""
    answered = met.understood + met.not_understood + met.disallowed
    if met.errors and not (answered or met.failed or met.blocked):
        return ("failed", f"unexpected: {_some(met.errors)}")
    return None


def _required(met: Met) -> tuple[ListingMet, ...]:
    """Return the listings that count; when all are optional, all do."""
    return tuple(listing for listing in met.listings if not listing.optional) or met.listings


def _all(met: Met, outcome: ListingOutcome) -> bool:
    listings = _required(met)
    return bool(listings) and all(listing.outcome == outcome for listing in listings)


def _blocked(met: Met) -> Status | None:
    refused = len(met.blocked) + met.disallowed
    asked = refused + met.understood + met.not_understood + len(met.failed)
    if _all(met, "blocked"):
        return ("blocked", _listings(met, "blocked"))
    if refused and refused > asked * _MOST:
        why = met.blocked or ("robots.txt disallows them",)
        return ("blocked", f"{refused} of {asked} pages refused: {_some(why)}")
    return None


def _failed(met: Met) -> Status | None:
    if not met.listings:
        return ("failed", "no listing, feed, sitemap or search is configured")
    answered = met.understood + met.not_understood
    if all(map(_unanswered, _required(met))) and not answered:
        return ("failed", _listings(met, "failed", "unreached"))
    if met.failed and not met.understood and len(met.failed) > met.not_understood:
        return ("failed", f"all {len(met.failed)} pages failed: {_some(met.failed)}")
    return None


def _unanswered(listing: ListingMet) -> bool:
    nothing = listing.outcome == "unreached" and not listing.found
    return listing.outcome in {"failed", "blocked"} or nothing


def _not_understood(met: Met) -> Status | None:
    if _all(met, "not-understood"):
        return ("not-understood", _listings(met, "not-understood"))
    answered = met.understood + met.not_understood
    if met.not_understood and met.not_understood > answered * _MOST:
        reasons = [f"{met.not_understood} of {answered} pages not understood"]
        return ("not-understood", "; ".join(reasons + _troubles(met)))
    return None


def _empty(met: Met) -> Status | None:
    if _all(met, "empty"):
        names = ", ".join(_short(listing.url) for listing in _required(met))
        return ("empty", f"no items listed: {names}")
    return None


def _partial(met: Met) -> Status | None:
    bad = [met_ for met_ in _required(met) if met_.outcome not in {"found", "empty"}]
    reasons = [f"{_short(listing.url)}: {listing.reason}" for listing in bad]
    reasons += _troubles(met)
    if met.lost:
        reasons.append(f"{met.lost} pages no longer understood")
    if met.left_out:
        reasons.append(f"{met.left_out} new page{'' if met.left_out == 1 else 's'} not reached")
    # Known pages wait for their turn, as they do for the page budget; most of them may not.
    if met.late and (met.left_out or len(met.late) > met.planned * _MOST):
        which = f"{len(met.late)} of {met.planned} pages"
        reasons.append(f"no time for {which}: {_some(met.late)}")
    if met.errors:
        reasons.append(f"{len(met.errors)} unexpected errors: {_some(met.errors)}")
    return ("partial", "; ".join(reasons)) if reasons else None


def _troubles(met: Met) -> list[str]:
    """Return what kept pages from us."""
    reasons = []
    if met.failed:
        reasons.append(f"{len(met.failed)} pages failed: {_some(met.failed)}")
    if met.blocked:
        reasons.append(f"{len(met.blocked)} pages refused: {_some(met.blocked)}")
    return reasons


def _listings(met: Met, *outcomes: ListingOutcome) -> str:
    """Return the reasons of the listings that ended so, each once."""
    listings = [listing for listing in _required(met) if listing.outcome in outcomes]
    return _some(
        [f"{_short(listing.url)}: {listing.reason}" for listing in listings] or ["no answer"]
    )


def _short(url: str) -> str:
    """Return a URL without its query: long searches hide what matters in a log line."""
    return url.partition("?")[0]


def _some(reasons: Sequence[str]) -> str:
    """Return the first two different reasons; the log has the rest."""
    different = list(dict.fromkeys(reasons))
    more = f" (and {len(different) - 2} more)" if len(different) > 2 else ""  # noqa: PLR2004 - two shown
    return "; ".join(different[:2]) + more
