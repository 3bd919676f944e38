"""Which raw HTML may pass from content into the book: one allow-list for the check that reports and the compiler that drops.

Whatever is not named here goes: scripts, styles, forms, frames, handlers. Address attributes are looked up like any
other link, so a `javascript:` one means nothing.
"""

from collections.abc import Mapping

GLOBAL = frozenset({"id", "lang", "dir", "title"})
ALLOWED: Mapping[str, frozenset[str]] = {
    **{
        name: GLOBAL
        for name in (
            "abbr b bdi bdo br caption center cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd mark p pre "
            "rp rt ruby s samp small span strong sub summary sup tbody tfoot thead tr u ul var wbr"
        ).split()
    },
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
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
SILENT = frozenset({"script", "style", "iframe", "object", "template", "noscript", "title", "textarea", "select", "svg", "math", "xmp", "noembed"})
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
