"""What is said of a file that a page shows changes with that file."""

from pathlib import Path

from pipeline import cache, flow
from tests.conftest import Book

PAGE = '---\ntitle: More\n---\n[Both](../code/knead.py#L1-L2 "include")\n'


def test_a_kept_verdict_falls_with_the_file_it_speaks_of(book: Book, tmp_path: Path) -> None:
    root = book({"content/pages/more.md": PAGE, "content/code/knead.py": "a = 1\nb = 2\n"})
    store = cache.opened(tmp_path)
    assert store is not None
    try:
        assert not flow.judge(root, store=store).diagnostics
        (root / "content/code/knead.py").write_text("a = 1\n", encoding="utf-8")
        assert [finding.code.code for finding in flow.judge(root, store=store).diagnostics] == ["MKD107"]
    finally:
        store.close()


def test_yaml_and_markdown_below_code_are_no_entries(book: Book) -> None:
    page = PAGE.replace("knead.py#L1-L2", "dough.yaml")
    root = book({"content/pages/more.md": page, "content/code/dough.yaml": "flour: 1\n", "content/code/read.md": "# x\n"})
    assert [finding.code.code for finding in flow.check(root).diagnostics if finding.code.code != "IMG405"] == []
