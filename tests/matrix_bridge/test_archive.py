"""A project saved as a file, from a real homeserver: what is in it and what is not. TWS-11."""

import asyncio
import json
import re
from datetime import timedelta

import jsonschema
import pytest

from handlers.packing import unpack
from matrix_bridge.archive import telling
from matrix_bridge.archive.pages import SCHEMA
from storage import activities, codes, outbox, pupil_erasing, pupils, tasks
from storage.exports import State
from tests.makers import png
from tests.matrix_bridge.exported import EVIL, Rivers
from tests.matrix_bridge.names import SERVER
from tests.matrix_bridge.settled import now
from tests.portal import axe
from tests.story import browser


@pytest.fixture
def rivers(homeserver, desk, name, tmp_path):
    """A project whose rooms stand."""
    return Rivers(homeserver, desk, name, tmp_path)


async def test_everything_said_is_in_it_as_pages_and_as_data_that_the_schema_describes(rivers):
    await rivers.say("Good morning", by=rivers.ana_user)
    first = await rivers.say("Fishh")
    await rivers.edit(first, "Fish")
    await rivers.answer(first, "What fish?")
    html = {"format": "org.matrix.custom.html", "formatted_body": "A <b>bold</b> carp"}
    await rivers.say("A bold carp", **html)
    await rivers.say("Only teachers", by=rivers.ana_user, room=rivers.staff_room)
    await rivers.show("river.png", png(), alt="A red river")
    rivers.desk.database.write(activities.begin, rivers.project.id, "Water", rivers.ana.id, now())
    rivers.desk.database.write(tasks.add, rivers.project.id, "Draw", rivers.ana.id, now())

    saved = await rivers.saved()

    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))
    jsonschema.validate(saved.data, json.loads(SCHEMA.read_text()))
    assert json.loads(saved.files["export.schema.json"]) == json.loads(SCHEMA.read_text())
    assert saved.texts() == ["Good morning", "Fish", "What fish?", "A bold carp", ""]
    assert saved.texts("staff_room") == ["Only teachers"]
    morning, fish, question, carp, picture, _ = saved.data["messages"]
    assert morning["author"] == {"kind": "teacher", "name": "Ana Pop"}
    assert fish["author"] == {"kind": "pupil", "name": "Blue Fox"}
    assert fish["is_edited"]
    assert question["answers"] == fish["number"]
    assert carp["html"] == "A <b>bold</b> carp"
    assert saved.files[picture["file"]["path"]] == png()
    for words in ("Good morning", "A <b>bold</b> carp", "Only teachers", "A red river", "Water"):
        assert words in saved.html
    assert "Fishh" not in saved.html
    moments = re.findall(r"<time [^>]*>([^<]*)</time>", saved.html)
    assert len(moments) > 6
    assert all(re.search(r"day, \d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d$", one) for one in moments)
    made = re.search(r"Saved on \S+ (\d+ [A-Z][a-z]+ 20\d\d)", saved.html)
    assert made
    assert saved.data["materials"][0]["path"] == picture["file"]["path"]


async def test_no_account_of_a_pupil_and_nothing_taken_back_is_in_it(rivers):
    gone = await rivers.say("My secret")
    await rivers.homeserver.redact(rivers.classroom, gone, f"back{gone}", rivers.pupil())
    shown = await rivers.show("gone.png", png())
    await rivers.homeserver.redact(rivers.classroom, shown, f"back{shown}", rivers.pupil())
    link = f'<a href="https://matrix.to/#/{rivers.pupil()}">Fox</a> hello {rivers.pupil()}!'
    html = {"format": "org.matrix.custom.html", "formatted_body": link}
    await rivers.say(f"{rivers.pupil()} hello", by=rivers.ana_user, **html)

    saved = await rivers.saved()

    everything = b"\n".join(saved.files.values()).decode(errors="replace")
    assert saved.texts() == ["Fox hello Blue Fox!"]
    assert rivers.pupils[0] not in everything
    assert SERVER not in everything
    assert "My secret" not in everything
    assert not [name for name in saved.files if name.startswith("media/")]


async def test_a_pupil_who_is_to_be_erased_is_not_in_it_and_what_was_made_before_goes(rivers):
    await rivers.say("I am the fox")
    await rivers.say("I am the owl", by=rivers.pupil(1))
    await rivers.show("fox.png", png())
    before = await rivers.saved()
    assert "I am the fox" in before.texts()

    wish = rivers.desk.database.write(_want_erased, rivers.pupils[0])
    rivers.desk.database.write(pupil_erasing.begin, wish)
    assert rivers.export() is None
    await rivers.archive.look()
    assert not before.path.exists()
    after = await rivers.saved()

    assert after.texts() == ["I am the owl"]
    assert after.data["materials"] == []
    assert "Blue Fox" not in after.html


def _want_erased(db, localpart):
    pupil = pupils.by_localpart(db, localpart)
    return pupil_erasing.want(db, pupil.id, now() - timedelta(seconds=1))


async def test_one_that_is_being_made_when_a_pupil_is_erased_is_made_anew(rivers, monkeypatch):
    await rivers.say("I am the fox")
    await rivers.say("I am the owl", by=rivers.pupil(1))
    take, wished = telling.Telling._take, []

    async def erase_meanwhile(self, event):
        if not wished:
            wished.append(rivers.desk.database.write(_want_erased, rivers.pupils[0]))
            rivers.desk.database.write(pupil_erasing.begin, wished[0])
        await take(self, event)

    monkeypatch.setattr(telling.Telling, "_take", erase_meanwhile)
    rivers.ask()
    await rivers.archive.look()

    assert rivers.export().state == State.WAITING
    assert not list((rivers.folder / "exports").iterdir())
    assert (await rivers.saved()).texts() == ["I am the owl"]


async def test_names_of_files_lead_nowhere_and_hide_nothing(rivers):
    page = b"<script>alert(1)</script>"
    for name in ("../../x", "CON", "a/b\\c.png", "evil.html", "", "\u202egnp.exe", "x" * 400):
        await rivers.show(name or "n", page, mime="text/html")
    await rivers.show("صورة النهر.png", png(), alt="نهر")
    await rivers.show("same.png", png())
    await rivers.show("same.png", png())

    saved = await rivers.saved()

    media = sorted(name for name in saved.files if name.startswith("media/"))
    assert len(media) == 10
    assert media[7] == "media/00008-صورة النهر.png"
    assert all(name.endswith((".bin", ".png")) for name in media)
    assert all(len(name.encode()) < 200 and ".." not in name for name in media)
    assert not any(sign in name for name in media for sign in "\u202e\\:<>")
    assert {saved.files[name] for name in media[:2]} == {page}


async def test_its_pages_open_offline_keep_nobody_out_and_run_nothing(rivers, tmp_path):
    await rivers.say(EVIL)
    first = await rivers.say(EVIL, by=rivers.pupil(1))
    await rivers.answer(first, EVIL)
    html = {"format": "org.matrix.custom.html", "formatted_body": EVIL + '<a href="javascript:1">'}
    await rivers.say("plain", **html)
    await rivers.show(f"{EVIL[:60]}.png", png(300, 200), alt=EVIL)
    await rivers.show("صورة النهر.png", png(300, 200))
    await rivers.say(EVIL, by=rivers.ana_user, room=rivers.staff_room)
    rivers.desk.database.write(activities.begin, rivers.project.id, EVIL, rivers.ana.id, now())
    rivers.desk.database.write(tasks.add, rivers.project.id, EVIL, rivers.ana.id, now())

    folder = await (await rivers.saved()).unpack(tmp_path / "opened")

    visited = await asyncio.to_thread(_visit, folder)
    assert {"index.html", "materials.html", "work.html"} < visited
    assert any(one.startswith("classroom-") for one in visited)


def _visit(folder):
    """Open every page from the first on, as a double click does; give their names."""
    visited, waiting, asked = set(), ["index.html"], []
    with browser.opened() as window:
        page = window()
        page.on("request", lambda request: asked.append(request.url))
        while waiting:
            name = waiting.pop()
            visited.add(name)
            page.goto((folder / name).as_uri())
            page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
            page.wait_for_function("[...document.images].every(i => i.complete)")
            assert page.evaluate("[...document.images].every(i => i.naturalWidth > 0)")
            assert "hacked" not in page.title()
            assert not page.evaluate("document.querySelector('script, [onerror]')")
            assert axe.problems(page) == []
            found = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
            links = {one.partition("#")[0] for one in found}
            assert not [one for one in links if ":" in one], "something leads outside"
            waiting += sorted({x for x in links if x.endswith(".html")} - visited - set(waiting))
    assert all(url.startswith("file://") for url in asked)
    return visited


async def test_a_long_month_is_parted_and_each_part_leads_to_the_next(rivers, monkeypatch):
    monkeypatch.setattr(telling, "ON_A_PAGE", 3)
    for number in range(8):
        await rivers.say(f"Number {number}")

    saved = await rivers.saved()

    pages = [name for name in saved.files if name.startswith("classroom-")]
    texts = [saved.files[name].decode() for name in pages]
    assert [text.count('<li id="m') for text in texts] == [3, 3, 2]
    assert f'href="{pages[1]}"' in texts[0]
    assert f'href="{pages[0]}"' in texts[1]
    assert f'href="{pages[2]}"' in texts[1]
    assert all(f'href="{name}"' in saved.files["index.html"].decode() for name in pages)


async def test_closed_project_is_saved_too_and_who_asked_is_told_with_a_button_alone(rivers):
    await rivers.say("Before the end")
    rivers.close()

    saved = await rivers.saved()

    [letter] = rivers.desk.database.read(_letters)
    reply = unpack(json.loads(letter))
    assert saved.texts() == ["Before the end"]
    assert reply.key == "export.ready"
    assert reply.file is None
    assert "Before the end" not in letter
    assert reply.fields == {"title": rivers.project.title, "hours": 24}
    assert [one.command for row in reply.buttons for one in row] == [f"/export {rivers.project.id}"]
    assert rivers.desk.database.read(_made_codes) == []


def _made_codes(db):
    return list(db.scalars(codes.table.select()))


def _letters(db):
    return list(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.payload)))
