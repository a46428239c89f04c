"""A project with rooms on a real homeserver, and what comes out when it is saved as a file."""

import asyncio
import itertools
import json
import zipfile
from datetime import timedelta

from matrix_bridge.archive import Archive
from matrix_bridge.homeserver import Content
from storage import accounts, addresses, exports, materials, projects, pupils, twinspaces
from storage.addresses import Address
from tests import makers
from tests.matrix_bridge.inroom import opened
from tests.matrix_bridge.names import SERVER
from tests.matrix_bridge.settled import now

_numbers = itertools.count(1)
#: What would run if it were not written as text.
EVIL = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"


class Rivers:
    """Ana and Ben of two schools, with the pupils Fox and Owl, in real rooms."""

    def __init__(self, homeserver, desk, name, folder):
        self._opened, self.desk, self.folder = homeserver, desk, folder
        self.pupils = [name("p"), name("p")]
        self.ana_user = f"@{name('t')}:{SERVER}"
        self.project = desk.database.write(self._found)

    async def __aenter__(self):
        self.homeserver = await self._opened.__aenter__()
        self.archive = self.with_spare(0)
        await self._make_rooms()
        return self

    async def __aexit__(self, *error):
        await self._opened.__aexit__(*error)

    def _found(self, db):
        people = [
            makers.teacher(db, one, country, now())
            for one, country in (("Ana Pop", "RO"), ("Ben Adler", "DE"))
        ]
        # The project is older than its messages.
        project = makers.project(
            db, people, now() - timedelta(days=1), title="Rivers & <i>lakes</i>", aims=EVIL
        )
        self.ana, self.ben = people
        known = addresses.add(db, Address("telegram", "7"), "7", "en", now())
        addresses.belong(db, known.id, self.ana.id, now())
        accounts.add(db, self.ana.id, self.ana_user[1:].partition(":")[0])
        mine = {"project_id": project.id, "school_id": self.ana.school_id, "added_by": self.ana.id}
        for number, pseudonym in enumerate(("Blue Fox", EVIL[:30])):
            code = f"{number}BCDE{next(_numbers):06}"
            pupils.add(
                db,
                **mine,
                pseudonym=pseudonym,
                localpart=self.pupils[number],
                code=code,
                at=now(),
            )
        return project

    def with_spare(self, spare):
        """Give an archive that leaves so much of the disk free."""
        return Archive(
            self.homeserver,
            SERVER,
            self.folder / "exports",
            self.desk.in_database,
            now,
            lambda: None,
            spare,
        )

    async def _make_rooms(self):
        users = [f"@{one}:{SERVER}" for one in self.pupils]
        self.classroom = await opened(self.homeserver, "classroom", [self.ana_user, *users])
        self.staff_room = await opened(self.homeserver, "staff_room", [self.ana_user])

        def keep(db):
            twinspaces.want(db, self.project.id)
            rooms = {"classroom": self.classroom, "staff_room": self.staff_room}
            twinspaces.keep_rooms(db, self.project.id, **rooms)

        self.desk.database.write(keep)

    def pupil(self, number=0):
        return f"@{self.pupils[number]}:{SERVER}"

    async def say(self, text, by=None, room=None, **content):
        """Say something as a client does."""
        body = {"msgtype": "m.text", "body": text} | content
        where, who = room or self.classroom, by or self.pupil()
        transaction = f"said{next(_numbers)}{self.pupils[0]}"
        return await self.homeserver.send_event(where, "m.room.message", body, transaction, who)

    async def edit(self, event_id, text):
        relation = {"rel_type": "m.replace", "event_id": event_id}
        new = {"msgtype": "m.text", "body": text}
        await self.say(f"* {text}", **{"m.new_content": new, "m.relates_to": relation})

    async def answer(self, event_id, text):
        return await self.say(text, **{"m.relates_to": {"m.in_reply_to": {"event_id": event_id}}})

    async def show(self, name, content, mime="image/png", alt="", by=None):
        """Post a file, and file it as a material."""
        who = by or self.pupil()
        mxc = await self.homeserver.upload(Content(content, mime), name, who)
        kind = "m.image" if mime.startswith("image/") else "m.file"
        more = {"msgtype": kind, "url": mxc, "info": {"mimetype": mime}, "filename": name}
        event_id = await self.say(name, by=who, **more, **{"eu.etwin.file": {"alt": alt}})

        def file(db):
            pupil = pupils.by_localpart(db, who[1:].partition(":")[0])
            materials.add(
                db,
                now(),
                project_id=self.project.id,
                event_id=event_id,
                room=self.classroom,
                localpart=who[1:].partition(":")[0],
                person_id=None if pupil else self.ana.id,
                pupil_id=pupil.id if pupil else None,
                kind="photo" if kind == "m.image" else "file",
                ref=mxc,
                mime=mime,
                name=name,
                size=len(content),
                alt=alt,
            )

        self.desk.database.write(file)
        return event_id

    def ask(self):
        return self.desk.database.write(exports.ask, self.project.id, self.ana.id, now())

    def export(self):
        return self.desk.database.read(exports.of_project, self.project.id)

    async def saved(self):
        """Ask for an export and give what is made."""
        self.ask()
        await self.archive.look()
        found = self.export()
        assert found.state == exports.State.READY
        return Saved(self.folder / "exports" / found.file)

    def close(self):
        def close(db):
            project = projects.by_id(db, self.project.id)
            projects.change(db, project, projects.State.CLOSED, now())

        self.desk.database.write(close)


class Saved:
    """An export, read."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as opened:
            assert opened.testzip() is None
            self.files = {name: opened.read(name) for name in opened.namelist()}
        self.data = json.loads(self.files["export.json"])

    def texts(self, room="classroom"):
        return [one["text"] for one in self.data["messages"] if one["room"] == room]

    @property
    def html(self):
        pages = [text for name, text in self.files.items() if name.endswith(".html")]
        return b"\n".join(pages).decode()

    async def unpack(self, folder):
        await asyncio.to_thread(self._unpack, folder)
        return folder

    def _unpack(self, folder):
        with zipfile.ZipFile(self.path) as opened:
            opened.extractall(folder)
