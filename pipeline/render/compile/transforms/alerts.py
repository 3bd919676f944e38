"""GitHub's alerts: `> [!NOTE]` becomes an aside with its word as a title."""

from xml.etree.ElementTree import Element

from pipeline.render.compile.page import Page

WORDS = {"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"}


def transform(root: Element, page: Page) -> None:
    """Turn every quote that is an alert into a `div` with a title line."""
    del page
    for quote in root.iter("blockquote"):
        alert = quote.attrib.pop("alert", None)
        if alert is not None:
            quote.tag = "div"
            quote.set("class", f"alert alert-{alert}")
            quote.set("role", "note")
            title = Element("p", {"class": "alert-title"})
            title.text = WORDS[alert]
            quote.insert(0, title)
