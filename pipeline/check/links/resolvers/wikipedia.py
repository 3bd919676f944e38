"""Articles of Wikipedia, asked at its REST interface (https://en.wikipedia.org/api/rest_v1/)."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from pipeline.check.links.evidence import Call, Result
from pipeline.check.links.resolvers.resolver import EXISTS, Found, Resolver, Secrets, by_status

ARTICLE = re.compile(r"https?://([a-z][a-z-]{1,15})\.(?:m\.)?wikipedia\.org/wiki/([^?#]+)", re.IGNORECASE)
ABSENT = Found(Result.ABSENT, note="Wikipedia has no such article")


def subject(url: str) -> str | None:
    """An address → language and title."""
    match = ARTICLE.fullmatch(url.partition("#")[0])
    return f"{match[1].lower()}:{unquote(match[2])}" if match else None


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """Language and title → the call."""
    del secrets
    language, _, title = subjects[0].partition(":")
    return Call(
        f"https://{language}.wikipedia.org/api/rest_v1/page/summary/{quote(title.replace(' ', '_'), safe='')}", "HEAD", follow=False
    )


# A title that leads to another article is answered by a redirect: readers get there.
RESOLVER = Resolver(
    "wikipedia.org", subject, question, by_status({200: EXISTS, 301: EXISTS, 302: EXISTS, 303: EXISTS, 307: EXISTS, 404: ABSENT})
)
