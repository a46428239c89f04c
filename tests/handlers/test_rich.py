"""Formatting between our markup, people's text and HTML."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.rich import Rich, Span, from_html, to_html

TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@st.composite
def formatted(draw):
    text = draw(TEXT)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from("bius")), max_size=5))
    return Rich(text, tuple(Span(min(a, b), max(a, b), kind) for a, b, kind in spans if a != b))


def covered(rich):
    """Say of each character in which kinds of formatting it stands."""
    return [
        {span.kind for span in rich.spans if span.start <= index < span.end}
        for index in range(len(rich.text))
    ]


@given(formatted())
def test_html_says_the_same_however_spans_overlap(rich):
    again = from_html(to_html(rich))

    assert (again.text, covered(again)) == (rich.text, covered(rich))


@given(TEXT)
def test_what_people_typed_is_text_and_never_markup(text):
    assert from_html(to_html(Rich(text))) == Rich(text)


def test_tags_are_well_nested():
    rich = Rich("abc", (Span(0, 2, "b"), Span(1, 3, "i")))

    assert to_html(rich) == "<b>a<i>b</i></b><i>c</i>"


def test_a_part_keeps_the_formatting_that_covers_it():
    rich = Rich("abcdef", (Span(1, 5, "b"),))

    assert rich.part(2, 6) == Rich("cdef", (Span(0, 3, "b"),))


def test_a_links_address_is_escaped():
    rich = Rich("x", (Span(0, 1, "a", 'https://x/?a="&b'),))

    assert to_html(rich) == '<a href="https://x/?a=&quot;&amp;b">x</a>'
    assert from_html(to_html(rich)) == rich
