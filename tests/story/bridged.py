"""Staff rooms tied to Telegram groups in a story: who writes where, and what then stands there."""

import itertools
import json
import time
import urllib.error
import urllib.request
from urllib.parse import quote

from storage import addresses, bridges, twinspaces
from storage.addresses import Address
from storage.db import Database
from tests import makers
from tests.conftest import NOON
from tests.story.stage import SECONDS
from tests.story.waiting import eventually, settled


class Client:
    """A plain client of the Client-Server API, which knows nothing of us."""

    def __init__(self, base, user, token):
        self.base, self.user, self.token = base, user, token
        self._numbers = itertools.count(1)

    def call(self, method, path, body=None, raw=None, mime="application/json"):
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": mime}
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        for _ in range(200):
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{method} {path}: {error.read()!r}") from error
            except OSError:
                time.sleep(0.1)  # the homeserver is restarting
        raise AssertionError("the homeserver does not come back")

    def join(self, room):
        self.call("POST", f"/_matrix/client/v3/join/{quote(room)}", {})

    def put(self, room, content, kind="m.room.message"):
        """Send an event; the same one if it has to be repeated."""
        where = f"/_matrix/client/v3/rooms/{quote(room)}/send/{kind}/c{next(self._numbers)}"
        return self.call("PUT", where, content)["event_id"]

    def say(self, room, text, answers="", **more):
        content = {"msgtype": "m.text", "body": text, **more}
        if answers:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
        return self.put(room, content)

    def change(self, room, event_id, text):
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
        }
        return self.put(room, content)

    def take_back(self, room, event_id):
        number = next(self._numbers)
        path = f"/_matrix/client/v3/rooms/{quote(room)}/redact/{quote(event_id)}/c{number}"
        return self.call("PUT", path, {})["event_id"]

    def upload(self, content, mime, name):
        path = f"/_matrix/media/v3/upload?filename={quote(name)}"
        return self.call("POST", path, raw=content, mime=mime)["content_uri"]

    def messages(self, room):
        """Read everything that was sent in a room, the oldest first."""
        found, start = [], ""
        while True:
            query = f"dir=b&limit=500{start}"
            page = self.call("GET", f"/_matrix/client/v3/rooms/{quote(room)}/messages?{query}")
            found += page["chunk"]
            if not page.get("end"):
                return [one for one in reversed(found) if one["type"] == "m.room.message"]
            start = f"&from={page['end']}"


class Bridged:
    """Ana (Telegram) and Ben (Matrix) with projects whose staff rooms are tied to groups."""

    def __init__(self, stage, projects=1):
        self.stage = stage
        self.database = Database(stage.database_url)
        self.ana = stage.loop.call(stage.world.person, first_name="Ana")
        user, token = stage.synapse.register_user("ben", "secret")
        self.ben = Client(stage.synapse.url, user, token)
        self.groups = [
            stage.loop.call(
                stage.world.group,
                f"Staff {number}",
                [self.ana],
                supergroup=True,
                bot="administrator",
            )
            for number in range(projects)
        ]
        self.ids = self.database.write(self._found)

    def _found(self, db):
        ana = makers.teacher(db, "Ana", "RO", NOON)
        ben = makers.teacher(db, "Ben", "DE", NOON)
        self.people = (ana, ben)
        at = (
            (ana, Address("telegram", str(self.ana.id)), str(self.ana.id)),
            (ben, Address("matrix", self.ben.user), "!chat"),
        )
        for person, address, chat in at:
            known = addresses.add(db, address, chat, "en", NOON)
            addresses.belong(db, known.id, person.id, NOON)
        made = [
            makers.project(db, (ana, ben), NOON, title=f"Rivers {number}")
            for number, _ in enumerate(self.groups)
        ]
        for one in made:
            twinspaces.want(db, one.id)
        return [one.id for one in made]

    def tie(self):
        """Wait for the rooms, let Ben in, and tie each to its group without a word."""
        self.rooms = [settled(self.database, number, 5 * SECONDS) for number in self.ids]
        for one in self.rooms:
            self.ben.join(one.staff_room)
            self.ben.join(one.classroom)

        def work(db):
            for number, group in zip(self.ids, self.groups, strict=True):
                bridges.note_standing(db, str(group.id), True)
                bridges.turn_on(db, number, str(group.id), self.people[0].id, NOON)

        self.database.write(work)

    def write(self, text, number=0, **how):
        """Let Ana write in a group; give the message's id."""
        group = self.groups[number]
        return self.stage.loop.call(self.ana.send, text, to=group, **how)

    def shown(self, number=0):
        """List what the bot shows in a group."""
        group = self.groups[number]
        return [one for one in self.stage.loop.call(lambda: group.messages) if one.from_bot]

    def sees(self, piece, number=0):
        """Wait until the bot shows something in a group; give the message."""
        return eventually(
            lambda: next((one for one in self.shown(number) if piece in (one.text or "")), None)
        )

    def hears(self, piece, number=0):
        """Wait until something is said in a staff room; give the event."""
        room = self.rooms[number].staff_room
        return eventually(
            lambda: next(
                (one for one in self.ben.messages(room) if piece in one["content"].get("body", "")),
                None,
            )
        )

    def close(self):
        self.database.close()
