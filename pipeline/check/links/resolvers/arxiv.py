"""Papers at arXiv, many at once: its interface asks for three seconds between two calls, and takes a hundred numbers in one.

https://info.arxiv.org/help/api/user-manual.html
"""

import re
from collections.abc import Mapping, Sequence

from pipeline.check.links.evidence import Call, Reply, Result
from pipeline.check.links.resolvers.resolver import EXISTS, UNTOLD, Found, Resolver, Secrets, matching

MOST = 64
CAP = 2_000_000
VERSION = re.compile(r"v[0-9]+\Z")
ENTRY = re.compile(r"<entry\b[^>]*>.*?</entry>", re.DOTALL)
NUMBER = re.compile(r"<id>\s*https?://arxiv\.org/abs/([^<\s]+)\s*</id>")
FAULT = "arxiv.org/api/errors"
ABSENT = Found(Result.ABSENT, note="arXiv does not know this paper")


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """Numbers of papers → the call."""
    del secrets
    return Call(
        f"https://export.arxiv.org/api/query?id_list={','.join(subjects)}&max_results={len(subjects)}", "GET", cap=CAP, follow=False
    )


def reading(subjects: Sequence[str], reply: Reply) -> Mapping[str, Found]:
    """The feed → what it says of each paper. A feed that breaks off, or speaks of a fault, says nothing of papers it does not name."""
    text = reply.body.decode("utf-8", "replace") if reply.result is Result.ANSWERED and reply.status == 200 else ""  # noqa: PLR2004 - HTTP
    entries = [entry for entry in ENTRY.findall(text) if "<title>" in entry and FAULT not in entry]
    known = {VERSION.sub("", match[1]).lower() for entry in entries if (match := NUMBER.search(entry))}
    other = ABSENT if text.rstrip().endswith("</feed>") and FAULT not in text else UNTOLD
    return {subject: EXISTS if VERSION.sub("", subject).lower() in known else other for subject in subjects}


RESOLVER = Resolver(
    "arxiv.org",
    matching(
        r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/((?:[a-z-]+(?:\.[a-z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?)(?:\.pdf)?/?"
    ),
    question,
    reading,
    MOST,
    3.0,
)
