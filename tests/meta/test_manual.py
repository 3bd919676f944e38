"""`docs/rules/` is the manual that the code carries: one page a code, generated, never edited."""

from pathlib import Path

import pytest

from pipeline import flow
from pipeline.model.diagnostic import Code

CODES = tuple(flow.codes())
PAGES = Path(__file__).parent.parent.parent / "docs" / "rules"


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_page_is_the_docstring(code: Code, request: pytest.FixtureRequest) -> None:
    same(PAGES / f"{code.code}.md", flow.manual(code), request)


def test_index_lists_every_code(request: pytest.FixtureRequest) -> None:
    rows = [f"| [{code.code}]({code.code}.md) | {code.name} | {code.severity.word} |" for code in CODES]
    head = [
        "# Codes",
        "",
        "Every kind of finding, generated from the code that makes it.",
        "",
        "| code | name | severity |",
        "|---|---|---|",
    ]
    same(PAGES / "README.md", "\n".join([*head, *rows]) + "\n", request)


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {code.code for code in CODES} | {"README"}


def same(page: Path, text: str, request: pytest.FixtureRequest) -> None:
    """Compare a page with what it must say; write it with `--rewrite`."""
    if request.config.getoption("--rewrite"):
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == text
