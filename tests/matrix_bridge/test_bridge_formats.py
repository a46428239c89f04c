"""Formatting across the bridge, both ways: what is written here, and what stands there.

From Telegram: its entities, and the HTML that the room shows. To Telegram: the room's HTML, and
the entities that it shows.
"""

from datetime import UTC, datetime

import pytest
from telegram import MessageEntity

from bot.telegram.written import rich
from handlers import words
from handlers.carrying import JOINER, for_room, for_telegram
from handlers.rich import Rich
from handlers.splitting import entities
from matrix_bridge import markup

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"
SAFE = "script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"


def entity(kind, offset, length, url=None):
    return MessageEntity(kind, offset, length, url=url)


def to_room(text, *given):
    """Write in the group; give what the room's event says."""
    said = words.render("en", "classroom.said", {"text": for_room(rich(text, given))}, UTC)
    return markup.write(said)


def to_group(html, body="x"):
    """Say in the room; give what Telegram is told."""
    content = {"body": body}
    if html is not None:
        content |= {"format": "org.matrix.custom.html", "formatted_body": html}
    fields = {"name": "Ben", "text": for_telegram(markup.read(content))}
    said = words.render("en", "bridge.said", fields, UTC)
    found = [(one["type"], one["offset"], one["length"]) for one in entities(said)]
    return said.text, found


# --- From Telegram -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given", "html"),
    [
        ("Hi", [entity("bold", 0, 2)], "<b>Hi</b>"),
        ("Hi", [entity("italic", 0, 2)], "<i>Hi</i>"),
        ("Hi", [entity("underline", 0, 2)], "<u>Hi</u>"),
        ("Hi", [entity("strikethrough", 0, 2)], "<s>Hi</s>"),
        ("Hi", [entity("code", 0, 2)], "<code>Hi</code>"),
        ("Hi", [entity("pre", 0, 2)], "<pre>Hi</pre>"),
        ("Hi", [entity("blockquote", 0, 2)], "<blockquote>Hi</blockquote>"),
        ("Hi", [entity("expandable_blockquote", 0, 2)], "<blockquote>Hi</blockquote>"),
        ("Hi", [entity("text_link", 0, 2, "https://a.b")], '<a href="https://a.b">Hi</a>'),
        ("Hi", [entity("text_link", 0, 2, "http://a.b")], '<a href="http://a.b">Hi</a>'),
        ("Hi", [entity("text_link", 0, 2, "mailto:a@b")], '<a href="mailto:a@b">Hi</a>'),
        ("Hi", [entity("text_link", 0, 2, 'https://a.b/?"x')], '<a href="https://a.b/?&quot;x">Hi</a>'),
        ("Hi you", [entity("bold", 3, 3)], "Hi <b>you</b>"),
        ("Hi you", [entity("bold", 0, 6), entity("italic", 3, 3)], "<b>Hi <i>you</i></b>"),
        ("Hi you", [entity("bold", 0, 4), entity("italic", 3, 3)], "<b>Hi <i>y</i></b><i>ou</i>"),
        ("Hi you", [entity("bold", 0, 2), entity("bold", 3, 3)], "<b>Hi</b> <b>you</b>"),
        ("a\nb", [entity("bold", 0, 3)], "<b>a<br>b</b>"),
        ("😀 Hi", [entity("bold", 3, 2)], "😀 <b>Hi</b>"),
        ("👨‍👩‍👧 Hi", [entity("bold", 9, 2)], "👨‍👩‍👧 <b>Hi</b>"),
        ("é Hi", [entity("bold", 2, 2)], "é <b>Hi</b>"),
        ("<b>Hi</b>", [entity("bold", 3, 2)], "&lt;b&gt;<b>Hi</b>&lt;/b&gt;"),
        ("a & b", [entity("bold", 0, 1)], "<b>a</b> &amp; b"),
        (EVIL, [entity("bold", 0, 1)], "<b>&lt;</b>" + SAFE),
    ],
)  # fmt: skip
def test_telegrams_formatting_is_html_in_the_room(text, given, html):
    said = to_room(text, *given)

    assert said["formatted_body"] == html
    assert said["body"] == text


@pytest.mark.parametrize(
    "text",
    [
        "Hi",
        "<b>Hi</b>",
        "a & b",
        EVIL,
        "a\nb",
        "1 < 2 > 0",
        "&lt;",
        "  two",
        "😀",
        "*stars*",
        "# no",
    ],
)
def test_text_without_formatting_has_no_html(text):
    assert to_room(text) == {"body": text}


@pytest.mark.parametrize(
    "given",
    [
        entity("text_link", 0, 2, "javascript:alert(1)"),
        entity("text_link", 0, 2, "tg://user?id=7"),
        entity("text_link", 0, 2, "data:text/html,x"),
        entity("text_link", 0, 2, "https://matrix.to/#/@eva:school.example"),
        entity("text_link", 0, 2, "HTTPS://MATRIX.TO/#/@eva:school.example"),
        entity("mention", 0, 2),
        entity("text_mention", 0, 2),
        entity("hashtag", 0, 2),
        entity("spoiler", 0, 2),
        entity("custom_emoji", 0, 2),
        entity("bot_command", 0, 2),
    ],
)
def test_what_names_somebody_or_runs_is_plain_in_the_room(given):
    assert to_room("Hi", given) == {"body": "Hi"}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("@room", f"@{JOINER}room"),
        ("hey @ROOM!", f"hey @{JOINER}ROOM!"),
        ("@room @room", f"@{JOINER}room @{JOINER}room"),
        ("@roommate", "@roommate"),
        ("me@rooms.example", "me@rooms.example"),
    ],
)
def test_a_text_from_telegram_calls_nobody_in_the_room(text, body):
    assert to_room(text) == {"body": body}


# --- To Telegram -------------------------------------------------------------------------------


#: Behind "Ben: ".
@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        ("<b>Hi</b>", "Hi", [("bold", 5, 2)]),
        ("<strong>Hi</strong>", "Hi", [("bold", 5, 2)]),
        ("<em>Hi</em>", "Hi", [("italic", 5, 2)]),
        ("<i>Hi</i>", "Hi", [("italic", 5, 2)]),
        ("<u>Hi</u>", "Hi", [("underline", 5, 2)]),
        ("<del>Hi</del>", "Hi", [("strikethrough", 5, 2)]),
        ("<code>Hi</code>", "Hi", [("code", 5, 2)]),
        ("<pre><code>a  b</code></pre>", "a  b", [("pre", 5, 4), ("code", 5, 4)]),
        ("<blockquote>Hi</blockquote>", "Hi", [("blockquote", 5, 2)]),
        ("<h1>Hi</h1>", "Hi", [("bold", 5, 2)]),
        ('<a href="https://a.b">Hi</a>', "Hi", [("text_link", 5, 2)]),
        ("<b>Hi <i>you</i></b>", "Hi you", [("bold", 5, 6), ("italic", 8, 3)]),
        ("a<br>b", "a\nb", []),
        ("<p>a</p><p>b</p>", "a\n\nb", []),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b", []),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b", []),
        ("😀 <b>Hi</b>", "😀 Hi", [("bold", 8, 2)]),
        ("1 &lt; 2", "1 < 2", []),
        ("&lt;b&gt;Hi&lt;/b&gt;", "<b>Hi</b>", []),
        ("<script>alert(1)</script>Hi", "Hi", []),
        ("<style>b {}</style>Hi", "Hi", []),
        ("<mx-reply><b>quoted</b></mx-reply>Hi", "Hi", []),
        ('<span data-mx-color="#f00">Hi</span>', "Hi", []),
        ('<a href="javascript:alert(1)">Hi</a>', "Hi", []),
        ('<a href="https://matrix.to/#/@ana:school.example">Ana</a> Hi', "Ana Hi", []),
        ('<img src="mxc://a/b" alt="fish" onerror="x">', "fish", []),
        ('<a href="tg://user?id=7">Hi</a>', "Hi", []),
    ],
)
def test_the_rooms_html_is_formatting_on_telegram(html, text, kinds):
    found, all_kinds = to_group(html)

    assert (found, all_kinds) == (f"Ben: {text}", [("bold", 0, 3), *kinds])


@pytest.mark.parametrize(
    "text", ["Hi", "<b>Hi</b>", EVIL, "a & b", "_no_ *no*", "[a](b)", "/start"]
)
def test_plain_text_of_the_room_stays_as_it_is(text):
    assert to_group(None, body=text) == (f"Ben: {text}", [("bold", 0, 3)])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@carl_x", f"@{JOINER}carl_x"),
        ("ask @Carl_X.", f"ask @{JOINER}Carl_X."),
        ("(@carl_x)", f"(@{JOINER}carl_x)"),
        ("ana@school.example", "ana@school.example"),
        ("@ab", f"@{JOINER}ab"),
        ("@room", f"@{JOINER}room"),
        ("5 @ 7", "5 @ 7"),
    ],
)
def test_a_text_of_the_room_calls_nobody_on_telegram(text, shown):
    assert to_group(None, body=text)[0] == f"Ben: {shown}"


def test_a_name_cannot_pretend_to_be_formatting():
    said = words.render("en", "bridge.said", {"name": "<i>Ben</i>", "text": Rich("Hi")}, UTC)

    assert said.text == "<i>Ben</i>: Hi"
    assert [(one.kind, one.start, one.end) for one in said.spans] == [("b", 0, 10)]
