"""A school in real browsers: one installation, a teacher, and two pupils with their slips."""

import itertools
from datetime import UTC, datetime, timedelta

from storage import addresses, codes, pupils, twinspaces
from storage.addresses import Address
from storage.codes import Purpose
from storage.db import Database
from tests import makers
from tests.story import chapters
from tests.story.said import said
from tests.story.waiting import settled

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
#: What is left of a desktop at 400 %. Source: WCAG 2.2, 1.4.10.
ZOOMED = {"width": 320, "height": 256}
CODES = {"Blue Fox 7": "FXXXX234567", "Red Owl 2": "WXXXX234567"}
_numbers = itertools.count(1)


class School:
    """One installation with a TwinSpace, a teacher, and two pupils with their slips."""

    def __init__(self, stage):
        self.stage, self.url = stage, stage.portal_url
        self.database = Database(stage.database_url)
        self.project = self.database.write(self._prepare)
        stage.start()
        self.rooms = settled(self.database, self.project.id)

    def _prepare(self, db):
        now = datetime.now(UTC)
        ana = makers.teacher(db, "Ana Pop", "RO", now)
        ben = makers.teacher(db, "Ben Adler", "DE", now)
        for number, person in enumerate((ana, ben)):
            known = addresses.add(db, Address("telegram", f"{number}"), f"{number}", "en", now)
            addresses.belong(db, known.id, person.id, now)
        project = makers.project(db, (ana, ben), now)
        for index, (name, code) in enumerate(CODES.items()):
            where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
            pupils.add(db, **where, pseudonym=name, code=code, localpart=f"p_{index}", at=now)
        twinspaces.want(db, project.id)
        return project

    def enter(self, page, name="Blue Fox 7"):
        """Enter the classroom with a slip."""
        chapters.enters(page, self.url, CODES[name])
        page.get_by_role("heading", name=said("page.classroom")).wait_for()
        return page

    def teach(self, page):
        """Enter the TwinSpace as Ana, by a link of the bot."""
        chapters.opens(page, self.url + link(self.database, self.project))
        return page


def link(database, project):
    """Make a one-time link into the TwinSpace for the founder, as the bot does; give its path."""
    code, purpose = f"LINK{next(_numbers)}", Purpose.TWINSPACE
    about = {"lasts": timedelta(minutes=15), "person_id": project.founder_id}

    def make(db):
        codes.make(db, code, purpose, str(project.id), at=datetime.now(UTC), **about)

    database.write(make)
    return f"/open/{code}"


def press(page, key, **fields):
    """Press the first button that says this."""
    page.get_by_role("button", name=said(key, **fields)).first.click()


def line(page, text):
    """Find the message that says something."""
    return page.locator(".talk li", has_text=text).last


def write(page, text):
    """Write in the room and wait until it stands there."""
    page.locator("#text").fill(text)
    page.get_by_role("button", name=said("page.send"), exact=True).click()
    line(page, text).wait_for()
