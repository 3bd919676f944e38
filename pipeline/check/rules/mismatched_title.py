"""A number and a title, or a number and a link, that name two different chapters.

One of the two is left over from an earlier order of the chapters, and readers cannot know which.

Bad:

    [Chapter 6](chapter:finetuning)
    Chapter 6, Finetuning, compares both.

where Finetuning is the seventh chapter.

Good:

    [Chapter 7](chapter:finetuning)
    [Chapter {number}](chapter:finetuning)

Correct the number or the title; `{number}` is filled in by itself.
"""

import re
from collections.abc import Iterator

from pipeline.check.numbered import Numbered, bare, numbered
from pipeline.check.plain import Find, Pattern, finds
from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.model.document import Kind, Mention
from pipeline.model.site import Item, Site

CODE = Code("REF324", "mismatched-title", Severity.WARNING, __doc__ or "")

DESTINATION = re.compile(r"\]\((?P<target>[^()\s]+)")
ENDS = frozenset({"", *",.;:!?)\"'\u2019\u201d"})
LINKS = frozenset({Kind.LINK, Kind.REFERENCE})
LINK = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)")


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each number that does not go with the title or the link beside it."""
    for kind in numbered(site):
        yield from _links(site, kind)
        yield from _texts(site, kind)


def _links(site: Site, kind: Numbered) -> Iterator[Diagnostic]:
    """Links whose text begins with a number and whose target has another one."""
    pattern = re.compile(rf"\s*{re.escape(kind.label)}[ \u00a0](?P<number>[0-9]{{1,3}})\s*(?:\Z|[,:(\u2013\u2014-])")
    for item in site.items.values():
        for _, prose in item.entry.prose():
            for mention in prose.mentions:
                if kind.label in mention.text and mention.kind in LINKS and (match := pattern.match(mention.text)):
                    target = _target(site, kind, item, mention.target)
                    if target is not None and target is not kind.items.get(int(match["number"])):
                        yield _link(kind, item, mention, target, match["number"])


def _target(site: Site, kind: Numbered, origin: Item, written: str) -> Item | None:
    """The entry of the collection that a destination means; none for a page of the printed book."""
    target = site.meaning(origin.key, written)
    found = site.items.get(target.item) if target is not None and target.item and target.page is None else None
    return found if found is not None and found.collection.name == kind.collection.name else None


def _link(kind: Numbered, item: Item, mention: Mention, target: Item, number: str) -> Diagnostic:
    said = f"`{mention.target[:80]}` is {_called(kind, target)}, not {kind.label} {number}"
    return CODE.at(mention.span, said, help="correct the number or the destination", item=item.entry.name)


def _called(kind: Numbered, item: Item) -> str:
    """The label and number of an entry; its title if it has none."""
    number = next((number for number, known in kind.items.items() if known is item), None)
    return f"`{bare(item)}`" if number is None else f"{kind.label} {number}"


def _texts(site: Site, kind: Numbered) -> Iterator[Diagnostic]:
    """Numbers that a title follows, in plain text or as the text of a link."""
    label = re.escape(kind.label)
    pattern = re.compile(
        rf"(?<![\w-]){label}[ \u00a0](?P<number>[0-9]{{1,3}})(?:(?:,|:| \u2013| \u2014) | \()[\"'\u201c]?(?=(?P<rest>[^\n]{{0,200}}))"
    )
    titles = sorted({bare(item): item for item in site.of(kind.collection.name)}.items(), key=lambda one: -len(one[0]))
    for _, find in finds(site, [Pattern((kind.label,), pattern)]):
        own = kind.items.get(int(find.match["number"]))
        told = _told(find, titles) or _beside(site, kind, find)
        if own is not None and told is not None and told is not own and not _leads_to(site, kind, find, told):
            begin = find.match.start()
            yield CODE.at(
                find.item.entry.within(find.path, begin, find.match.end("number")),
                f"{kind.label} {find.match['number']} is `{bare(own)}`, not `{bare(told)}`",
                help=f"{_help(kind, told)}correct the number or the title",
                item=find.item.entry.name,
            )


def _help(kind: Numbered, told: Item) -> str:
    called = _called(kind, told)
    return "" if called.startswith("`") else f"`{bare(told)}` is {called}; "


def _leads_to(site: Site, kind: Numbered, find: Find, told: Item) -> bool:
    """Whether a match is the text of a link to the entry that its title names: then the link says that the number is wrong."""
    link = DESTINATION.match(find.prose.text, find.stretch.end) if find.stretch.linked else None
    return link is not None and _target(site, kind, find.item, link["target"]) is told


def _told(find: Find, titles: list[tuple[str, Item]]) -> Item | None:
    """The entry whose title stands behind a number, in its own capitals and followed by a mark: else it is a word of the sentence."""
    rest = find.match["rest"]
    return next((item for title, item in titles if rest.startswith(title) and rest[len(title) : len(title) + 1] in ENDS), None)


def _beside(site: Site, kind: Numbered, find: Find) -> Item | None:
    """The entry whose link stands behind a number in parentheses or behind a colon, under its own title."""
    text = find.prose.text
    if find.match["rest"] or text[find.match.end("number") : find.match.end()].strip() not in {"(", ":"}:
        return None
    link = LINK.match(text, find.match.end())
    target = _target(site, kind, find.item, link["target"]) if link else None
    return target if link and target and link["text"].casefold() in {"", bare(target).casefold()} else None
