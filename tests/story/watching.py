"""What a TwinSpace on the homeserver should be by the words of the rules, and what it is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage import accounts, class_visits, members, people, pupils, safeguarding, twinspaces
from tests.story.stage import SERVER

SERVICE = f"@etwin-twinspace:{SERVER}"
KINDS = ("classroom", "staff_room", "space")


@dataclass(frozen=True)
class Room:
    """A room as the homeserver has it."""

    inside: frozenset[str]
    muted: frozenset[str]
    record: dict


class Sight:
    """A look at one project, in the database and on the homeserver."""

    def __init__(self, database, homeserver, loop, number):
        self.database, self.homeserver = database, homeserver
        self.loop, self.number = loop, number

    def unwatched(self):
        """Name the pupils who can write without a supervising teacher, or of whom nobody heard."""
        state = self.database.read(self._supervised)
        room = self._room("classroom")
        for user, school in state["pupils"].items():
            watched = bool(state["watchers"].get(school, set()) & room.inside)
            if user not in room.inside or watched:
                continue
            if user not in room.muted:
                return f"{user} writes unwatched"
            if not self._is_told(school):
                return f"nobody was told of {user}"
        return ""

    def _supervised(self, db):
        """Read, by the words of the rule alone, who could supervise whom."""
        inside = {f"@{one.localpart}:{SERVER}": one for one in pupils.inside(db, self.number)}
        visits, watchers = class_visits.of_project(db, self.number), {}
        for member in members.inside(db, self.number):
            person = people.by_id(db, member.person_id)
            came = [one.added_at for one in inside.values() if one.added_by == person.id]
            came += [visits[person.id].opened_at] if person.id in visits else []
            is_lately = came and datetime.now(UTC) - max(came) < timedelta(days=14)
            if person.is_validated and is_lately:
                users = set(accounts.users(db, person.id, SERVER))
                watchers.setdefault(member.school_id, set()).update(users)
        schools_of = {user: one.school_id for user, one in inside.items()}
        return {"pupils": schools_of, "watchers": watchers}

    def _is_told(self, school):
        """Tell whether a message about the break of this school stands in the log."""

        def work(db):
            found = mutes_log(db, self.number, school)
            return found and found[-1] == "muted"

        return self.database.read(work)

    def compare_rooms(self, removed):
        """See that the rooms equal the database, and that who was taken out is in none."""
        grown, small = self.database.read(self._belong)
        state = self.database.read(self._supervised)
        for kind in KINDS:
            room = self._room(kind)
            assert room.inside == grown | (small if kind != "staff_room" else set()), kind
            assert not room.inside & removed, "somebody who was taken out is in a room"
            watched = {
                user
                for user, school in state["pupils"].items()
                if state["watchers"].get(school, set()) & room.inside
            }
            assert room.muted == (small - watched if kind != "staff_room" else set()), kind
            assert set(room.record["members"]) == room.inside, kind

    def _belong(self, db):
        grown = {
            user
            for member in members.inside(db, self.number)
            for user in accounts.users(db, member.person_id, SERVER)
            if people.by_id(db, member.person_id).is_validated
        }
        return grown, {f"@{one.localpart}:{SERVER}" for one in pupils.inside(db, self.number)}

    def _room(self, kind):
        room = getattr(self.database.read(twinspaces.by_project, self.number), kind)
        state = self.loop.run(self.homeserver.state(room, SERVICE))
        there = {(one["type"], one["state_key"]): one["content"] for one in state}
        levels = there["m.room.power_levels", ""]["users"]
        inside = {
            key
            for (what, key), content in there.items()
            if what == "m.room.member" and content["membership"] == "join" and key != SERVICE
        }
        muted = {user for user, level in levels.items() if level < 0}
        return Room(frozenset(inside), frozenset(muted), there["eu.etwin.room", ""])


def mutes_log(db, project_id, school):
    """List what the safeguarding log says of the muting of a school's pupils, in order."""
    return [
        entry.kind
        for entry, _ in safeguarding.entries(db)
        if entry.project_id == project_id
        and entry.subject == f"school:{school}"
        and entry.kind in {"muted", "unmuted"}
    ]
