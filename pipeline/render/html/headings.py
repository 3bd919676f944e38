"""Headings of a compiled body → headings that fit below the title of a page, without a level left out."""

import re

TITLE = re.compile(r'\s*<h2 id="([^"]*)"[^<>]*>(.*?)</h2>', re.DOTALL)
HEADING = re.compile(r"<(/?)h([1-6])\b")
LOWEST = 6


def opening(html: str) -> tuple[str, str, str]:
    """A body → the anchor and the markup of a heading that opens it (empty if none does), and the rest."""
    found = TITLE.match(html)
    return (found[1], found[2], html[found.end() :]) if found else ("", "", html)


def levelled(html: str, depth: int) -> str:
    """A body (which begins at level 2) and the level of the title above it → the body with its headings below that level.

    Where the author left a level out, the headings move up, so that readers who jump by headings miss nothing.
    """
    if "<h" not in html:
        return html
    current = depth

    def fit(match: re.Match[str]) -> str:
        nonlocal current
        if not match[1]:
            current = min(int(match[2]) + depth - 1, current + 1, LOWEST)
        return f"<{match[1]}h{current}"

    return HEADING.sub(fit, html)
