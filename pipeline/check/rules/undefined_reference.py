"""A link or a footnote whose label is defined nowhere.

`[text][label]` and `[label][]` are links only if a line `[label]: address` stands in the same text, and `[^label]` is a footnote only if
`[^label]:` does. Otherwise readers see the brackets.

Bad:

    See [the paper][lora].

Good:

    See [the paper][lora].

    [lora]: https://arxiv.org/abs/2106.09685

Add the definition, correct the label, or write the address into the link. Brackets that are meant as such belong between backticks.
"""

import re
from collections.abc import Iterator

from pipeline.check.plain import Find, Pattern, finds
from pipeline.model.diagnostic import Applicability, Code, Diagnostic, Edit, Fix, Severity
from pipeline.model.similar import nearest
from pipeline.model.site import Site

CODE = Code("LNK204", "undefined-reference", Severity.ERROR, __doc__ or "")

LABELLED = Pattern(
    ("][", "[^"), re.compile(r"\]\[(?P<label>[^\[\]\n]{1,200})\]|\[(?P<short>[^\[\]\n]{1,200})\]\[\]|\[\^(?P<note>[\w.:-]{1,100})\](?!:)")
)
MOST = 200
"""Labels that are compared with a misspelt one."""
CLASS = re.compile(r".*\w-\w.*")
"""What `[^a-z]` says to a regular expression."""


def check(site: Site) -> Iterator[Diagnostic]:
    """A finding at each such label."""
    for _, find in finds(site, [LABELLED]):
        group = find.match.lastgroup or ""
        label = find.match[group]
        if label.strip() and (_undefined_note(find, label) if group == "note" else _undefined_link(find, label)):
            yield _diagnose(find, group, label)


def _undefined_note(find: Find, label: str) -> bool:
    # A note that is defined is no plain text, so this one is not; only in a footnote of its own does GitHub see none either.
    return not CLASS.fullmatch(label) and not any(known.note and known.label == label for known in find.prose.definitions)


def _undefined_link(find: Find, label: str) -> bool:
    """Whether a label is meant to be one: `a[i][j]` is an index, `[1][2]` a pair of numbers, `[@a][@b]` citations."""
    if label.startswith(("^", "@", "!")):
        return False
    text = find.prose.text
    opening = find.match.start() if find.match["short"] else text.rfind("[", 0, find.match.start())
    shown = label if find.match["short"] else text[opening + 1 : find.match.start()]
    return opening >= 0 and not text[opening - 1 : opening].isalnum() and not shown.strip().isdecimal() and not shown.startswith(("^", "@"))


def _diagnose(find: Find, group: str, label: str) -> Diagnostic:
    note = group == "note"
    known = [definition.label for definition in find.prose.definitions if definition.note is note][:MOST]
    near = nearest(label, known)
    span = find.span(group)
    mark, kind = ("^", "footnote") if note else ("", "link's label")
    similar = f"a similar one exists: {', '.join(f'`{mark}{name}`' for name in near)}" if near else ""
    return CODE.at(
        span,
        f"the {kind} `{mark}{label[:60]}` is defined nowhere",
        help=similar or f"add a line `[{mark}{label[:60]}]: {'...' if note else 'address'}`, or correct the label",
        item=find.item.entry.name,
        fix=Fix(Applicability.UNSAFE, (Edit(span, near[0]),)) if len(near) == 1 else None,
    )
