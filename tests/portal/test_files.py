"""Pictures and files in a room: what may be sent, what leaves with it, and who gets it. TWS-6."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from bot.portal.attachments import MOST_BYTES
from handlers import pictures
from handlers.rooms import Media
from storage import pupils, room_media, sessions
from tests import makers
from tests.portal.photographs import photograph
from tests.portal.world import SERVER

PUPIL = f"@p_10:{SERVER}"


def send(browser, content=None, name="river.jpg", **fields):
    """Choose a file in the classroom and send it."""
    browser.post("/class/file", text="")
    words = {"alt": "A red fish", "licence": "ours", "text": "", **fields}
    return browser.send_file("/class/file", name, content or photograph(), **words)


def test_a_picture_stands_in_the_classroom_with_what_is_to_be_seen(world, fox, rivers):
    page = send(fox, text="From our river")

    assert page.path.startswith("/class/room")
    assert 'alt="A red fish"' in page.html
    assert "From our river" in page.words
    assert SERVER not in page.html
    [said] = world.homeserver.said[rivers.classroom]
    assert (said.sender, said.media.alt, said.media.name) == (PUPIL, "A red fish", "river.jpg")


def test_where_and_when_a_picture_was_taken_does_not_leave(world, fox):
    send(fox)

    [(localpart, content, mime, _)] = world.homeserver.uploads
    assert (localpart, mime) == ("p_10", "image/jpeg")
    opened = Image.open(BytesIO(content))
    assert not opened.getexif()
    assert b"Planted" not in content
    assert opened.size == (20, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_other_pictures_are_drawn_anew_too(world, fox, kind):
    out = BytesIO()
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    notes = {"comment": b"Planted"} if kind == "GIF" else {"exif": b"Exif\0\0Planted"}
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], **notes)

    send(fox, out.getvalue(), f"moving.{kind.lower()}")

    [(_, content, mime, name)] = world.homeserver.uploads
    assert (mime, name) == ("image/png", "moving.png")
    assert b"Planted" not in content
    assert getattr(Image.open(BytesIO(content)), "n_frames", 1) == 1


def test_a_huge_picture_becomes_as_big_as_a_screen():
    cleaned = pictures.cleaned(photograph(5000))

    assert max(Image.open(BytesIO(cleaned.content)).size) == pictures.LONGEST


def test_a_picture_needs_words_for_those_who_cannot_see_it(world, fox):
    page = send(fox, alt=" ", text="Look!")

    assert page.status == 422
    assert "what is to be seen" in page.words
    assert "Look!" in page.html
    assert world.homeserver.uploads == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", b"<svg onload='alert(1)'/>"),
        ("program.exe", b"MZ\x90"),
        ("report.pdf", b"<html>no PDF</html>"),
        ("broken.jpg", b"\xff\xd8\xffbroken"),
        ("words.txt", b"\x00\x01"),
        ("noending", b"text"),
    ],
)
def test_what_may_run_or_is_not_what_it_says_is_refused_kindly(world, fox, name, content):
    page = send(fox, content, name, text="Keep me")

    assert page.status == 422
    assert "cannot be sent" in page.words
    assert "Keep me" in page.html
    assert world.homeserver.uploads == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("report.pdf", b"%PDF-1.7 ..."), ("data.csv", b"a,b\n"), ("song.mp3", b"ID3...")],
)
def test_other_files_are_handed_over_and_not_shown(world, fox, rivers, name, content):
    page = send(fox, content, name, alt="")
    got = fox.fetch("/class/media/$0")

    assert name in page.words
    assert "<img" not in page.html
    assert got.body == content
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_a_document_does_not_say_who_wrote_it(world, fox):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("docProps/core.xml", "<a>Jana Novak</a>")
        made.writestr("word/document.xml", "<a>We met.</a>")

    send(fox, out.getvalue(), "homework.docx")

    [(_, content, _, name)] = world.homeserver.uploads
    assert name == "homework.docx"
    assert b"Novak" not in content
    assert b"We met." in content
    assert "cannot be sent" in send(fox, b"PK\x03\x04broken", "homework.docx").words


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Jana_Novakova_homework.txt", "file.txt"),
        ("JanaNovakova.txt", "file.txt"),
        ("homework.txt", "homework.txt"),
        ("homework_3.txt", "homework_3.txt"),
    ],
)
def test_a_childs_name_is_left_out_of_what_a_file_is_called(world, fox, name, left):
    send(fox, b"We met.", name)

    assert world.homeserver.uploads[0][3] == left


def test_a_photograph_by_a_pupil_is_not_called_by_a_name_either(world, fox):
    send(fox, name="Maria_Ionescu.jpg")

    assert world.homeserver.uploads[0][3] == "picture.jpg"


def test_teachers_call_their_files_as_they_like(world, ana):
    ana.post("/twinspace/file", text="")
    words = {"alt": "A plan", "licence": "ours", "text": ""}
    ana.send_file("/twinspace/file", "Water_cycle_plan.txt", b"We meet.", **words)

    assert world.homeserver.uploads[0][3] == "Water_cycle_plan.txt"


def test_too_big_a_file_is_said_kindly_and_the_words_are_kept(world, fox):
    page = send(fox, b"a" * (MOST_BYTES + 1), "long.txt", text="Keep me", alt="A long text")

    assert page.status == 422
    assert "bigger than 10 MB" in page.words
    assert "Keep me" in page.html
    assert "A long text" in page.html
    assert world.homeserver.uploads == []


def test_a_file_sent_after_the_visit_ended_loses_no_words(world, fox, database, rivers):
    fox.post("/class/file", text="")
    [pupil] = database.read(pupils.listed, rivers.id)
    database.write(sessions.close_pupil, pupil.id)

    page = fox.send_file("/class/file", "a.txt", b"a" * 2 * 1024**2, text="Keep me")

    assert page.status == 403
    assert "Keep me" in page.html
    assert "Your visit has ended" in page.words


def test_no_file_chosen_is_asked_for_again(world, fox):
    fox.post("/class/file", text="")

    page = fox.send_file("/class/file", "", b"", text="Keep me")

    assert "choose" in page.words
    assert "Keep me" in page.html


def test_homeserver_away_or_unwilling_is_said_and_the_words_are_kept(world, fox, rivers):
    fox.post("/class/file", text="")
    world.homeserver.is_away = True
    away = fox.send_file("/class/file", "a.txt", b"a", text="Keep me")
    world.homeserver.is_away, world.homeserver.takes_files = False, False
    refused = fox.send_file("/class/file", "a.txt", b"a", text="Keep me")

    assert "does not answer" in away.words
    assert "did not take it" in refused.words
    assert "Keep me" in away.html
    assert "Keep me" in refused.html
    assert world.homeserver.said == {}


def test_database_away_keeps_the_words_of_a_form_with_a_file(world, fox):
    fox.post("/class/file", text="")
    world.database_is_away = True

    page = fox.send_file("/class/file", "a.txt", b"a", text="Keep me", alt="Words")

    assert page.status == 503
    assert "Keep me" in page.html


def test_the_same_form_sent_twice_shows_the_file_once(world, fox, rivers):
    fox.post("/class/file", text="")
    nonce = fox.page.hidden["nonce"]
    for _ in range(2):
        fox.send_file("/class/file", "a.txt", b"a", nonce=nonce)
    fox.send_file("/class/file", "b.txt", b"b", nonce=nonce)

    names = [said.media.name for said in world.homeserver.said[rivers.classroom]]
    assert names == ["a.txt", "b.txt"]


def test_what_stands_in_the_box_goes_along_and_comes_back(fox):
    page = fox.post("/class/file", text="half a sen")
    back = fox.send_file("/class/file", "", b"", text="half a sentence", back="1")

    assert "half a sen" in page.html
    assert "half a sentence" in back.words


def test_a_picture_is_shown_by_us_and_only_as_what_it_is(world, fox, rivers):
    media = Media("x.png", "text/html", 0, True, "A fish")
    shown = world.homeserver.show(rivers.classroom, PUPIL, makers.png(), media)
    forged = Media("x.png", "image/png", 0, True)
    page = world.homeserver.show(rivers.classroom, PUPIL, b"<script>alert(1)</script>", forged)

    got, other = fox.fetch(f"/class/media/{shown}?small"), fox.fetch(f"/class/media/{page}")

    assert (got.body, got.headers["Content-Type"]) == (makers.png(), "image/png")
    assert got.headers["Content-Disposition"] == "inline"
    assert other.headers["Content-Type"] == "application/octet-stream"
    assert other.headers["Content-Disposition"].startswith("attachment")
    for one in (got, other):
        assert one.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert one.headers["X-Content-Type-Options"] == "nosniff"


def test_files_of_other_rooms_and_of_what_was_taken_back_are_not_given(
    world, fox, ana, browse, rivers
):
    media = Media("x.png", "image/png", 0, True, "A fish")
    staff = world.homeserver.show(rivers.staff, rivers.ana_user, makers.png(), media)
    gone = world.homeserver.show(rivers.classroom, rivers.ana_user, makers.png(), media)
    kept = fox.fetch(f"/class/media/{gone}")
    world.homeserver.take_back(rivers.classroom, gone)

    assert ana.fetch(f"/twinspace/staff/media/{staff}").status == 200
    assert fox.fetch(f"/class/media/{staff}").status == 404
    assert fox.fetch(f"/twinspace/staff/media/{staff}").status == 403
    assert browse().fetch(f"/class/media/{staff}").status == 403
    tag = {"If-None-Match": kept.headers["ETag"]}
    assert fox.fetch(f"/class/media/{gone}", **tag).status == 404


def test_a_file_of_another_room_is_not_given_though_its_address_is_posted_here(world, fox, rivers):
    media = Media("x.png", "image/png", 0, True, "A fish")
    posted = world.homeserver.show(rivers.classroom, PUPIL, makers.png(), media)
    assert fox.fetch(f"/class/media/{posted}").status == 200

    there = (rivers.staff, "$there", "$there", rivers.id)
    world.database.write(room_media.add, f"mxc://{SERVER}/{posted}", *there)

    assert fox.fetch(f"/class/media/{posted}").status == 404


def test_what_the_browser_has_is_not_sent_again_but_asked_for_each_time(world, fox, rivers):
    media = Media("x.png", "image/png", 0, True, "A fish")
    shown = world.homeserver.show(rivers.classroom, PUPIL, makers.png(), media)
    first = fox.fetch(f"/class/media/{shown}")

    again = fox.fetch(f"/class/media/{shown}", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status, again.body) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_each_later_file_of_a_message_is_sent_anew(world, fox, rivers):
    media = Media("x.png", "image/png", 0, True, "A fish")
    shown = world.homeserver.show(rivers.classroom, PUPIL, makers.png(), media)
    for content in (makers.png(2, 2), makers.png(3, 3)):
        before = fox.fetch(f"/class/media/{shown}")
        world.homeserver.exchange(rivers.classroom, shown, content + b"x" * len(before.body))

        again = fox.fetch(f"/class/media/{shown}", **{"If-None-Match": before.headers["ETag"]})

        assert again.status == 200
        assert again.body != before.body
