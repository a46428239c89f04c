"""A backup while people talk, everything destroyed, and put back: the story goes on. RUN-4."""

import re
import shutil
import threading
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.backup import manifest
from storage import addresses, dumping, members, people, pupils, twinspaces
from storage.db import Database
from tests import makers
from tests.story import filled
from tests.story.founding import address_of
from tests.story.markers import Browser, marks
from tests.story.waiting import eventually, settled

OWL = "WXXXX234567"
BEFORE = "The owl wrote this before the backup"
AFTER = "The owl wrote this after the backup"


@pytest.fixture(params=["sqlite", "postgresql"])
def told(request, stage_at, somebody):
    """A pupil who filled everything with marks, with our database on each kind in turn."""
    with filled.told_on(stage_at(request.param), somebody) as told:
        yield told


class Crowd:
    """People who talk all the time: each waits for the answer and counts it."""

    def __init__(self, told, somebody):
        self.owl = Browser(told.stage.portal_url)
        told.database.write(add_owl, told.project)
        assert "Red Owl" in self.owl.post("/class", code=OWL).text
        self.tom = somebody(told.stage, "Tom", "telegram")
        self.ben = somebody(told.stage, "Benno", "matrix")
        #: What the owl was told is sent, in order, each with when.
        self.said: list[tuple[datetime, str]] = []
        for person in (self.tom, self.ben):
            person.say("/start")
            person.sees("start.welcome")

    def writes(self, text):
        """Let the owl write something into the classroom."""
        answer = self.owl.post("/class/room", "/class/room", text=text)
        assert answer.status_code == 200
        self.said.append((filled.now(), text))

    @contextmanager
    def talking(self):
        """Let all talk while the block runs."""
        over = threading.Event()
        problems = []

        def until_over(speak):
            number = 0
            while not over.is_set():
                number += 1
                try:
                    speak(number)
                except Exception as problem:
                    problems.append(problem)
                    return

        def ask(person):
            person.say("/help")
            person.sees("help.all")

        talks = [
            lambda number: self.writes(f"{BEFORE}, in the midst, {number}."),
            lambda _: ask(self.tom),
            lambda _: ask(self.ben),
        ]
        threads = [threading.Thread(target=until_over, args=(one,)) for one in talks]
        for one in threads:
            one.start()
        time.sleep(1)
        try:
            yield
        finally:
            over.set()
            for one in threads:
                one.join()
        assert not problems


@pytest.mark.timeout(900)
def test_a_backup_under_load_brings_back_all_but_the_erased(told, somebody, tmp_path):
    stage = told.stage
    crowd = Crowd(told, somebody)
    mia = somebody(stage, "Mia", "matrix", is_encrypted=True)
    mia.say("/start")
    mia.sees("start.welcome")
    eva = begins_to_register(somebody(stage, "Eva", "telegram"))
    tea = teacher_on_telegram(told, somebody)
    crowd.writes(f"{BEFORE}.")
    told.close_report()

    with crowd.talking():
        printed = stage.etwin("backup", str(tmp_path / "backups"))
    backup = Path(re.search(r"whole: (\S+)", printed)[1])
    lives_on(told, crowd, tea)
    rooms = told.database.read(twinspaces.by_project, told.project)
    destroy(told)
    put_back(told, backup)

    made_at = manifest.read(backup).made_at
    assert marks(told.in_our_database()), "the backup is from before the erasure"
    stage.synapse.start()
    stage.start()
    everything_is_there(told, crowd, eva, made_at)
    eventually(told.is_erased, "the pupil is erased again", 90)
    filled.assert_nothing_is_left(told)
    eventually(lambda: told.database.read(person_of, tea) is None, "Tea is erased again", 90)
    eventually(lambda: not named(told), "nothing of Tea is left", 150)
    ids = told.database.read(twinspaces.by_project, told.project)
    assert (ids.classroom, ids.staff_room) == (rooms.classroom, rooms.staff_room)
    the_story_goes_on(told, crowd, mia, eva)


def begins_to_register(person):
    """Let somebody register halfway."""
    person.say("/start")
    person.sees("start.welcome")
    person.press("router.register")
    person.sees("register.name")
    person.say("Eva Bell")
    person.sees("register.country")
    return person


def teacher_on_telegram(told, somebody):
    """Make a teacher who has no account on our homeserver."""
    tea = somebody(told.stage, "Tea", "telegram")
    tea.say("/start")
    tea.sees("start.welcome")

    def establish(db):
        known = addresses.by_user(db, address_of(tea))
        made = makers.teacher(db, "Tea", "DE", filled.now(), about="Teamarker likes rivers.")
        addresses.belong(db, known.id, made.id, filled.now())

    told.database.write(establish)
    return tea


def lives_on(told, crowd, tea):
    """Let happen after the backup what is to be lost, and what must not come back."""
    told.erase()
    tea.say("/forget")
    tea.sees("forget.sure")
    tea.press("forget.yes")
    tea.sees("forget.done")
    listed = told.stage.folder / "erasures.txt"
    eventually(lambda: "person " in listed.read_text(), "Tea is on the list")
    crowd.writes(f"{AFTER}.")
    for _ in range(3):  # numbers of the outbox that the homeserver never hears of again
        crowd.ben.say("/help")
        crowd.ben.sees("help.all")


def destroy(told):
    """Lose everything but the list of the erased, which is kept elsewhere."""
    stage = told.stage
    told.database.close()
    stage.kill()
    stage.synapse.kill()
    shutil.rmtree(stage.synapse.folder)
    for name in ("keys", "published", "exports"):
        shutil.rmtree(stage.folder / name, ignore_errors=True)
    dumping.clear(stage.database_url)
    stage.log.write_text("")


def put_back(told, backup):
    """Put the backup back on a fresh homeserver and into an empty database."""
    stage = told.stage
    stage.synapse.folder.mkdir()
    printed = stage.etwin("restore", str(backup))
    assert "Erased after that, and now again" in printed
    assert "stand in no list: let people ask for them again" in printed
    assert "etwin run" in printed
    assert not (stage.folder / "keys").exists()
    told.database = Database(stage.database_url)


def everything_is_there(told, crowd, eva, made_at):
    """See that what was acknowledged before the backup is there, and the rooms are as they were."""
    settled(told.database, told.project)
    acknowledged = [text for at, text in crowd.said if at < made_at]
    assert f"{BEFORE}." in acknowledged
    assert len(acknowledged) > 1

    def missing():
        there = told.in_rooms()
        return [text for text in acknowledged if text not in there]

    eventually(lambda: not missing(), "what was written before is in the room")
    assert f"{AFTER}." not in told.in_rooms()


def the_story_goes_on(told, crowd, mia, eva):
    """See that everybody is answered, each once, and that slips open what they opened."""
    eva.say("Romania")
    eva.sees("register.school")
    crowd.tom.say("/help")
    crowd.tom.sees("help.all")
    crowd.ben.client.next_batch = ""  # as whoever loads the app anew: what it knew is gone
    crowd.ben.say("/language")
    crowd.ben.sees("language.choose")
    assert BEFORE not in crowd.owl.get("/class/room").text, "a page of before is closed"
    assert "Red Owl" in crowd.owl.post("/class", code=OWL).text
    crowd.writes("The owl is back.")
    eventually(lambda: "The owl is back." in told.in_rooms(), "the owl is heard")
    mia.say("/help")
    mia.sees("router.unreadable")
    mia.say("/help")
    mia.sees("help.all")


def add_owl(db, project_id):
    project_member = members.inside(db, project_id)[0]
    teacher = people.by_id(db, project_member.person_id)
    pupils.add(
        db,
        project_id=project_id,
        school_id=teacher.school_id,
        added_by=teacher.id,
        pseudonym="Red Owl 2",
        code=OWL,
        localpart="p_owl",
        at=filled.now(),
    )
    twinspaces.want(db, project_id)


def named(told):
    """List the tables in which stands what Tea said of herself."""
    return [name for name, rows in told.in_our_database().items() if "Teamarker" in rows]


def person_of(db, person):
    known = addresses.by_user(db, address_of(person))
    return known.person_id if known else None
