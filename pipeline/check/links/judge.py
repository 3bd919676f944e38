"""Answers → a judgement: what the evidence of one probe says of an address and its fragment. Other days are the business of `history`."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.check.links import urls
from pipeline.check.links.evidence import Answer, Presence, Result
from pipeline.check.links.verdicts import Certainty, Judgement, Verdict

APART = 10.0
"""Seconds between the two looks that tell that a page is gone."""
KNOCKING = frozenset({401, 403, 406, 407, 429, 451, 999})
"""Statuses that say: not you, or not now."""
PERMANENT = frozenset({301, 308})
LOGIN = re.compile(
    r"/(?:log-?in|sign-?in|sign_in|log_in|auth(?:wall|orize)?|oauth2?|sso|consent|cookie-?consent|accounts?/(?:login|signin))(?:[/.?]|\Z)",
    re.IGNORECASE,
)
MISSING = re.compile(
    r"(?:\b|[/_-])(?:404|410|not-?_?found|page-?_?not-?_?found|gone|error-?404|missing-page)(?:\b|[/_.-]|\Z)", re.IGNORECASE
)
SHORT = frozenset(
    "amzn.to a.co bit.ly buff.ly cutt.ly db.tt dlvr.it doi.org dx.doi.org fb.me g.co git.io goo.gl ift.tt is.gd j.mp lnkd.in "
    "ow.ly purl.org rebrand.ly s.id t.co tiny.cc tinyurl.com trib.al w3id.org wp.me pxf.io".split()
)
"""Hosts whose only business is to lead to other hosts."""
SAME = frozenset(
    frozenset(pair.split("="))
    for pair in (
        "twitter.com=x.com readthedocs.org=readthedocs.io github.com=githubusercontent.com youtube.com=youtu.be "
        "amazon.com=amzn.to facebook.com=meta.com python.org=pypi.org npmjs.org=npmjs.com nips.cc=neurips.cc crates.io=docs.rs"
    ).split()
)
"""Domains of one owner that lead to each other."""


FILLED = frozenset(
    {"github.com", "gist.github.com", "gitlab.com", "docs.google.com", "notion.so", "huggingface.co", "x.com", "twitter.com"}
)
"""Hosts whose anchors stand in data for a program, not in the page."""


class House(NamedTuple):
    """What the book says of the web: its own hosts, and addresses at which three or more of our links on one host end."""

    own: frozenset[str] = frozenset()
    crowded: AbstractSet[str] = frozenset()


def judge(url: str, fragment: str | None, answers: Sequence[Answer], house: House = House()) -> Judgement:  # noqa: B008 - an immutable value
    """The address as asked, the anchor wanted of it, the answers in order → what they say, without knowledge of other days."""
    told = next((answer for answer in answers if answer.result in {Result.EXISTS, Result.ABSENT, Result.RENAMED}), None)
    pages = [answer for answer in answers if answer.method in {"HEAD", "GET"}]
    if told is not None and told.result is not Result.ABSENT and (not pages or not pages[-1].good):
        return _told(url, told)
    if not pages:
        return _said(Verdict.UNCHECKED, "nobody was asked", Certainty.UNKNOWN, None)
    last = pages[-1]
    if last.result is not Result.ANSWERED:
        return _failed(last)
    if last.wall or last.status in KNOCKING:
        return _said(Verdict.BLOCKED, _wall(last), Certainty.UNKNOWN, last)
    if last.transient:
        return _said(Verdict.UNREACHABLE, f"status {last.status}" + (f" ({last.passing})" if last.passing else ""), Certainty.UNKNOWN, last)
    if last.gone:
        return _gone(last, pages, told)
    if not last.good:
        return _odd(last)
    if told is not None and told.result is Result.ABSENT:
        return _said(Verdict.SUSPICIOUS, told.note or f"{told.method} does not know it", Certainty.PROBABLE, last)
    return _anchored(url, fragment, last, house)


def _said(verdict: Verdict, reason: str | None, certainty: Certainty, answer: Answer | None) -> Judgement:
    if answer is None:
        return Judgement(verdict, reason, certainty)
    return Judgement(verdict, reason, certainty, answer.status, answer.hops, answer.at, answer.final)


def _told(url: str, told: Answer) -> Judgement:
    """A resolver knows it."""
    if told.result is Result.RENAMED and told.final and urls.identity(told.final) != url:
        return _said(Verdict.MOVED, told.note or f"{told.method} knows it by another address", Certainty.PROBABLE, told)
    return _said(Verdict.OK, f"{told.method} knows it", Certainty.DEFINITE, told)


def _failed(last: Answer) -> Judgement:
    """No answer of HTTP."""
    match last.result:
        case Result.CERTIFICATE:
            return _said(Verdict.INSECURE, last.note or "the certificate is not valid", Certainty.PROBABLE, last)
        case Result.REFUSED:
            return _said(Verdict.REFUSED, last.note or "not asked: it is against our rules", Certainty.DEFINITE, last)
        case Result.LOOP:
            return _said(Verdict.BROKEN, "it redirects in a circle", Certainty.DEFINITE, last)
        case Result.IMPOSSIBLE:
            return _said(Verdict.BROKEN, last.note or "nobody can ask for it", Certainty.DEFINITE, last)
        case Result.LENGTHY:
            return _said(Verdict.SUSPICIOUS, "too many redirects", Certainty.UNKNOWN, last)
        case Result.NO_SUCH_NAME:
            return _said(Verdict.UNREACHABLE, "there is no such host", Certainty.PROBABLE, last)
        case _:
            return _said(Verdict.UNREACHABLE, WORDS[last.result], Certainty.UNKNOWN, last)


WORDS = {
    Result.TIMEOUT: "no answer in time",
    Result.RESET: "the connection was closed",
    Result.UNREACHED: "no connection",
    Result.TRUNCATED: "the answer broke off",
    Result.NAME_FAILURE: "the name server gave no answer",
    Result.MALFORMED: "the answer was no HTTP",
    Result.OVERSIZED: "the answer was too large",
    Result.UNTOLD: "nobody could tell",
}


def _wall(last: Answer) -> str:
    return f"status {last.status}: it does not answer programs" + (f" ({last.wall})" if last.wall else "")


def _gone(last: Answer, pages: Sequence[Answer], told: Answer | None) -> Judgement:
    """404 or 410: gone when two looks by GET, ten seconds apart, agree; or one, and a resolver that does not know it either."""
    looks = [answer for answer in pages if answer.gone and answer.method == "GET"]
    if (len(looks) > 1 and looks[-1].at - looks[0].at >= APART) or (looks and told is not None and told.result is Result.ABSENT):
        return _said(Verdict.BROKEN, f"status {last.status}, twice", Certainty.DEFINITE, last)
    return _said(Verdict.UNREACHABLE, f"status {last.status}, seen once", Certainty.UNKNOWN, last)


def _odd(last: Answer) -> Judgement:
    """A status that means neither yes nor no."""
    status = last.status or 0
    if 300 <= status < 400:  # noqa: PLR2004 - HTTP
        return _said(Verdict.SUSPICIOUS, f"status {status}, and it leads nowhere", Certainty.UNKNOWN, last)
    if 400 <= status < 500:  # noqa: PLR2004 - HTTP
        return _said(Verdict.BLOCKED, f"status {status}: it does not take our question", Certainty.UNKNOWN, last)
    return _said(Verdict.UNREACHABLE, f"status {status} means nothing", Certainty.UNKNOWN, last)


def _anchored(url: str, fragment: str | None, last: Answer, house: House) -> Judgement:
    """The page is there; whether it is the right one, and has the anchor."""
    doubt = suspicion(url, last, house)
    if doubt:
        return _said(Verdict.SUSPICIOUS, doubt, Certainty.UNKNOWN, last)
    wanted = urls.anchor(fragment)
    presence = last.anchors.get(wanted, Presence.UNKNOWN) if wanted else Presence.FOUND
    if presence is Presence.MISSING:
        if urls.host(url) in FILLED:
            return _said(Verdict.ANCHOR_UNKNOWN, "its pages are filled by a program", Certainty.UNKNOWN, last)
        own = urls.host(url) in house.own
        return _said(Verdict.ANCHOR_MISSING, f"the page has no `{wanted}`", Certainty.DEFINITE if own else Certainty.PROBABLE, last)
    if presence is Presence.UNKNOWN:
        # A page that has moved counts as such only if the anchor went with it.
        return _said(Verdict.ANCHOR_UNKNOWN, last.note or "nobody can tell whether the page has the anchor", Certainty.UNKNOWN, last)
    return _way(last) or _said(Verdict.OK, None, Certainty.DEFINITE, last)


def _way(last: Answer) -> Judgement | None:
    """How the page was reached, where that was not at once."""
    steps = [hop.status for hop in last.hops[:-1]]
    if not steps:
        return None
    if all(status in PERMANENT for status in steps):
        return _said(Verdict.MOVED, f"it has moved to {last.final}", Certainty.PROBABLE, last)
    return _said(Verdict.REDIRECTED, f"it leads on to {last.final}", Certainty.DEFINITE, last)


def suspicion(url: str, last: Answer, house: House) -> str:
    """Why the page at the end of a redirect may be another one than was meant; empty when nothing speaks for it."""
    if len(last.hops) < 2 or last.final is None:  # noqa: PLR2004 - the first is the question itself
        return ""
    return next((words for words, holds in DOUBTS if holds(url, last.final, last, house)), "")


def _to_root(url: str, final: str, _last: Answer, _house: House) -> bool:
    return _path(final) in {"", "/"} and not urlsplit(final).query and _path(url) not in {"", "/"} and _name(url) not in SHORT


def _to_login(url: str, final: str, _last: Answer, _house: House) -> bool:
    return bool(LOGIN.search(_path(final))) and not LOGIN.search(_path(url))


def _to_missing(url: str, final: str, _last: Answer, _house: House) -> bool:
    return bool(MISSING.search(_path(final))) and not MISSING.search(_path(url))


def _to_stranger(url: str, final: str, _last: Answer, _house: House) -> bool:
    here, there = urls.domain(urls.host(url)), urls.domain(urls.host(final))
    return here != there and _name(url) not in SHORT and here not in SHORT and frozenset({here, there}) not in SAME


def _to_plain(_url: str, _final: str, last: Answer, _house: House) -> bool:
    schemes = [hop.url.partition(":")[0] for hop in last.hops]
    return "http" in schemes[schemes.index("https") :] if "https" in schemes else False


def _to_crowd(_url: str, final: str, _last: Answer, house: House) -> bool:
    return urls.identity(final.partition("#")[0]) in house.crowded


Doubt = Callable[[str, str, Answer, House], bool]
DOUBTS: tuple[tuple[str, Doubt], ...] = (
    ("it ends at the start page", _to_root),
    ("it ends at a page to log in or to consent", _to_login),
    ("it ends at a page that says that there is none", _to_missing),
    ("it ends at another site", _to_stranger),
    ("it leads from https to http", _to_plain),
    ("several links end at one page", _to_crowd),
)


def _path(url: str) -> str:
    return urlsplit(url).path


def _name(url: str) -> str:
    return urls.host(url).removeprefix("www.")
