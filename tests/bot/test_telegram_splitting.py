"""Long texts in parts, and formatting as Telegram counts it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.telegram.sending import TelegramPlatform
from handlers.platform import Choice, Outgoing
from handlers.rich import KINDS, Rich, Span
from handlers.splitting import MOST_UNITS, entities, offsets, parts, units

PIECES = st.sampled_from(
    [
        "a",
        "word ",
        "\n",
        "\n\n",
        " ",
        "é",
        "e\u0301",
        "𝄞",
        "👩‍🏫",
        "🇷🇴",
        "👍🏽",
        "ש",
        "x" * 500,
        "p " * 300,
    ]
)


@st.composite
def rich_texts(draw):
    text = "".join(draw(st.lists(PIECES, min_size=1, max_size=40))) * draw(st.integers(1, 8))
    places = st.integers(0, len(text))
    spans = []
    for kind in draw(st.lists(st.sampled_from(sorted(KINDS)), max_size=8)):
        start, end = sorted((draw(places), draw(places)))
        if start < end:
            spans.append(Span(start, end, kind, "https://x.example" if kind == "a" else ""))
    return Rich(text, tuple(spans))


@settings(deadline=None, max_examples=200)
@given(rich_texts())
@example(Rich("𝄞" * 5000))
@example(Rich("e\u0301" * 5000))
def test_parts_are_the_whole_text_with_all_its_formatting_and_fit(rich):
    cut = parts(rich)

    assert "".join(part.text for part in cut) == rich.text
    assert all(units(part.text) <= MOST_UNITS for part in cut)
    assert formatted(cut) == formatted([rich])


def formatted(texts):
    """Say of each character which formatting it has."""
    marks, start = [], 0
    for text in texts:
        own = [set() for _ in text.text]
        for span in text.spans:
            for index in range(span.start, span.end):
                own[index].add((span.kind, span.url))
        marks += own
        start += len(text.text)
    return marks


@settings(deadline=None)
@given(rich_texts())
def test_entities_are_nested_whole_signs_and_cover_what_the_spans_do(rich):
    found = entities(rich)

    at = {unit: index for index, unit in enumerate(offsets(rich.text))}
    spans = [(at[one["offset"]], at[one["offset"] + one["length"]]) for one in found]
    for start, end in spans:
        for other_start, other_end in spans:
            assert not start < other_start < end < other_end
    covered = {index for start, end in spans for index in range(start, end)}
    assert covered == {i for span in rich.spans for i in range(span.start, span.end)}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a" * 3000 + "\n\n" + "b" * 3000, "a" * 3000 + "\n\n"),
        ("a" * 3000 + "\n" + "b" * 3000, "a" * 3000 + "\n"),
        ("a" * 3000 + " " + "b" * 3000, "a" * 3000 + " "),
        ("a" * 3000 + "\n\n" + "b" * 900 + " " + "c" * 3000, "a" * 3000 + "\n\n"),
        ("x" * 4095 + "👩‍🏫" * 3, "x" * 4095),
        ("x" * 4095 + "e\u0301" + "y" * 9, "x" * 4095),
        ("x" * 4094 + "🇷🇴🇷🇴" + "y" * 9, "x" * 4094),
    ],
    ids=["paragraph", "line", "word", "paragraph before word", "emoji", "accent", "flag"],
)
def test_the_cut_is_where_a_reader_would_pause(text, first):
    assert parts(Rich(text))[0].text == first


def test_the_cut_leaves_a_link_whole_where_it_can():
    text = "a" * 2500 + "\n" + "b" * 1000 + " " + "linked words " * 100

    [first, second] = parts(Rich(text, (Span(3000, 4500, "a", "https://x.example"),)))

    assert first.text == "a" * 2500 + "\n"
    assert second.spans == (Span(499, 1999, "a", "https://x.example"),)


def test_a_part_of_blanks_only_is_left_out_and_buttons_stand_under_the_last():
    rows = ((Choice("Help", "/help"),),)
    message = Outgoing("1", Rich("a" * 4000 + "\n" * 9000 + "b"), rows)

    cut = TelegramPlatform(None).split(message)

    assert [part.text.text.strip() for part in cut] == ["a" * 4000, "b"]
    assert [part.choices for part in cut] == [(), rows]


def test_a_short_message_is_one_part_as_it_is():
    message = Outgoing("1", Rich("hello"))

    assert TelegramPlatform(None).split(message) == [message]


def test_a_link_that_no_browser_should_follow_stays_text():
    spans = (Span(0, 5, "a", "javascript:alert(1)"), Span(0, 5, "b"))

    assert entities(Rich("hello", spans)) == [{"type": "bold", "offset": 0, "length": 5}]


async def test_formatting_arrives_as_it_was_meant_whatever_people_typed(stage):
    ana = stage.person()
    typed = "👩‍🏫 <b>not bold</b> & [x](y) *z* `q`"
    spans = (Span(0, len(typed), "i"), Span(4, 8, "code"), Span(6, 20, "b"))
    stage.post(ana, Rich(typed, spans))

    stage.deliver()
    await stage.settled()

    [message] = [one for one in ana.messages if one.from_bot]
    assert message.text == typed
    kinds = {one["type"] for one in message.entities}
    assert {"italic", "code", "bold"} <= kinds


async def test_telegram_takes_every_part_of_a_text_in_which_formatting_crosses(stage):
    ana = stage.person()
    text = "word 👍🏽 " * 1500
    spans = tuple(
        Span(start, start + 700, kind)
        for start, kind in zip(range(0, 9000, 500), "biusbiusbiusbiusbi", strict=True)
    )
    stage.post(ana, Rich(text, spans))

    stage.deliver()
    await stage.settled()

    said = "".join(one.text + " " for one in ana.messages if one.from_bot)
    assert said == text
