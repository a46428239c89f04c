"""The texts: each there where the code says it, well written, and safe whatever people type."""

import itertools
import re
from datetime import UTC

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from hypothesis import given, settings
from hypothesis import strategies as st

import handlers.commands  # noqa: F401 - registers every command
from handlers import desklog, mypage, words
from handlers.commands.proof import HEAD_ROLES
from handlers.commands.register import ROLES
from handlers.commands.start import TOPICS
from handlers.conversation import COMMANDS, LICENCES, ROOM_COMMANDS, Code, Listing, Name, Words
from handlers.rich import Rich, Span
from storage import audiences, labels, notices, statistics
from storage.heartbeats import Rhythm
from storage.notices import Way
from storage.projects import State
from storage.schools import KINDS
from storage.seminars import Kind
from storage.subjects import SUBJECTS
from tests import fluent_files
from tests.handlers import keys_in_code

ENGLISH = fluent_files.messages("en")
GROUPS = {key.split(".")[0] for key in ENGLISH}
#: The codes of every kind of name that our own texts say; CLDR says countries, languages, months.
CODES = {
    "subject": SUBJECTS,
    "role": (*ROLES, "coordinator"),
    "projectstate": tuple(State),
    "rhythm": tuple(Rhythm),
    "labelpoint": labels.POINTS,
    "schoolkind": KINDS,
    "seminarkind": tuple(Kind),
    "topic": tuple(TOPICS),
    "notice": (*notices.KINDS, *notices.REMINDERS),
    "noticeway": tuple(Way),
    "headrole": HEAD_ROLES,
    "licence": LICENCES,
    "measure": tuple(one for part in statistics.PARTS for one in part.measures),
    "statspart": tuple(part.name for part in statistics.PARTS),
    "part": audiences.PARTS,
    "held": tuple(code for codes in mypage.SECTIONS.values() for code in codes),
    "heldsection": tuple(mypage.SECTIONS),
    "logkind": tuple(desklog.kinds()),
}
NAMES = {f"{kind}.{code}" for kind, codes in CODES.items() for code in codes}
HELP = {f"help.{one.name}" for one in COMMANDS.values() if one.is_listed} | {
    f"room_help.{one.name}" for one in ROOM_COMMANDS.values() if one.is_listed
}
#: None, one, and numbers that some languages count in different ways.
NUMBERS = (0, 1, 2, 5, 21)

every_language = pytest.mark.parametrize("language", words.languages())


# --- Each text is there, is used, and gets its fields -------------------------------------------


def test_every_text_that_the_code_says_is_in_english():
    missing = [
        f"{use.key} ({use.where})"
        for use in keys_in_code.uses()
        if (use.is_sure or use.key.split(".")[0] in GROUPS) and use.key not in ENGLISH
    ]

    assert not missing, "en.ftl lacks: " + ", ".join(missing)


def test_every_name_and_every_listed_command_has_its_text():
    missing = sorted((NAMES | HELP) - ENGLISH.keys())

    assert not missing, "en.ftl lacks: " + ", ".join(missing)


def test_every_kind_of_name_is_known_to_these_tests():
    assert keys_in_code.kinds() == CODES.keys() | {"country", "language", "month"}


def test_keys_are_written_whole_so_that_they_can_be_found():
    assert keys_in_code.assembled() <= {"help.", "room_help."}


def test_no_text_is_left_over():
    said = {use.key for use in keys_in_code.uses()} | NAMES | HELP

    unused = [
        key
        for key, message in ENGLISH.items()
        if key not in said and not fluent_files.is_alias(message)
    ]

    assert not unused, "nothing says: " + ", ".join(unused)


def test_every_text_is_given_the_fields_that_it_uses():
    wanting = [
        f"{use.key} wants {sorted(lacks)} ({use.where})"
        for use in keys_in_code.uses()
        if use.fields is not None and use.key in ENGLISH
        if (lacks := fluent_files.fields(ENGLISH[use.key]) - use.fields)
    ]

    assert not wanting, "; ".join(wanting)


# --- Each text is well written ------------------------------------------------------------------


def filled(language):
    """List every text of a language with made-up fields, in each of its plural forms."""
    for key, message in fluent_files.messages(language).items():
        counts = sorted(fluent_files.numbers(message))
        others = dict.fromkeys(fluent_files.fields(message), "x")
        for numbers in itertools.product(NUMBERS, repeat=len(counts)):
            yield key, {**others, **dict(zip(counts, numbers, strict=True))}


def renderings(language):
    """Put every text of a language into words, in each of its plural forms."""
    for key, fields in filled(language):
        yield key, words.render(language, key, fields, UTC).text


@every_language
def test_language_file_is_understood_as_a_whole_and_says_nothing_twice(language):
    entries = fluent_files.entries(language)
    junk = [entry.content for entry in entries if isinstance(entry, ast.Junk)]
    names = [entry.id.name for entry in entries if isinstance(entry, ast.Message)]

    assert not junk
    assert sorted(names) == sorted(set(names))


@every_language
def test_every_text_can_be_put_into_words(language):
    bundle = FluentBundle([language])
    bundle.add_resource(FluentResource(fluent_files.written(language)))

    broken = {}
    for key, fields in filled(language):
        message = bundle.get_message(key.replace(".", "-"))
        text, errors = bundle.format_pattern(message.value, fields)
        if errors or not text.strip():
            broken[key] = errors

    assert not broken


@every_language
def test_texts_are_neat(language):
    slips = re.compile(r"  |^[ \t]|[ \t]$|\A\s|\s\Z| [,.;:!?)]|\( |\.\.|['\"]", re.MULTILINE)

    assert [text for _, text in renderings(language) if slips.search(text)] == []


def test_french_signs_stand_behind_spaces_that_do_not_break():
    slips = re.compile(r"(?<![\u00a0\u202f])(?:[;!?»]|:(?!\w|//))|«(?!\u00a0)")

    found = [text for _, text in renderings("fr") if slips.search(text)]
    assert not found, f"wanted: U+202F before ; ? ! and U+00A0 before : » and behind « in {found}"


@every_language
def test_telegram_takes_what_it_shows_of_the_bot(language):
    # Source: https://core.telegram.org/bots/api#setmydescription and #botcommand
    most = dict.fromkeys(HELP, 256) | {"bot.description": 512, "bot.short_description": 120}

    assert [key for key, text in renderings(language) if len(text) > most.get(key, 4096)] == []


# --- What people type stays what they typed -----------------------------------------------------


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_people_type_is_shown_as_typed(typed):
    shown = words.render("en", "contacts.message", {"name": "Ana", "text": typed}, UTC)

    said = shown.text.removeprefix("Ana:\n")
    assert said in (typed, f"\u2068{typed}\u2069")
    assert shown.spans == (Span(0, 3, "b"),)


@pytest.mark.parametrize("typed", ["<b>x", "</b>", "a & b", "&amp;", "<code>/a</code>", "{ $x }"])
def test_typed_markup_is_no_markup(typed):
    shown = words.render("en", "contacts.message", {"name": typed, "text": "Hi"}, UTC)

    assert shown == Rich(f"{typed}:\nHi", (Span(0, len(typed), "b"),))
    assert words.plain("en", Words("contacts.write", {"name": typed})) == f"Write to {typed}"


def test_formatting_that_people_gave_is_kept():
    typed = Rich("a <b> c", (Span(2, 5, "i"),))

    shown = words.render("en", "classroom.said", {"text": typed}, UTC)

    assert shown == typed


@pytest.mark.parametrize("name", ["محمد", "שרה", "Ana محمد"])
def test_name_that_runs_against_the_sentence_is_fenced_off(name):
    shown = words.render("en", "start.hello", {"name": name}, UTC)

    assert shown.text.startswith(f"Hello \u2068{name}\u2069.")


@pytest.mark.parametrize("name", ["Ana", "Zoë Müller", "Ελένη", "Иван", "O’Neill"])
def test_name_that_runs_with_the_sentence_is_not_fenced_off(name):
    shown = words.render("en", "start.hello", {"name": name}, UTC)

    assert shown.text.startswith(f"Hello {name}.")


def test_direction_is_that_of_the_reader():
    assert words.plain("ar", "محمد") == "محمد"
    assert words.plain("ar", "Zoë") == "\u2068Zoë\u2069"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "value",
    [
        Code("/claim 7KQM3FHT"),
        Code("محمد"),
        "/claim 7KQM3FHT",
        "https://etwin.example/open/7KQM3FHT",
        "7KQM-3FHT9X",
    ],
)
def test_what_is_copied_holds_no_hidden_signs(language, value):
    shown = words.plain(language, value)

    assert shown == getattr(value, "text", value)


# --- Numbers, lists and names -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "key", "count", "said"),
    [
        ("en", "pupils.added", 1, "One pupil added."),
        ("en", "pupils.added", 3, "3 pupils added."),
        ("fr", "pupils.added", 1, "Un élève ajouté."),
        ("fr", "pupils.added", 3, "3 élèves ajoutés."),
    ],
)
def test_texts_count(language, key, count, said):
    assert words.render(language, key, {"count": count}, UTC).text == said


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("status.waiting", "days"),
        ("queue.aged", "days"),
        ("claim.done", "count"),
        ("contacts.none", "asked"),
        ("partners.because_active", "days"),
    ],
)
@every_language
def test_none_is_not_said_as_one(language, key, field):
    # In French, for one, the plural rules count none as one.
    others = dict.fromkeys(fluent_files.fields(ENGLISH[key]), "x")

    none, one = (words.html(language, key, {**others, field: n}, UTC) for n in (0, 1))

    assert none != one


def test_lists_and_names_are_said_in_the_reader_s_language():
    value = Listing((Name("subject", "art"), Name("language", "fr"), Name("country", "RO")))

    assert words.plain("fr", value) == "Arts plastiques, français et Roumanie"
