"""The sandbox as `make run` starts it: its page, its people, its end and the next start."""

import contextlib
import json
import re
import signal
import urllib.error
import urllib.request
from contextlib import closing

import pytest

from bot.sandbox.ports import free_port
from storage import migrating
from storage.db import Database
from tests import makers
from tests.sandbox.running import SECONDS, Sandbox, said_by_bot, start
from tests.story import browser


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    """A sandbox that runs while this module is tested."""
    running = Sandbox(tmp_path_factory.mktemp("sandbox") / "kept")
    yield running
    if running.process.poll() is None:
        running.end()


def test_page_has_a_phone_for_everybody_and_links_to_the_projects_own_pages(sandbox):
    with urllib.request.urlopen(sandbox.url) as page:
        html = page.read().decode()
    portal = next(sandbox.news())["portal"]
    phones = sandbox.phones()

    assert "<title>eTwinning on this machine</title>" in html
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        assert urllib.request.urlopen(sandbox.url + address[1:]).status == 200
    assert urllib.request.urlopen(f"{portal}/healthz").status == 200
    assert urllib.request.urlopen(f"{portal}/class").status == 200
    assert {(one["name"], one["platform"]) for one in phones.values() if one["is_shown"]} == {
        ("Ana", "telegram"),
        ("Ben", "matrix"),
        ("Maria", "telegram"),
        ("Jonas", "matrix"),
    }


def test_bot_knows_coordinators_on_both_platforms_from_the_start(sandbox):
    sandbox.sees("maria", "Hello Maria, NSS Romania")
    sandbox.sees("jonas", "Hello Jonas, NSS Deutschland")

    said = said_by_bot(sandbox.phones()["eva"])

    assert "Hello Eva, Central Support" in said[0]


def test_added_person_gets_a_phone_and_answers_in_the_language_of_the_device(sandbox):
    request = urllib.request.Request(
        f"{sandbox.url}phones",
        json.dumps({"name": "Zoé Petit", "platform": "telegram", "language": "fr"}).encode(),
    )
    added = json.load(urllib.request.urlopen(request))["id"]

    sandbox.say(added, "/start")

    assert added == "zoepetit"
    assert "Bienvenue" in sandbox.sees(added, "eTwinning")[0]


def test_second_sandbox_in_the_same_folder_says_where_the_first_one_is(sandbox):
    second = start(sandbox.folder, free_port())

    assert sandbox.url in second.communicate(timeout=SECONDS)[0]
    assert second.returncode == 1


def test_taken_port_is_named_with_what_to_do(sandbox, tmp_path):
    port = sandbox.url.rsplit(":", 1)[1].strip("/")

    other = start(tmp_path / "other", port)

    told = other.communicate(timeout=SECONDS)[0]
    assert f"uses port {port}" in told
    assert f"--port {int(port) + 10}" in told
    assert other.returncode == 1


def test_a_folder_of_a_newer_version_is_refused_with_what_to_do(tmp_path):
    with closing(Database(f"sqlite:///{tmp_path / 'etwin.sqlite'}")) as made:
        migrating.migrate(made)
        newer = "UPDATE alembic_version SET version_num = 'feedfeedfeed'"
        made.write(lambda db: db.exec_driver_sql(newer))

    refused = start(tmp_path, free_port())

    told = refused.communicate(timeout=SECONDS)[0]
    assert "newer shape" in told
    assert "Traceback" not in told
    assert refused.returncode == 1


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Host": "elsewhere.example"}]
)
def test_other_sites_cannot_reach_into_the_page(sandbox, headers):
    body = json.dumps({"room": "bot", "text": "/start"}).encode()
    request = urllib.request.Request(f"{sandbox.url}phones/ana/say", body, headers)

    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)


def test_what_cannot_be_done_is_told_in_the_phone(sandbox):
    with pytest.raises(urllib.error.HTTPError) as refused:
        sandbox.do("maria", "press", message=1, data="/approve p1 1")
    assert refused.value.code == 400
    assert json.load(refused.value)["error"]

    with pytest.raises(urllib.error.HTTPError, match="404"):
        sandbox.say("nobody", "/start")


def test_typed_markup_stays_text_and_a_small_screen_needs_no_sideways_scrolling(sandbox):
    with browser.opened() as window:
        page = window(viewport={"width": 360, "height": 640})
        page.goto(sandbox.url)
        phone = page.get_by_role("region", name="Chiara")
        page.get_by_role("button", name="Chiara", exact=True).click()

        phone.get_by_label("Message as Chiara").fill("<img src=x onerror=alert(1)> <b>bold</b>")
        phone.get_by_role("button", name="Send").click()

        log = phone.get_by_role("log")
        log.get_by_text("<b>bold</b>").wait_for()
        log.get_by_text("I did not understand that.").wait_for()
        assert log.locator("img, b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_choices_are_buttons_on_telegram_and_numbers_on_matrix(sandbox):
    with browser.opened() as window:
        page = window(viewport={"width": 1400, "height": 800})
        page.goto(sandbox.url)
        maria = page.get_by_role("region", name="Maria")
        jonas = page.get_by_role("region", name="Jonas")

        maria.get_by_role("button", name="What waits for my decision").click()
        maria.get_by_text("Nothing is waiting for you").wait_for()

        jonas.get_by_text("1. What waits for my decision").wait_for()
        jonas.get_by_label("Message as Jonas").fill("1")
        jonas.get_by_label("Message as Jonas").press("Enter")
        jonas.get_by_text("Nothing is waiting for you").wait_for()


def write(phone, text):
    phone.locator("textarea").fill(text)
    phone.get_by_role("button", name="Send").click()


def make_contacts(chiara, marek):
    write(chiara, "/mycode")
    code = chiara.locator("code", has_text="/contact")
    code.wait_for()
    write(marek, code.inner_text())
    marek.get_by_text("Write a sentence or two").wait_for()
    write(marek, "We met at the seminar.")
    chiara.get_by_role("button", name="Accept").click()


def test_a_picture_goes_across_and_what_is_changed_or_answered_is_seen_on_both_sides(
    sandbox, tmp_path
):
    picture = tmp_path / "class.png"
    picture.write_bytes(makers.png())
    with browser.opened() as window:
        page = window(viewport={"width": 1400, "height": 800})
        page.goto(sandbox.url)
        chiara, marek = (page.get_by_role("region", name=one) for one in ("Chiara", "Marek"))
        for name in ("Chiara", "Marek"):
            page.get_by_role("button", name=name, exact=True).click()
        make_contacts(chiara, marek)
        chiara.get_by_role("button", name="Write to Marek").last.click()
        chiara.get_by_text("What would you like to write").wait_for()
        chiara.locator("input.file").set_input_files(picture)
        chiara.get_by_text("With it goes: class.png").wait_for()
        write(chiara, "our clas")

        marek.get_by_text("our clas").wait_for()
        image = marek.locator(".file img")
        assert image.evaluate("it => it.decode().then(() => it.naturalWidth)") == 3
        mine = chiara.locator(".message.mine", has_text="our clas")
        mine.get_by_role("button", name="Edit").click()
        write(chiara, "our class")
        marek.get_by_text("our class").wait_for()

        letter = marek.locator(".message", has_text="our class")
        letter.get_by_role("button", name="Reply").click()
        write(marek, "How lovely!")
        answer = chiara.locator(".message", has_text="How lovely!").locator(".answered")
        assert "our class" in answer.inner_text()


def test_ctrl_c_ends_everything_and_the_next_start_goes_on(tmp_path):
    first = Sandbox(tmp_path / "kept")
    first.say("ana", "/start")
    first.say("ben", "/start")
    first.sees("ana", "Welcome to eTwinning")
    first.sees("ben", "Welcome to eTwinning")

    assert first.end() == 0
    assert first.leaves_nothing()

    second = Sandbox(tmp_path / "kept")
    with contextlib.ExitStack() as stack:
        stack.callback(second.process.kill)
        phones = second.phones()
        assert ["Welcome" in each for each in said_by_bot(phones["ana"])] == [True]
        assert ["Welcome" in each for each in said_by_bot(phones["ben"])] == [True]
        assert len(said_by_bot(phones["maria"])) == len(said_by_bot(phones["jonas"])) == 1
        second.say("ben", "1")
        second.sees("ben", "first name and surname")
        assert second.end(signal.SIGTERM) == 0
        assert second.leaves_nothing()
