"""Telegram's HTML and entities, rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.entities import MAX_TEXT, formatted
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.markup import parse_html
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.texts import found_entities, utf16_length


def sent(text, **params):
    return formatted(Params({"text": text, **params}), "text", "entities", MAX_TEXT)


def spans(entities):
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i> <em>b</em>", "a b", [("italic", 0, 1), ("italic", 2, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
        ),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("🙂<B>🙂</B>", "🙂🙂", [("bold", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("italic", 1, 1), ("bold", 0, 2)]),
        ("a &lt; b &amp;&gt;&quot; &#65;&#x42;", 'a < b &>" AB', []),
        ("&nbsp; &copy &#0;", "&nbsp; &copy &#0;", []),
        ("<b></b>x", "x", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<a href="nonsense">a</a>', "a", []),
        ('<a href="http://localhost/x">a</a>', "a", []),
        ('<a href="tg://user?id=7">a</a>', "a", [("text_link", 0, 1)]),
        ("<a href=example.org>a</a>", "a", [("text_link", 0, 1)]),
        ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
        ('<tg-emoji emoji-id="5">a</tg-emoji>', "a", [("custom_emoji", 0, 1)]),
        ("<tg-emoji>a</tg-emoji>", "a", []),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(source, text, expected):
    parsed, entities = parse_html(source)

    assert (parsed, spans(entities)) == (text, expected)


def test_link_keeps_its_address():
    _, entities = parse_html('<a href="https://example.org/?a=1&amp;b=2">x</a>')

    assert entities[0]["url"] == "https://example.org/?a=1&b=2"


def test_code_in_pre_is_one_entity_with_a_language():
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')

    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("Anna <3", "Unclosed start tag at byte offset 5"),
        ("Anna <3 >", 'Unsupported start tag "3" at byte offset 5'),
        ("ä <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=ü>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused(source, complaint):
    with pytest.raises(ApiError) as refusal:
        parse_html(source)

    assert refusal.value.code == 400
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text(alphabet="<>/ab&; \"='ñ🙂", max_size=30))
def test_any_html_is_parsed_or_refused_with_sound_entities(source):
    try:
        text, entities = sent(source, parse_mode="HTML")
    except ApiError:
        return

    size = utf16_length(text)
    assert all(0 <= each["offset"] < each["offset"] + each["length"] <= size for each in entities)


@pytest.mark.parametrize(
    ("entity", "complaint"),
    [
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end of the text"),
        ({"type": "bold", "offset": 1, "length": 2}, "begins in a middle of a UTF-16 symbol"),
        ({"type": "bold", "offset": 0, "length": 1}, "ends in a middle of a UTF-16 symbol"),
        ({"type": "bold", "offset": -1, "length": 1}, "incorrect offset"),
        ({"type": "bald", "offset": 0, "length": 2}, "Unsupported type specified"),
        ({"type": "bold", "offset": 0}, 'Can\'t find field "length"'),
        ({"type": "bold", "offset": "a", "length": 1}, 'field "offset" must be of type Number'),
        ({"type": "text_link", "offset": 0, "length": 2}, 'Can\'t find field "url"'),
        ("bold", "expected an Object"),
    ],
)
def test_wrong_entities_are_refused(entity, complaint):
    with pytest.raises(ApiError, match=complaint):
        sent("🙂 Anna", entities=[entity])


def test_entities_keep_their_fields():
    given_ones = [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"},
        {"type": "text_link", "offset": 2, "length": 1, "url": "https://a.eu"},
    ]

    _, entities = sent("a b", entities=given_ones)

    assert entities == given_ones


def test_crossing_entities_are_refused():
    crossing = [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "italic", "offset": 2, "length": 3},
    ]

    with pytest.raises(ApiError, match="crosses another one"):
        sent("abcdef", entities=crossing)


def test_code_takes_no_other_formatting():
    _, entities = sent("<b>a<code>b</code>c</b>", parse_mode="HTML")

    assert spans(entities) == [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]


def test_code_leaves_formatting_elsewhere_alone():
    _, entities = sent("<b>a</b> <code>b</code>", parse_mode="HTML")

    assert spans(entities) == [("bold", 0, 1), ("code", 2, 1)]


def test_touching_plain_formatting_is_joined():
    _, entities = sent("<b>a</b><b>b</b>", parse_mode="HTML")

    assert spans(entities) == [("bold", 0, 2)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("  x \n", "x", []),
        ("  <b>x </b> ", "x", [("bold", 0, 1)]),
        ("<b> x</b>", " x", [("bold", 0, 2)]),
        ("a\tb\rc", "a bc", []),
    ],
)
def test_whitespace_is_trimmed(source, text, expected):
    parsed, entities = sent(source, parse_mode="HTML")

    assert (parsed, spans(entities)) == (text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/help me", [("bot_command", 0, 5)]),
        ("🙂 /help@our_bot", [("bot_command", 3, 13)]),
        ("a/b", []),
        ("</b> 1/2", []),
        ("ask @anna_i #etwinning", [("mention", 4, 7), ("hashtag", 12, 10)]),
        ("#123", []),
        ("see https://example.org/a_b?c=d.", [("url", 4, 27)]),
        ("mail anna@example.org", [("email", 5, 16)]),
        ("example.eu, really", [("url", 0, 10)]),
    ],
)
def test_telegram_finds_commands_and_addresses_by_itself(text, expected):
    assert spans(found_entities(text)) == expected


def test_nothing_is_found_inside_code():
    _, entities = sent("<code>/help</code> /help", parse_mode="HTML")

    assert spans(entities) == [("code", 0, 5), ("bot_command", 6, 5)]


def test_length_counts_after_parsing_and_in_utf16():
    text, _ = sent("<b>" + "🙂" * 2048 + "</b>", parse_mode="HTML")
    assert utf16_length(text) == 4096

    with pytest.raises(ApiError, match="message is too long"):
        sent("🙂" * 2048 + "x")
