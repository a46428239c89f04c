"""Matrix's HTML and ours: what a client shows is what we read, and what we write nests well."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.rich import Rich, Span, to_html
from matrix_bridge.markup import answered, read, write


def formatted(html, **content):
    return {"body": "body", "format": "org.matrix.custom.html", "formatted_body": html} | content


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p>\n<p>two</p>\n", "one\n\ntwo"),
        ("one<br>two<br />three", "one\ntwo\nthree"),
        ("<ol>\n<li>Approve</li>\n<li>Ask</li>\n</ol>\n", "1. Approve\n2. Ask"),
        ('<ol start="2"><li></li></ol>', "2."),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>d", "• a\n• b\n• c\n\nd"),
        ("<pre><code>x\n  y\n</code></pre>z", "x\n  y\nz"),
        ("5 &lt; 6  &amp; 7", "5 < 6 & 7"),
        ("Hello. <p>New</p>", "Hello.\n\nNew"),
        ("<mx-reply><blockquote>old</blockquote></mx-reply>new", "new"),
        ('<img src="mxc://x/y" alt=":owl:"> hoots', ":owl: hoots"),
        ("<script>alert(1)</script>safe", "safe"),
        ("<mx-reply>only old</mx-reply>", "body"),
        ("<![foo[x]]>", "body"),
        ("<p>a</p><![foo[x]]>", "body"),
        (f'<ol start="{"9" * 5000}"><li>a</li></ol>', "1. a"),
        ('<ol start="²"><li>a</li></ol>', "1. a"),
        ("AT&T", "AT&T"),
        ("one<br>5 < 6 &amp; <b never closed", "one\n5 < 6 & <b never closed"),
        ("<!--" * 3, "<!--" * 3),
        ("<i></i>" * 1001, "body"),
    ],
)
def test_text_is_read_as_it_is_shown(html, text):
    assert read(formatted(html)).text == text


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ("a <strong>b</strong>", (Span(2, 3, "b"),)),
        ("<em>a</em><del>b</del><u>c</u>", (Span(0, 1, "i"), Span(1, 2, "s"), Span(2, 3, "u"))),
        ("<h2>a</h2>", (Span(0, 1, "b"),)),
        (
            '<a href="https://x.example/?a=1&amp;b">a</a>',
            (Span(0, 1, "a", "https://x.example/?a=1&b"),),
        ),
        ('<a href="https://matrix.to/#/@a:b">Ana</a>', ()),
        ('<a href="javascript:alert(1)">a</a>', ()),
        ("<b>never closed", ()),
        ("never opened</b>", ()),
        ("<pre>a</pre>", (Span(0, 1, "pre"),)),
        (
            '<a href="https://x/1">a<a href="https://x/2">b</a></a>',
            (
                Span(0, 1, "a", "https://x/1"),
                Span(1, 2, "a", "https://x/2"),
            ),
        ),
        (f'<a href="https://x/{"y" * 1000}">a</a>', ()),
    ],
)
def test_formatting_is_read(html, spans):
    assert read(formatted(html)).spans == spans


def test_message_without_html_is_its_body():
    assert read({"body": "5 < 6\n*x*"}) == Rich("5 < 6\n*x*")
    assert read({"body": "a", "format": "other", "formatted_body": "<b>b</b>"}) == Rich("a")
    assert read({"body": 5}) == Rich("")


#: What hostile and broken HTML is made of.
PIECES = (
    "<", ">", "</", "<a", "<a b='", '<a href="https://x/', "<ol start=9", "<li>", "<!--", "-->",
    "<![", "<![CDATA[", "]]>", "<!x", "<?", "&", "&#", "&#xD800;", "9" * 5000, "<b>", "</b>", "<p>",
    "<pre>", "</i>", "<script>", "</title", "<mx-reply>", '"', "'", "=", " ", "\n", "x", "\0", "é",
)  # fmt: skip


@example("<![é]>")  # the parser asserts otherwise
@example("&#" + "9" * 5000)  # Python makes no number of so many digits
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_whatever_somebody_posts_is_read_and_shown(html):
    rich = read(formatted(html))

    assert rich.text
    assert all(0 <= span.start < span.end <= len(rich.text) for span in rich.spans)
    assert to_html(rich)


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 20000,
        "<a b='" * 10000,
        "<!--" * 15000,
        "<b>x" * 8000 + "</b>" * 8000,
        "<b>x" * 1990,
        "<b>x" * 900 + "</b>x" * 900,
        "x" + "<br>" * 900 + "<p>" * 1000,
        "<b>x" * 199 + f'<a href="https://{"x" * 900}">' + "x</b>" * 200,
        "<a" + " b" * 30000,
    ],
    ids=lambda html: html[:8],
)
def test_no_message_takes_long_or_becomes_big(html):
    begun = time.process_time()

    shown = to_html(read(formatted(html)))

    assert time.process_time() - begun < 0.2
    assert len(shown) < 300_000


def test_reply_is_read_without_the_quotation():
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$1"}}}

    assert read({"body": "> <@ana:x> old\n> older\n\nnew\n> mine"} | reply).text == "new\n> mine"
    assert read({"body": "> quoted by hand\nnew"} | reply).text == "> quoted by hand\nnew"
    assert read({"body": "> <@ana:x> not a reply"}).text == "> <@ana:x> not a reply"
    assert answered({"body": "new"} | reply) == "$1"


@pytest.mark.parametrize(
    "relation",
    [
        None,
        [],
        {"m.in_reply_to": None},
        {"m.in_reply_to": {"event_id": 5}},
        {"rel_type": "m.thread", "is_falling_back": True, "m.in_reply_to": {"event_id": "$1"}},
    ],
)
def test_message_that_answers_none_says_so(relation):
    assert answered({"m.relates_to": relation}) == ""


def test_overlapping_formatting_is_written_well_nested():
    written = write(Rich("abcd", (Span(0, 3, "b"), Span(1, 4, "i"))))

    assert written["formatted_body"] == "<b>a<i>bc</i></b><i>d</i>"
    assert written["body"] == "abcd"


def test_what_people_typed_is_escaped_and_lines_end():
    written = write(Rich("<x>&\ny", (Span(4, 6, "a", 'https://x/?"'),)))

    assert written["formatted_body"] == '&lt;x&gt;&amp;<a href="https://x/?&quot;"><br>y</a>'


def test_text_without_formatting_carries_no_html():
    assert write(Rich("a\n<b>")) == {"body": "a\n<b>"}


@given(
    st.text(st.sampled_from("ab <>&"), min_size=1, max_size=12).map(str.strip).filter(bool),
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from("bisu")), max_size=5
    ),
)
def test_whatever_is_written_reads_the_same(text, marks):
    text = " ".join(text.split())
    spans = {Span(a, min(b, len(text)), kind) for a, b, kind in marks if a < min(b, len(text))}

    back = read({"format": "org.matrix.custom.html"} | write(Rich(text, tuple(spans))))

    assert back.text == text
    assert covered(back.spans) == covered(spans)


def covered(spans):
    return {(place, span.kind) for span in spans for place in range(span.start, span.end)}
