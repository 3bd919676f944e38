"""Repositories, issues, pull requests and files at GitHub, asked at its interface: no 429 as for its pages, and renames are told.

https://docs.github.com/rest: a conditional request that is answered 304 costs nothing of the hourly budget. What is private is 404 to
strangers, there as on the pages.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from pipeline.check.links.evidence import Call, Reply, Result
from pipeline.check.links.resolvers.resolver import EXISTS, UNTOLD, Found, Resolver, Secrets, data

NAME = "github.com"
CAP = 65_536
OURS = frozenset(
    "about account apps blog codespaces collections contact customer-stories enterprise events explore features home issues join login "
    "marketplace new notifications orgs organizations pricing pulls readme search security sessions settings signup site sponsors "
    "stars topics trending users".split()
)
"""First parts of paths that are no users."""
WAY = re.compile(r"https?://(?:www\.)?github\.com/([A-Za-z0-9-]{1,39})/([\w.-]{1,100}?)(?:\.git)?(?:/(.*))?", re.ASCII)
PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:tree/[^/]+)?/?"), ""),
    (re.compile(r"issues/([0-9]{1,9})/?"), "/issues/{0}"),
    (re.compile(r"pull/([0-9]{1,9})(?:/(?:files|commits|checks))?/?"), "/pulls/{0}"),
    (re.compile(r"commit/([0-9a-f]{7,40})/?"), "/commits/{0}"),
    (re.compile(r"releases/tag/([^/?]+)/?"), "/releases/tags/{0}"),
    (re.compile(r"(?:blob|tree|raw)/([^/?]+)/([^?]+?)/?"), "/contents/{1}?ref={0}"),
)
"""What stands behind the repository in the address of a page, and in that of the interface."""
BRANCH = re.compile(r"tree/")


def subject(url: str) -> str | None:
    """The address of a page → the path at the interface."""
    match = WAY.fullmatch(url.partition("#")[0].partition("?")[0])
    if match is None or match[1].lower() in OURS:
        return None
    for pattern, way in PARTS:
        if part := pattern.fullmatch(match[3] or ""):
            rest = way.format(*(quote(unquote(group), safe="/") for group in part.groups()))
            return f"{match[1]}/{match[2]}{rest}" if not BRANCH.match(match[3] or "") or way else None
    return None


def question(subjects: Sequence[str], secrets: Secrets) -> Call:
    """A path → the call, with our key where there is one."""
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if secrets.get(NAME):
        headers["Authorization"] = f"Bearer {secrets[NAME]}"
    return Call(f"https://api.github.com/repos/{subjects[0]}", "GET", cap=CAP, headers=headers)


def reading(subjects: Sequence[str], reply: Reply) -> Mapping[str, Found]:
    """The reply → what it says. A file that is not found may stand on a branch whose name has a slash, so that says nothing."""
    asked = subjects[0]
    return {asked: _read(asked, reply)}


def _read(asked: str, reply: Reply) -> Found:
    status = reply.status if reply.result is Result.ANSWERED else None
    if status == 304:  # noqa: PLR2004 - unchanged
        return EXISTS
    if status in {404, 410}:
        return UNTOLD if "/contents/" in asked else Found(Result.ABSENT, note="GitHub does not know it")
    if status != 200:  # noqa: PLR2004 - HTTP
        return UNTOLD
    said = data(reply)
    name = said.get("full_name") if isinstance(said, dict) else None
    if asked.count("/") == 1 and isinstance(name, str) and name.lower() != asked.lower():
        return Found(Result.RENAMED, f"https://github.com/{name}", f"the repository is called `{name}` now")
    return EXISTS


RESOLVER = Resolver(NAME, subject, question, reading)
