"""A room of the service on a real homeserver, and what a pupil and a teacher do in it."""

from handlers.platform import Outgoing
from handlers.rich import Rich
from matrix_bridge.rooms import Rooms
from tests.matrix_bridge.names import SERVER, SERVICE

POWER = {"users_default": 0, "events_default": 0, "redact": 50}


async def opened(homeserver, kind, users):
    """Open a room as the service does, let a teacher (the first) and pupils in; give its id."""
    members = {user: {"role": "pupil", "school": "1"} for user in users}
    members[users[0]] = {"role": "teacher", "school": "1", "supervises": True}
    record = {"kind": kind, "members": members}
    state = [{"type": "eu.etwin.room", "state_key": "", "content": record}]
    body = {"preset": "private_chat", "creation_content": {"m.federate": False}}
    levels = {**POWER, "users": {users[0]: 50}}
    body |= {"power_level_content_override": levels, "initial_state": state}
    room = await homeserver.create_room(body, SERVICE)
    for user in users:
        await homeserver.ensure_user(user[1:].partition(":")[0])
        await homeserver.ensure_device(user)
        await homeserver.invite(room, SERVICE, user)
        await homeserver.join(room, user)
    return room


class Room:
    """A room, the two who are in it, and how they and the portal use it."""

    def __init__(self, homeserver, name):
        self._opened, self._name = homeserver, name
        self._number = 0

    async def __aenter__(self):
        self.homeserver = await self._opened.__aenter__()
        self.rooms = Rooms(self.homeserver, SERVER)
        self.pupil, self.teacher = self._name("p"), self._name("t")
        users = [f"@{one}:{SERVER}" for one in (self.teacher, self.pupil)]
        self.id = await opened(self.homeserver, "classroom", users)
        return self

    async def __aexit__(self, *error):
        await self._opened.__aexit__(*error)

    async def say(self, text, by="", **what):
        """Send as delivery does."""
        self._number += 1
        transaction = f"{self.id}.{self._number}"
        rich = text if isinstance(text, Rich) else Rich(text)
        who = by or self.pupil
        return await self.rooms.send(
            Outgoing(self.id, rich, sender=who, transaction=transaction, **what)
        )

    async def post(self, content, by=""):
        """Send an event as another client does."""
        self._number += 1
        user = f"@{by or self.pupil}:{SERVER}"
        transaction = f"{self.id}.{self._number}"
        return await self.homeserver.send_event(
            self.id, "m.room.message", content, transaction, user
        )

    async def take_back(self, event_id, by=""):
        """Take a message back as delivery does."""
        self._number += 1
        transaction = f"{self.id}.{self._number}"
        part = Outgoing(self.id, Rich(""), sender=by or self.pupil, transaction=transaction)
        await self.rooms.edit(part, event_id)

    async def texts(self, **how):
        page = await Rooms(self.homeserver, SERVER).messages(self.id, **how)
        return [one.text for one in page.messages]

    async def newest(self):
        page = await self.rooms.messages(self.id)
        return page.messages[-1]


def edit(event_id, text):
    """Change a message as clients do."""
    relation = {"rel_type": "m.replace", "event_id": event_id}
    new = {"msgtype": "m.text", "body": text}
    return {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
