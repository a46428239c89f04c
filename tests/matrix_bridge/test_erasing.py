"""A pupil erased on a real homeserver: taken back, deleted, closed, and read back. Rule TWS-11."""

import contextlib
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from handlers import leaving
from handlers.conversation import Event, Place
from handlers.platform import Gate
from matrix_bridge import erasing
from matrix_bridge.admin import Admin
from matrix_bridge.erasing import Erasing
from matrix_bridge.erasure_list import ErasureList
from matrix_bridge.homeserver import Content, Refused
from matrix_bridge.reporting import Reporting
from matrix_bridge.settle import Settling
from storage import (
    account_erasing,
    accounts,
    frozen,
    people,
    projects,
    pupil_erasing,
    pupils,
    room_reports,
    safeguarding,
    twinspaces,
)
from storage.addresses import Address
from tests import makers
from tests.conftest import NOON
from tests.matrix_bridge.names import SERVER, SERVICE

SAID = "I live in the yellow house"


def now():
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def admin_token(synapse):
    return synapse.admin_token("secret of the operator")


@pytest.fixture
def rivers(desk, name):
    """A project of Ana and Eva with the pupils Fox and Owl of Ana's school."""

    def found(db):
        founders = [makers.teacher(db, one, "RO", NOON) for one in ("Anamaria", "Evangelina")]
        project = makers.project(db, founders, NOON)
        made = []
        for pseudonym in ("Blue Fox", "Grey Owl"):
            where = {"school_id": founders[0].school_id, "added_by": founders[0].id}
            pupil = pupils.add(
                db,
                project_id=project.id,
                **where,
                pseudonym=pseudonym,
                localpart=name("p"),
                code=f"{len(made)}BCDE234567",
                at=now(),
            )
            made.append(pupil)
        twinspaces.want(db, project.id)
        return project, *made

    return desk.database.write(found)


class House:
    """The homeserver, the settler and the eraser of a test."""

    def __init__(self, homeserver, admin, desk, folder):
        self.homeserver, self.desk = homeserver, desk
        self.settling = Settling(homeserver, SERVER, desk.in_database, now, lambda: None)
        self.admin = admin
        self.listed = ErasureList(folder / "erasures.txt")
        self.erasing = Erasing(
            homeserver, self.admin, self.listed, SERVER, desk.in_database, now, lambda: None
        )

    async def rooms(self, project):
        while not self.desk.database.read(twinspaces.by_project, project.id).is_settled:
            await self.settling.settle_changed()
        return self.desk.database.read(twinspaces.by_project, project.id)

    async def erase(self, pupil, *, settles=True):
        """Want a pupil erased, and do it as the service does: again until it is done."""
        self.desk.database.write(pupil_erasing.want, pupil.id, now() - timedelta(seconds=1))
        return await self.go_on(settles=settles)

    async def go_on(self, *, settles=True):
        for _ in range(20):
            if settles:
                await self.settling.settle_changed()
            await self.erasing.erase_due()
            if not self.desk.database.read(account_erasing.due, now()):
                return

    async def bodies(self, room):
        page = await self.homeserver.messages(room, SERVICE, limit=500)
        return [event["content"].get("body") for event in page.events]


@pytest.fixture
def admin(synapse, admin_token):
    return contextlib.aclosing(_Closing(synapse.url, admin_token, Gate()))


class _Closing(Admin):
    async def aclose(self):
        await self.close()


@pytest.fixture
def house(desk, tmp_path):
    return lambda homeserver, admin: House(homeserver, admin, desk, tmp_path)


async def say(homeserver, room, pupil, text, txn):
    body = {"msgtype": "m.text", "body": text}
    user = f"@{pupil.localpart}:{SERVER}"
    return await homeserver.send_event(room, "m.room.message", body, txn, user)


async def test_nothing_of_an_erased_pupil_is_left_and_the_others_keep_theirs(
    homeserver, admin, house, rivers, desk
):
    project, fox, owl = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    user = f"@{fox.localpart}:{SERVER}"
    first = await say(homeserver, room, fox, SAID, f"{fox.localpart}-1")
    await say(homeserver, room, owl, "Hoo", f"{owl.localpart}-1")
    mxc = await homeserver.upload(Content(b"a drawing", "image/png"), "me.png", user)
    reaction = {"m.relates_to": {"rel_type": "m.annotation", "event_id": first, "key": SAID}}
    await homeserver.send_event(room, "m.reaction", reaction, f"{fox.localpart}-2", user)

    await home.erase(fox)

    state = await homeserver.state(room, SERVICE)
    assert SAID not in str(state)
    assert "Blue Fox" not in str(state)
    everything = await homeserver.call(
        "GET",
        f"/_matrix/client/v3/rooms/{quote(room)}/messages",
        user=SERVICE,
        query={"dir": "b", "limit": "500"},
    )
    assert SAID not in str(everything)
    assert "Blue Fox" not in str(everything)
    assert "Hoo" in str(everything)
    assert "Grey Owl" in str(state)
    known = await home.admin.account(user)
    assert (known["deactivated"], known["erased"], known["displayname"]) == (True, True, None)
    assert await home.admin.count_media(user) == 0
    path = f"/_matrix/client/v1/media/download/{mxc.removeprefix('mxc://')}"
    with pytest.raises(Refused):
        await homeserver.call("GET", path, user=SERVICE)
    assert desk.database.read(pupils.by_id, fox.id) is None
    assert desk.database.read(pupils.by_id, owl.id) is not None
    wish = desk.database.read(account_erasing.by_account, fox.localpart)
    assert wish.done_at is not None
    with desk.database.reading() as db:
        kinds = [entry.kind for entry, _ in safeguarding.entries(db)]
    assert kinds[-1] == "pupil erased"
    assert home.listed.path.read_text().split()[0] == fox.localpart


async def test_more_than_one_task_takes_is_taken_back_all_the_same(
    homeserver, admin, house, rivers, monkeypatch
):
    project, fox, _ = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    for number in range(12):
        await say(homeserver, room, fox, f"{SAID} {number}", f"{fox.localpart}-{number}")
    monkeypatch.setattr(erasing, "MARGIN", -9)

    await home.erase(fox)

    assert not [body for body in await home.bodies(room) if body and SAID in body]


@pytest.mark.parametrize("state", [projects.State.CLOSED, projects.State.ARCHIVED])
async def test_a_pupil_of_a_closed_project_is_erased_too(
    homeserver, admin, house, rivers, desk, state
):
    project, fox, _ = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    await say(homeserver, room, fox, SAID, f"{fox.localpart}-1")

    def close(db):
        projects.change(db, projects.by_id(db, project.id), state, NOON)
        twinspaces.want(db, project.id)

    desk.database.write(close)
    await home.settling.settle_changed()
    await home.erase(fox)

    assert SAID not in await home.bodies(room)
    assert desk.database.read(pupils.by_id, fox.id) is None


async def test_who_is_in_a_room_still_is_not_erased_yet(homeserver, admin, house, rivers, desk):
    project, fox, _ = rivers
    home = house(homeserver, admin)
    await home.rooms(project)

    await home.erase(fox, settles=False)

    assert desk.database.read(pupils.by_id, fox.id) is not None
    assert desk.database.read(account_erasing.by_account, fox.localpart).done_at is None


@pytest.mark.parametrize("step", ["_clear", "_delete_media", "_close", "_read_back"])
async def test_a_death_at_any_step_is_made_up_for(
    homeserver, admin, house, rivers, desk, monkeypatch, step
):
    project, fox, _ = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    await say(homeserver, room, fox, SAID, f"{fox.localpart}-1")
    whole = getattr(home.erasing, step)

    async def die(*arguments):
        await whole(*arguments)
        setattr(home.erasing, step, whole)
        raise RuntimeError("killed")

    setattr(home.erasing, step, die)
    await home.erase(fox)

    assert SAID not in await home.bodies(room)
    assert desk.database.read(pupils.by_id, fox.id) is None
    assert home.listed.path.read_text().count(fox.localpart) == 1


async def test_what_a_backup_brings_back_is_erased_again(homeserver, admin, house, rivers, desk):
    project, fox, _ = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    home.listed.path.write_text(f"{fox.localpart} {fox.id} - {project.id}\np_torn 1")
    await say(homeserver, room, fox, SAID, f"{fox.localpart}-1")

    assert desk.database.write(home.listed.replay, now()) == 1
    assert desk.database.write(home.listed.replay, now()) == 0
    await home.go_on()

    assert SAID not in await home.bodies(room)
    assert desk.database.read(pupils.by_id, fox.id) is None
    assert desk.database.write(home.listed.replay, now()) == 0


async def test_a_pupil_who_never_came_in_is_erased_without_an_account(
    homeserver, admin, house, rivers, desk
):
    _, fox, _ = rivers
    home = house(homeserver, admin)

    await home.erase(fox)

    assert desk.database.read(pupils.by_id, fox.id) is None


async def test_an_erased_teachers_account_is_closed_and_named_no_more(
    homeserver, admin, house, rivers, desk
):
    project, _, _ = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    eva = desk.database.read(people.by_id, project.cofounder_id)
    account = desk.database.read(accounts.of_person, eva.id)

    def erase(db):
        projects.change(db, projects.by_id(db, project.id), projects.State.CLOSED, NOON)
        leaving.erase(db, people.by_id(db, eva.id), now() - leaving.CLOSED_AFTER)

    desk.database.write(erase)
    desk.database.write(twinspaces.want, project.id)
    await home.go_on()

    known = await home.admin.account(f"@{account}:{SERVER}")
    assert (known["deactivated"], known["erased"]) == (True, True)
    # Every test of this file has its teachers in the same room: of this one nothing is left.
    mine = [one for one in await homeserver.state(room, SERVICE) if account in str(one)]
    assert mine
    assert "Evangelina" not in str(mine)


async def test_the_erasers_own_token_is_known_as_an_administrators(synapse, admin_token):
    for token, is_one in ((admin_token, True), ("made-up-token", False)):
        admin = Admin(synapse.url, token, Gate())
        assert await admin.is_admin() is is_one
        await admin.close()


async def test_a_report_typed_in_a_room_is_taken_back_and_what_it_answers_frozen(
    homeserver, admin, house, rivers, desk
):
    project, fox, owl = rivers
    home = house(homeserver, admin)
    room = (await home.rooms(project)).classroom
    await say(homeserver, room, fox, "Good morning", f"{fox.localpart}-1")
    bad = await say(homeserver, room, owl, SAID, f"{owl.localpart}-1")
    typed = await say(homeserver, room, fox, "!report please look", f"{fox.localpart}-2")
    event = Event(
        id=typed,
        address=Address("room", f"@{fox.localpart}:{SERVER}"),
        chat=room,
        at=now(),
        command="report",
        words="please look",
        about=bad,
        message=typed,
        room=Place(project.id, "classroom", room, "en"),
    )

    await Reporting(homeserver, SERVICE, desk.in_database).prepare([event])

    bodies = await home.bodies(room)
    assert not [body for body in bodies if body and "report" in body]
    kept = desk.database.read(frozen.by_key, typed)
    assert (kept.message, kept.sender) == (bad, f"@{owl.localpart}:{SERVER}")
    assert [line.text for line in kept.lines][-2:] == ["Good morning", SAID]


async def test_an_open_report_delays_an_erasure_for_thirty_days_at_most(rivers, desk):
    project, fox, _ = rivers
    about = {"project_id": project.id, "school_id": fox.school_id, "about_pupil": fox.id}
    what = {"key": "k", "room": "!r", "message": "$1", "words": "bad"}
    report = desk.database.write(lambda db: room_reports.add(db, NOON, **about, **what))
    desk.database.write(pupil_erasing.want, fox.id, NOON)

    def due(at):
        return bool(desk.database.read(pupil_erasing.due, at))

    assert not due(NOON)
    assert not due(NOON + timedelta(days=29))
    assert due(NOON + timedelta(days=31))
    desk.database.write(room_reports.close, report, NOON)
    assert due(NOON)
