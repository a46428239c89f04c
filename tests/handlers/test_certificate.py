"""The certificate of attendance, whatever script the name is written in. Rule SEM-4."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers import certificate, making, paper
from handlers.conversation import Recipe
from storage import attendance, people, seminars
from tests.conftest import NOON
from tests.handlers.seminars import START

END = START + timedelta(hours=1)
BRUSSELS = ZoneInfo("Europe/Brussels")
NAMES = (
    "Zoë Åström-Müller",
    "Ελένη Παπαδοπούλου",
    "Любомир Ћирковић",
    "თამარ ბერიძე",
    "Անահիտ Հակոբյան",
    "محمد عبد الرحمن",
    "Ana محمد",
    "Maria da Conceição de Albuquerque e Vasconcelos-Montenegro de Sousa",
)


@pytest.fixture
def certified(database, robots, teacher):
    """Give somebody a certificate; make its file."""

    def make(name="Ana", language="en", **values):
        person, _ = teacher(f"T{name}")

        def work(db):
            db.execute(people.table.update().values(name=name))
            known = {"name": name, "code": "ABCDE23456", "site": "https://etwin.example"}
            attendance.add(db, robots.id, person.id, **known, at=END)
            if values:
                seminars.change(db, robots, NOON, **values)
            wanted = Recipe("certificate", (robots.id, person.id))
            return making.make(db, wanted, language, BRUSSELS)

        return database.write(work)

    return make


@pytest.mark.parametrize("name", NAMES)
def test_a_certificate_is_one_page_in_every_script_without_a_missing_letter(certified, name):
    made = certified(name)

    assert (made.name, made.mime) == ("etwinning-certificate.pdf", "application/pdf")
    assert made.content.startswith(b"%PDF-")
    assert made.content.count(b"/Type /Page\n") == 1
    face = paper.able("DejaVuSerif", "", name)
    assert {ord(sign) for sign in name} <= paper.letters(face, "")


def test_arabic_is_set_from_right_to_left_and_joined():
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(paper.font("DejaVuSans", "").read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str("محمد")
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    shaped = [font.glyph_to_string(info.codepoint) for info in buffer.glyph_infos]
    pdf = certificate._paper(_seminar(), _attended("محمد"))
    pdf.set_font("DejaVuSans", "", 30)

    width = pdf.get_string_width("محمد")
    alone = sum(pdf.get_string_width(sign) for sign in "محمد")

    assert buffer.direction == "rtl"
    assert len(shaped) == 4
    assert width < alone  # joined letters are narrower than the same ones alone


def _seminar():
    values = {"title": "x", "speaker": "y", "language": "en", "subjects": (), "link": "z"}
    values |= {"starts_at": START, "ends_at": END, "minutes": 60, "capacity": 1}
    values |= {"id": 1, "host_id": 1, "uid": "u", "sequence": 0, "recording": "", "code": ""}
    values |= {"kind": seminars.Kind.SEMINAR, "state": seminars.State.PLANNED}
    return seminars.Seminar(**values, dated_at=NOON, changed_at=NOON)


def _attended(name):
    return attendance.Attendance(1, 1, name, "ABCDE23456", "https://x.example", END, None, "")


@pytest.mark.parametrize(
    ("language", "minutes", "says"),
    [("en", 60, "one hour"), ("fr", 120, "2 heures"), ("en", 45, "45 minutes")],
)
def test_a_certificate_says_what_it_was_in_the_readers_language(language, minutes, says):
    from dataclasses import replace

    facts = list(certificate._facts(replace(_seminar(), minutes=minutes), language, BRUSSELS))

    assert facts[1] == says
    assert "15" in facts[0]
    assert "2026" in facts[0]


def test_a_certificate_of_a_learning_event_names_its_days_and_hours(certified):
    from dataclasses import replace

    event = replace(
        _seminar(),
        kind=seminars.Kind.EVENT,
        minutes=12 * 60,
        ends_at=datetime(2026, 10, 20, 21, 59, tzinfo=START.tzinfo),
    )

    first, work, _ = certificate._facts(event, "en", BRUSSELS)

    assert (first, work) == ("15 October 2026 to 20 October 2026", "12 hours")


def test_a_certificate_says_where_to_check_it():
    assert certificate.address(_attended("Ana")) == (
        "https://x.example/certificate?code=ABCDE-23456"
    )


def test_a_certificate_of_somebody_who_was_not_there_is_none(database, robots, teacher):
    ana, _ = teacher("Ana")

    with database.reading() as db:
        for ids in ((robots.id, ana.id), (999, ana.id)):
            assert making.make(db, Recipe("certificate", ids), "en", BRUSSELS) is None


def test_a_very_long_title_and_name_stay_on_the_page(certified):
    made = certified(NAMES[-1], title="What works and what does not " * 4)

    assert made.content.count(b"/Type /Page\n") == 1
