"""DOIs, asked at the handle system: publishers often answer 403 to programs although the DOI lives.

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation: `responseCode` 1 is success, 100 not found.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from pipeline.check.links.evidence import Call, Reply, Result
from pipeline.check.links.resolvers.resolver import EXISTS, UNTOLD, Found, Resolver, Secrets, data, matching

CODES = {1: EXISTS, 200: EXISTS, 100: Found(Result.ABSENT, note="the handle system does not know this DOI")}
CAP = 65_536


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """One DOI → the call."""
    del secrets
    return Call(f"https://doi.org/api/handles/{quote(unquote(subjects[0]), safe='/')}", "GET", cap=CAP, follow=False)


def reading(subjects: Sequence[str], reply: Reply) -> Mapping[str, Found]:
    """The reply → what it says of the DOI."""
    said = data(reply)
    code = said.get("responseCode") if isinstance(said, dict) else None
    return {subjects[0]: CODES.get(code, UNTOLD) if isinstance(code, int) else UNTOLD}


RESOLVER = Resolver("doi.org", matching(r"https?://(?:dx\.|www\.)?doi\.org/(10\.[0-9]{4,9}/.+)"), question, reading)
