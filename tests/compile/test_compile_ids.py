"""No id stands twice on a page, whatever an author writes beside headings and footnotes."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.ids import stated
from tests.compile.conftest import Compile, prose

NAMES = st.sampled_from(["sea", "sea-1", "salt", "fn.1", "fnref.1", "fnref.1.2", "page.main", "sea.1"])
PIECES = st.one_of(
    st.builds("<a id={}>x</a> ".format, NAMES),
    st.builds("<a name={}></a>".format, NAMES),
    st.builds("\n\n<div id={}>\n\n".format, NAMES),
    st.builds("\n\n## {}\n\n".format, st.sampled_from(["Sea", "Salt", "Sea 1", "fn.1", "!"])),
    st.sampled_from(
        ["a[^1]", "b[^2] ", "\n\n[^1]: c <b id=sea>d</b>\n\n", "\n\n[^2]: e[^1]\n\n    ## Sea\n\n", "[f](#sea)", '`<a id="sea">`']
    ),
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_id_is_given_once(compile_text: Compile, text: str) -> None:
    made = compile_text(text)
    times = Counter(stated(made.html + "".join(note.html for note in made.notes)))
    assert set(times.values()) <= {1}
    assert made.ids == set(times)
    assert not set(times) & {note.id for note in made.notes}
    placed = {heading.anchor for heading in prose(text).headings} | set(prose(text).anchors)
    assert {name for name in times if not name.startswith("fnref.")} <= placed


def test_ids_of_the_pipeline_s_own_form_are_no_author_s(compile_text: Compile) -> None:
    text = "<a id='fn.1'></a> <a id='fnref.1'></a> <a name='page.main'></a> <a id='sea.1'></a> a[^b]\n\n[^b]: <a id='p.title'></a>c\n"
    assert compile_text(text).ids == {"fnref.1", "sea.1"}
    assert prose(text).anchors == ("sea.1",)


def test_an_author_s_id_counts_once_and_gives_way_to_headings(compile_text: Compile) -> None:
    text = "<a id='sea'>1</a><a id='sea'>2</a> <span id='salt'>3</span>[^b]\n\n## Salt\n\n[^b]: <b id='sea'>4</b>\n\n    ### Salt\n"
    made = compile_text(text)
    assert made.html.startswith('<p><a id="sea">1</a><a>2</a> <span>3</span>')
    assert made.html.endswith('<h2 id="salt">Salt</h2>')
    assert made.notes[0].html == '<p><b>4</b></p><h3 id="salt-1">Salt</h3>'
    assert made.ids == {"sea", "salt", "salt-1", "fnref.1"}


def test_text_that_shows_a_tag_holds_no_id(compile_text: Compile) -> None:
    assert compile_text('`<a id="x">`\n').ids == set()
