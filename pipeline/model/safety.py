"""Which raw HTML may pass from content into the book: one allow-list for the check that reports and the compiler that drops.

Whatever is not named here goes: scripts, styles, forms, frames, handlers. Address attributes are looked up like any
other link, and an address that could run something is dropped before that.
"""

import re
from collections.abc import Mapping


def names(words: str) -> frozenset[str]:
    """Names between spaces → the set of them."""
    return frozenset(words.split())


GLOBAL = frozenset({"id", "lang", "dir", "title"})
PLAIN = names(
    "abbr b bdi bdo br caption center cite code dd dfn dl dt em figcaption figure hr i kbd mark pre "
    "rp rt ruby s samp small span strong sub summary sup tbody tfoot thead tr u ul var wbr"
)
ALIGNED = names("div h1 h2 h3 h4 h5 h6 p")
ALLOWED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(PLAIN, GLOBAL),
    **dict.fromkeys(ALIGNED, GLOBAL | {"align"}),
    "a": GLOBAL | {"href", "name"},
    "blockquote": GLOBAL | {"cite"},
    "col": GLOBAL | {"span"},
    "colgroup": GLOBAL | {"span"},
    "del": GLOBAL | {"cite", "datetime"},
    "details": GLOBAL | {"open"},
    "img": GLOBAL | {"src", "alt", "width", "height", "align"},
    "ins": GLOBAL | {"cite", "datetime"},
    "li": GLOBAL | {"value"},
    "ol": GLOBAL | {"start", "reversed", "type"},
    "q": GLOBAL | {"cite"},
    "table": GLOBAL | {"align", "border"},
    "td": GLOBAL | {"colspan", "rowspan", "align", "width"},
    "th": GLOBAL | {"colspan", "rowspan", "scope", "align", "width"},
    "time": GLOBAL | {"datetime"},
}
"""Elements and their attributes. What HTML has given up (`align`, `border`, `center`, `name`) may be written, as on GitHub;
the compiler gives out what took its place, or nothing."""
ADDRESSES = frozenset({"href", "src", "cite"})
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
SILENT = names("iframe math noembed noframes noscript object script select style svg template textarea title xmp")
"""Elements whose content goes with them."""
PARENTS: Mapping[str, frozenset[str]] = {
    "caption": frozenset({"table"}),
    "col": frozenset({"colgroup", "table"}),
    "colgroup": frozenset({"table"}),
    "dd": frozenset({"dl"}),
    "dt": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "li": frozenset({"ul", "ol"}),
    "rp": frozenset({"ruby"}),
    "rt": frozenset({"ruby"}),
    "summary": frozenset({"details"}),
    "tbody": frozenset({"table"}),
    "td": frozenset({"tr"}),
    "tfoot": frozenset({"table"}),
    "th": frozenset({"tr"}),
    "thead": frozenset({"table"}),
    "tr": frozenset({"table", "tbody", "thead", "tfoot"}),
}
"""Elements that mean something inside certain others only."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of writing: Unicode Standard Annex #9, table 4, and the two marks; see also "Trojan Source"
(CVE-2021-42574)."""
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufff9-\ufffb\ufeff\U000e0000-\U000e007f]"
)
"""Characters that nobody sees and no book needs: controls, which XML does not even allow, and what is invisible everywhere."""
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
"""Characters that browsers (or their users' eyes) pass over in the scheme of an address."""
DANGEROUS = re.compile(r"(?:blob|feed|file|filesystem|jar|javascript|livescript|mocha|vbscript|view-source):|data:[^,]*,", re.IGNORECASE)
"""Addresses that run something, show what an attacker wrote, or read the reader's disk. (A collection may be called `data`.)"""


def shown(text: str) -> str:
    """A text with a visible sign for each hidden character, as long as before."""
    return text if text.isprintable() else HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def dangerous(address: str) -> bool:
    """Whether an address, decoded, is one that no link in a book may have. White space inside hides nothing."""
    if ":" not in address:
        return False
    # Nearly all addresses are plain, and every link of a book passes here.
    plain = address.isascii() and address.isprintable() and " " not in address
    return DANGEROUS.match(address if plain else IGNORED.sub("", address)) is not None
