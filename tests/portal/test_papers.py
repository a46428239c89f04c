"""Slips and letters as they are printed: made anew each time, kept nowhere. Rule TWS-5."""

import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from handlers import paper, parentletter, slipsheet
from handlers.slipsheet import Slip
from storage import members, outbox, pupils, safeguarding

CODE = re.compile(r"\b[2-9A-Z]{5}-[2-9A-Z]{6}\b")
AT = datetime(2026, 10, 5, tzinfo=UTC)
NAMES = ("Blue Fox 7", "Μπλε Αλεπού 12", "Синий Лис 3", "ثعلب أزرق ٧", "שועל כחול 5", "W" * 30)


@pytest.fixture
def page(ana):
    """Ana's browser on the page of her pupils, two of whom may take part."""
    ana.get("/pupils")
    ana.post("/pupils", names="Fox 1\nFox 2\nFox 3", **{"class": "4b"})
    ana.post("/pupils/permissions", **{"part-1": "on", "part-2": "on"})
    return ana


def text_of(pdf):
    """Read the words in a PDF."""
    if not shutil.which("pdftotext"):
        pytest.skip("left out: no pdftotext here (Debian's poppler-utils)")
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf):
    return pdf.count(b"/Type /Page\n")


def test_each_permitted_pupil_gets_a_slip_that_opens_the_classroom(page, browse, database):
    shown = page.post("/pupils/slips", which="missing", **{"as": "page"})

    codes = CODE.findall(shown.words)
    assert "http://portal.example/class" in shown.words
    assert "Fox 3" not in shown.words
    assert shown.html.count("<svg") == len(codes) == 2
    assert "You are Fox 1" in browse().post("/class", code=codes[0]).words
    with database.reading() as db:
        logged = [(one.kind, one.subject) for one, _ in safeguarding.entries(db)][-2:]
    assert logged == [("slip", "pupil:1"), ("slip", "pupil:2")]


def test_codes_are_shown_once_and_kept_nowhere(page, database, browse):
    shown = page.post("/pupils/slips", which="missing", **{"as": "page"})
    codes = CODE.findall(shown.words)

    again = page.get("/pupils")

    assert not CODE.search(again.words)
    assert again.words.count("has a slip") == 2
    with database.reading() as db:
        kept = str(
            db.execute(pupils.table.select()).all()
            + db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
        )
    for code in codes:
        assert code not in kept
        assert code[6:] not in kept


def test_sheet_is_a_pdf_that_nobody_may_keep_with_codes_that_open(page, browse):
    sheet = page.download("/pupils/slips", which="missing")

    assert sheet.headers["Content-Type"] == "application/pdf"
    assert sheet.headers["Cache-Control"] == "no-store"
    words = text_of(sheet.body)
    codes = CODE.findall(words)
    assert len(codes) == 2
    assert {"Fox 1", "Fox 2"} <= set(re.findall(r"Fox \d", words))
    assert {browse().post("/class", code=code).path for code in codes} == {"/class/room"}


def test_slips_for_those_without_leave_the_others_as_they_are(page, database):
    page.download("/pupils/slips", which="missing")
    before = database.read(pupils.by_id, 1).slip
    page.get("/pupils")
    page.post("/pupils/permissions", **{"part-1": "on", "part-2": "on", "part-3": "on"})

    shown = page.post("/pupils/slips", which="missing", **{"as": "page"})

    assert len(CODE.findall(shown.words)) == 1
    assert database.read(pupils.by_id, 1).slip == before


def test_new_slips_for_the_class_kill_the_old_ones_and_end_the_visits(page, browse, database):
    old = CODE.findall(page.post("/pupils/slips", which="missing", **{"as": "page"}).words)
    fox = browse()
    fox.post("/class", code=old[0])
    page.get("/pupils")

    new = CODE.findall(page.post("/pupils/slips", which="all", **{"as": "page"}).words)

    assert fox.get("/class/room").status == 403
    assert [fox.post("/class", code=code).status for code in old] == [422, 422]
    assert fox.post("/class", code=new[0]).path == "/class/room"
    assert database.read(pupils.by_id, 1).logout_wanted


def test_slips_are_made_for_the_class_that_is_looked_at(page):
    page.get("/pupils")
    page.post("/pupils", names="Owl 4", part="1", **{"class": "4c"})
    page.get("/pupils?group=4")

    shown = page.post("/pupils/slips?group=4", which="all", **{"as": "page"})

    assert "Owl 4" in shown.words
    assert "Fox 1" not in shown.words


def test_same_form_sent_twice_keeps_the_slips_that_were_printed(page, browse):
    nonce = page.get("/pupils").hidden["nonce"]
    shown = page.post("/pupils/slips", which="all", nonce=nonce, **{"as": "page"})

    again = page.post("/pupils/slips", which="all", nonce=nonce, **{"as": "page"})

    assert "done already" in again.words
    assert browse().post("/class", code=CODE.findall(shown.words)[0]).path == "/class/room"


def test_new_slip_kills_the_old_one_and_ends_the_visit(page, browse, slip):
    old = slip("Red Owl 2")
    owl = browse()
    owl.post("/class", code=old)
    page.get("/pupils/4")

    renewed = page.post("/pupils/4/slip", **{"as": "page"})

    [code] = CODE.findall(renewed.words)
    assert owl.get("/class/room").status == 403
    assert owl.post("/class", code=old).status == 422
    assert owl.post("/class", code=code).path == "/class/room"


def test_locked_slip_is_tried_again_once_its_teacher_says_so(ana, browse, slip, says):
    code = slip()
    fox = browse()
    for _ in range(10):
        fox.post("/class", code=code[:6] + "WRONG0")
    assert fox.post("/class", code=code).status == 422
    assert "Ten wrong codes" in ana.get("/pupils/1").words

    done = ana.post("/pupils/1/unlock")

    assert says("pupils.unlocked", name="Blue Fox 7") in done.words
    assert fox.post("/class", code=code).path == "/class/room"


def test_there_is_no_slip_for_a_pupil_that_does_not_exist(page, says):
    assert says("pupils.not_yours") in page.post("/pupils/99/slip").words


@pytest.mark.parametrize(("slips", "pages"), [(1, 1), (10, 1), (11, 2), (60, 6)])
def test_sheet_holds_ten_slips_a_page(slips, pages):
    many = [Slip(f"Fox {number}", "ABCDE-FGHJKM") for number in range(slips)]

    assert pages_of(slipsheet.sheet(many, "Rivers", "https://x.example", "en", AT)) == pages


@pytest.mark.parametrize("name", NAMES)
def test_every_script_is_printed_without_a_missing_letter(name):
    assert paper.printable(name, "B") == name
    assert pages_of(slipsheet.sheet([Slip(name, "A-B")], "R", "https://x.example", "fr", AT)) == 1


def test_sign_that_no_face_has_is_left_out():
    assert paper.printable("🦊 Fox 9") == "Fox 9"


def test_code_in_the_picture_is_behind_the_sign_that_browsers_keep_to_themselves():
    assert slipsheet.door("https://x.example", "AB-CD") == "https://x.example/class#AB-CD"


def test_letters_are_one_page_a_pupil_and_name_what_parents_have_to_know(page, database, rivers):
    letters = page.download("/pupils/letters", which="each", language="en")

    assert letters.headers["Cache-Control"] == "no-store"
    assert pages_of(letters.body) == 3
    words = " ".join(text_of(letters.body).split())
    for said in ("Rivers", "School of Ana Pop in Cluj (Romania)", "School of Ben Adler", "Fox 1"):
        assert said in words
    for said in ("116 111", "112", "portal.example", "1. May your child", "3. May pictures"):
        assert said in words


def test_one_letter_to_be_copied_names_no_pupil(page):
    letter = page.download("/pupils/letters", which="one", language="fr")

    words = text_of(letter.body)
    assert pages_of(letter.body) == 1
    assert "Fox" not in words
    assert "Votre enfant peut-il participer" in words


def test_letter_is_in_a_language_of_the_country_where_we_speak_one():
    assert parentletter.language_for("BE", ("en", "fr")) == "fr"
    assert parentletter.language_for("RO", ("en", "fr")) == "en"
    assert "fr" in parentletter.spoken_in("FR")


def test_letter_in_another_language_says_so(page):
    words = text_of(page.download("/pupils/letters", which="one", language="en").body)

    assert "not one of your school" in words
    assert "Romania yet" in page.get("/pupils").words


def test_letter_stays_one_page_however_long_the_project_is(database, rivers, teacher, world):
    def many(db):
        for number in range(12):
            person, role = people[number], members.Role.PARTNER
            who = {"role": role, "state": members.State.IN, "school_id": person.school_id}
            members.put(db, rivers.id, person.id, **who, at=world.at)
        own = people[0].school_id
        return parentletter.read(db, rivers.id, people[0], own, "https://x.example")

    long = "Institut d’Enseignement Secondaire Général et Technique "
    people = [teacher(f"T{number} {long}")[0] for number in range(12)]
    letter = database.write(many)

    drawn = parentletter.letters(letter, ["W" * 30], "fr", AT)

    assert pages_of(drawn) == 1
    assert parentletter._fitting(letter, "fr", AT) > min(parentletter._SIZES)
    assert "Signature" in text_of(drawn)


def test_a_letter_to_be_copied_is_there_before_the_first_pupil(ana):
    page = ana.get("/pupils")
    assert "One to be copied" in page.words
    assert 'value="each"' not in page.html

    letter = ana.download("/pupils/letters", which="one")

    assert letter.headers["Content-Type"] == "application/pdf"
