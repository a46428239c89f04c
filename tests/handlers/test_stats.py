"""/stats: a month in numbers, the same in words, as a picture and as a table."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import update

from handlers import charts, making, statsfiles, statsview, words
from storage import coordinators, counting, people, statistics
from storage.hiding import ALL
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.handlers.test_next_steps import LONGEST

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
#: How many registered: of Malta few in October.
SEPTEMBERS = {"RO": 6, "DE": 12, "MT": 0}
OCTOBERS = {"RO": 8, "DE": 20, "MT": 3}


@pytest.fixture(params=["telegram", "matrix"])
def ron(request, coordinator):
    """Who coordinates Romania, on each platform in turn."""
    return coordinator("Ron", "RO", platform=request.param)


@pytest.fixture
def css(coordinator):
    return coordinator("Css", "*")


@pytest.fixture
def counted(database, chats):
    """Two months, counted when they were over."""
    numbers = iter(range(10_000))

    def register(db, many, at):
        for country, count in many.items():
            for _ in range(count):
                name = f"Teacher {next(numbers)}"
                makers.teacher(db, name, country, at, standing=Standing.WAITING)

    def count(at):
        while database.write(counting.count_months, at):
            pass

    database.write(register, SEPTEMBERS, NOON - timedelta(days=20))
    count(datetime(2026, 10, 1, 0, 12, tzinfo=UTC))
    database.write(register, OCTOBERS, NOON)
    count(datetime(2026, 11, 1, 0, 12, tzinfo=UTC))
    chats.at = datetime(2026, 11, 3, 12, tzinfo=UTC)


def said(reply, language="en"):
    return words.render(language, reply.key, reply.fields, UTC).text


def commands(reply):
    return [button.command for row in reply.buttons for button in row]


def made(database, reply, language="en"):
    with database.reading() as db:
        found = making.make(db, reply.file, language, UTC)
    return found.finished() if found else None


def test_before_a_month_is_over_it_says_when_the_first_numbers_come(ron, send):
    [reply] = send("/stats", ron[1])
    assert reply.key == "stats.none"
    assert "1 November 2026" in said(reply)
    assert commands(reply) == ["/queue"]


def test_the_first_message_says_what_matters_and_how_it_changed(counted, css, ron, send):
    [reply] = send("/stats DE", css[1])
    lines = said(reply).splitlines()
    assert lines[0] == "Numbers, Germany, October\u00a02026"
    assert "Registered: 20 (+10)" in lines
    assert "Active teachers: 0 (as before)" in lines
    assert "Running projects: 0 (as before)" in lines
    assert len(said(reply)) <= LONGEST
    parts = [one for one in commands(reply) if one.startswith("/stats DE 2026-10 ")]
    assert [one.split()[-1] for one in parts] == [one.name for one in statistics.PARTS]


def test_small_groups_are_not_shown_and_are_in_no_total(counted, css, ron, send):
    [own] = send("/stats", ron[1])
    assert "Registered: 5 (as before)" in said(own)
    [malta] = send("/stats MT", css[1])
    assert "Registered: not shown" in said(malta)
    assert "Fewer than 5 are not shown" in said(malta)
    [whole] = send("/stats *", css[1])
    assert "Registered: 25 (+10)" in said(whole)


def test_two_months_side_by_side_show_no_small_group(database, chats, coordinator, send):
    """Two join: neither the numbers nor their changes tell."""

    def join(db, many, at):
        for number in range(many):
            makers.teacher(db, f"Teacher {at} {number}", "DE", at)
        db.execute(update(people.table).values(active_at=at))

    for many, month in ((13, 9), (2, 10)):
        database.write(join, many, datetime(2026, month, 20, tzinfo=UTC))
        while database.write(counting.count_months, datetime(2026, month + 1, 1, 1, tzinfo=UTC)):
            pass
    chats.at = datetime(2026, 11, 3, 12, tzinfo=UTC)
    css = coordinator("Css", "*")

    file = made(database, send("/statstable *", css[1])[0])
    _, *body = rows(file.content)
    numbers = [int(cell) for row in body for cell in row[2:] if cell.isdigit()]
    texts = [said(send(f"/stats DE 2026-10 {one.name}", css[1])[0]) for one in statistics.PARTS]
    numbers += [int(one) for text in texts for one in re.findall(r": (\d+)", text)]
    assert max(numbers) > 9
    assert not [(a, b) for a in numbers for b in numbers if 0 < abs(a - b) < 5]
    assert not re.findall(r"\([+−][1-4]\)", " ".join(texts))


def test_each_part_is_a_picture_with_the_same_in_words(counted, css, database, send):
    for part in statistics.PARTS:
        [reply] = send(f"/stats DE 2026-10 {part.name}", css[1])
        if reply.file is None:
            assert reply.key == "stats.not_counted"
            continue
        picture = made(database, reply)
        assert picture.mime == "image/png"
        assert picture.name.endswith(", Germany, October 2026.png"), "said where none is seen"
        assert Image.open(io.BytesIO(picture.content)).width == charts.WIDE
        assert said(reply).count("\n") >= 2


def test_the_picture_says_what_the_words_say(counted, database, css, send, monkeypatch):
    drawn = []
    monkeypatch.setattr(charts, "bars", lambda title, bars, **_: drawn.append((title, bars)) or b"")
    for way in statsview.WAYS:
        [reply] = send(f"/stats * 2026-10 registrations {way}", css[1])
        made(database, reply)
        title, bars = drawn[-1]
        lines = said(reply).splitlines()
        assert lines[0] == title
        words_of = [one for one in lines[1:] if ":" in one]
        assert len(words_of) >= len(bars)
        for bar, line in zip(bars, words_of, strict=False):
            assert line.startswith(
                f"{bar.label}: {'not shown' if bar.value is None else bar.value}"
            )


def test_months_follow_one_another(counted, database, css, send):
    [reply] = send("/stats DE 2026-10 registrations months", css[1])
    assert said(reply).splitlines()[1:3] == ["September\u00a02026: 10", "October\u00a02026: 20"]
    [back] = send("/stats DE 2026-10 registrations", css[1])
    assert "/stats DE 2026-09 registrations now" in commands(back)
    assert not [one for one in commands(back) if "2026-11" in one]


def test_countries_are_compared_for_central_support_alone(counted, css, ron, send):
    [reply] = send("/stats * 2026-10 registrations countries", css[1])
    assert said(reply).splitlines()[1] == "Germany: 20"
    assert "Malta" not in said(reply)
    [own] = send("/stats RO 2026-10 registrations", ron[1])
    assert not [one for one in commands(own) if "countries" in one]


@pytest.mark.parametrize(
    "text",
    [
        "/stats DE",
        "/stats *",
        "/stats DE 2026-10 registrations",
        "/stats * 2026-10 registrations countries",
        "/stats Germany",
        "/statstable DE",
        "/statstable *",
    ],
)
def test_another_countrys_button_is_refused(counted, ron, send, text):
    [reply] = send(text, ron[1], kind="press")
    assert reply.key == "stats.not_yours"
    assert reply.file is None
    assert commands(reply) == ["/stats"]


def test_whoever_coordinates_no_more_gets_neither_answer_nor_file(
    counted, css, ron, teacher, database, send
):
    [picture] = send("/stats RO 2026-09 registrations months", ron[1])
    [table] = send("/statstable RO", ron[1])
    assert made(database, picture) is not None
    assert made(database, table) is not None
    remove = coordinators.table.delete().where(coordinators.table.c.person_id == ron[0].id)
    database.write(lambda db: db.execute(remove))
    assert made(database, picture) is None
    assert made(database, table) is None
    [reply] = send("/stats", ron[1])
    assert reply.key == "router.coordinators_only"
    [asked] = send("/stats", teacher("Tea")[1])
    assert asked.key == "router.coordinators_only"


def rows(content, delimiter=","):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def test_the_table_has_every_number_that_is_shown(counted, css, ron, database, send):
    [reply] = send("/statstable *", css[1])
    file = made(database, reply)
    assert (file.name, file.mime) == ("etwinning-statistics.csv", "text/csv")
    assert file.content.startswith(b"\xef\xbb\xbf")
    head, *body = rows(file.content)
    found = {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in body}
    assert found["2026-10", "all countries"]["Registered"] == "25"
    assert found["2026-10", "Germany"]["Registered"] == "20"
    assert found["2026-10", "Malta"]["Registered"] == "not shown"
    assert found["2026-10", "Romania"]["Registered"] == "5"
    assert found["2026-09", "Malta"]["Registered"] == "0"
    own = rows(made(database, send("/statstable RO", ron[1])[0]).content)
    assert {row[1] for row in own[1:]} == {"Romania"}


def test_french_has_its_own_names_and_columns(counted, css, database, send):
    [reply] = send("/stats DE", css[1])
    assert "Chiffres, Allemagne, octobre\u00a02026" in said(reply, "fr")
    assert "Inscrits\u00a0: 20 (+10)" in said(reply, "fr")
    [table] = send("/statstable *", css[1])
    head, *_ = rows(made(database, table, "fr").content, ";")
    assert head[:3] == ["Mois", "Pays", "Inscrits"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_no_text_of_the_table_is_a_formula(cell):
    [[read]] = rows(statsfiles.written([[cell]], "en"))
    assert read == f"'{cell}"
    [[number]] = rows(statsfiles.written([[-5]], "en"))
    assert number == "-5"


def test_a_country_is_found_by_its_name(counted, css, ron, send):
    [found] = send("/stats germany", css[1])
    assert said(found).startswith("Numbers, Germany, October\u00a02026")
    [unknown] = send("/stats Atlantis", css[1])
    assert unknown.key == "stats.unknown"
    [others] = send("/statscountries", css[1])
    assert commands(others)[0] == "/stats *"
    [own] = send("/statscountries", ron[1])
    assert commands(own) == ["/stats RO"]


def test_a_month_that_was_not_counted_shows_the_newest(counted, css, send):
    for month in ("2026-11", "1999-01", "2026-13"):
        [reply] = send(f"/stats DE {month}", css[1])
        assert reply.key in {"stats.month", "stats.unknown"}


def test_nobody_is_named_and_no_pupil_is_counted(counted, css, database, send):
    names = [f"Teacher {number}" for number in range(60)]
    texts = [said(send("/stats *", css[1])[0])]
    texts += [said(send(f"/stats * 2026-10 {one.name}", css[1])[0]) for one in statistics.PARTS]
    texts.append(made(database, send("/statstable *", css[1])[0]).content.decode())
    assert not [name for name in names for text in texts if f"{name}\n" in text]
    measured = {one for part in statistics.PARTS for one in part.measures}
    assert not [one for one in measured if "pupil" in one]


def test_longest_part_fits_under_a_picture(database, css, send):
    """Telegram lets 1,024 signs stand under a picture."""
    measures = [one for part in statistics.PARTS for one in part.measures]

    def work(db):
        for month in (SEPTEMBER, OCTOBER):
            codes = [ALL, *statistics_codes()]
            counts = {(code, one): 123_456 for code in codes for one in measures}
            statistics.save(db, month, counts)

    database.write(work)
    for part in statistics.PARTS:
        for way in statsview.WAYS:
            [reply] = send(f"/stats * 2026-10 {part.name} {way}", css[1])
            for language in words.languages():
                assert len(said(reply, language)) <= 1024


def statistics_codes():
    from storage.countries import all_countries

    return [one.code for one in all_countries()]
