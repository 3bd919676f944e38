"""What in a drawing acts or fetches, and what does not."""

import time

import pytest

from pipeline.check import vector

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

ACTIVE = {
    "<script/>": "the element `<script>`",
    "<s:script xmlns:s='http://www.w3.org/2000/svg'/>": "the element `<s:script>`",
    "<SCRIPT/>": "the element `<SCRIPT>`",
    "<foreignObject><p/></foreignObject>": "the element `<foreignObject>`",
    "<g onclick='f()'/>": "the handler `onclick`",
    "<g ONCLICK='f()'/>": "the handler `ONCLICK`",
    "<a href='https://a.example/'/>": "a reference to `https://a.example/`",
    "<a xlink:href=' java&#9;script:f()'/>": "a reference to `java\tscript:f()`",
    "<use href='other.svg#a'/>": "a reference to `other.svg#a`",
    "<image href='data:image/svg+xml;base64,AAAA'/>": "a reference to `data:image/svg+xml;base64,AAAA`",
    "<image href='//a.example/x.png'/>": "a reference to `//a.example/x.png`",
    "<g xml:base='https://a.example/'/>": "a reference to `https://a.example/`",
    "<set attributeName='xlink:href' to='x'/>": "an animation of `xlink:href`",
    "<animate attributeName='onclick'/>": "an animation of `onclick`",
    "<path fill='url(https://a.example/x#y)'/>": "a style that loads `https://a.example/x#y`",
    "<g style='background: URL( \"x.png\" )'/>": "a style that loads `x.png`",
    "<style>@import 'x.css';</style>": "a style that loads `@import`",
    "<style>.a{fill:u\\72l(x.png)}</style>": "a style that loads `x.png`",
    "<style>.a{fill:url/**/(x.png)}</style>": "a style that loads `x.png`",
    "<style><![CDATA[.a{src:url(x.ttf)}]]></style>": "a style that loads `x.ttf`",
}

QUIET = (
    "<g xlink:href='#a' href=''/>",
    "<image href='data:image/png;base64,AAAA'/>",
    "<path fill='url(#a)' style='fill: url(\"#b\")'/>",
    "<style>.online{fill:red}</style>",
    "<text class='onload'>onclick=x &lt;script&gt; https://a.example/</text>",
    "<animate attributeName='opacity' values='0;1'/>",
    "<!-- <script/> -->",
    "<?pipeline keep?>",
)


@pytest.mark.parametrize("inside", ACTIVE)
def test_active(inside: str) -> None:
    drawing = vector.read(f"{HEAD}{inside}</svg>".encode())
    assert [danger.what for danger in drawing.dangers] == [ACTIVE[inside]]
    assert drawing.fault == ""


@pytest.mark.parametrize("inside", QUIET)
def test_quiet(inside: str) -> None:
    drawing = vector.read(f"{HEAD}{inside}</svg>".encode())
    assert (drawing.root, drawing.dangers, drawing.fault) == ("svg", [], "")


def test_a_danger_stands_at_its_name() -> None:
    data = f"{HEAD}é<a title=' href ' href = 'https://a.example/' onclick=''/></svg>".encode()
    places = [data[danger.begin : danger.end] for danger in vector.read(data).dangers]
    assert places == [b"href", b"onclick"]
    assert data[vector.read(data).dangers[0].begin :].startswith(b"href = 'https")


def test_style_sheet_from_outside() -> None:
    (danger,) = vector.read(b'<?xml-stylesheet href="x.css"?><svg/>').dangers
    assert danger.what == "a style sheet from outside"


def test_entities_end_the_reading_at_once() -> None:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    started = time.process_time()
    drawing = vector.read(f'<!DOCTYPE svg [<!ENTITY l0 "ha">{rows}]><svg>&l29;</svg>'.encode())
    assert [danger.what for danger in drawing.dangers] == ["the declaration of an entity, `l0`"]
    assert time.process_time() - started < 1


def test_external_entity_is_never_read() -> None:
    (danger,) = vector.read(b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>').dangers
    assert danger.what == "the declaration of an entity, `x`"


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"<", b"<svg", b"\xff\xfe<", b"<svg>\xff</svg>", b'<?xml version="1.0" encoding="nope"?><svg/>', b"<svg/><svg/>"]
)
def test_what_is_no_xml_has_a_fault(data: bytes) -> None:
    assert vector.read(data).fault


def test_other_encodings_are_read_too() -> None:
    drawing = vector.read('<?xml version="1.0" encoding="utf-16"?><svg><script/></svg>'.encode("utf-16"))
    assert [danger.what for danger in drawing.dangers] == ["the element `<script>`"]
