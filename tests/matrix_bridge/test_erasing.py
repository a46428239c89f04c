"""A pupil erased on a real homeserver: taken back, deleted, closed, and read back. Rule TWS-11."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from handlers import leaving
from handlers.platform import Gate
from matrix_bridge import erasing
from matrix_bridge.admin import Admin
from matrix_bridge.homeserver import Content, Refused
from storage import account_erasing, projects, pupil_erasing, room_reports, safeguarding
from tests.conftest import NOON
from tests.matrix_bridge.erasable import Erasable
from tests.matrix_bridge.names import SERVICE
from tests.matrix_bridge.settled import now

SAID, LIKED = "I live in the yellow house", "🏡"


@pytest.fixture(scope="session")
def admin_token(synapse):
    return synapse.admin_token("secret of the operator")


@pytest.fixture
def home(homeserver, synapse, admin_token, desk, name, tmp_path):
    return Erasable(homeserver, desk, name, (synapse.url, admin_token), tmp_path)


async def test_nothing_of_an_erased_pupil_is_left_and_the_others_keep_theirs(home):
    await home.settle()
    room, fox, user = home.rooms.classroom, home.fox, home.user(home.fox)
    first = await home.say(fox, SAID)
    await home.say(home.owl, "Hoo")
    mxc = await home.homeserver.upload(Content(b"a drawing", "image/png"), "me.png", user)
    reaction = {"m.relates_to": {"rel_type": "m.annotation", "event_id": first, "key": LIKED}}
    await home.homeserver.send_event(room, "m.reaction", reaction, f"{user} reacts", user)

    await home.erase(home.fox)

    state = await home.homeserver.state(room, SERVICE)
    assert SAID not in str(state)
    assert fox.pseudonym not in str(state)
    everything = await home.homeserver.call(
        "GET",
        f"/_matrix/client/v3/rooms/{quote(room)}/messages",
        user=SERVICE,
        query={"dir": "b", "limit": "500"},
    )
    assert SAID not in str(everything)
    assert LIKED not in str(everything)
    assert fox.pseudonym not in str(everything)
    assert "Hoo" in str(everything)
    assert home.owl.pseudonym in str(state)
    known = await home.admin.account(user)
    assert (known["deactivated"], known["erased"], known["displayname"]) == (True, True, None)
    assert await home.admin.count_media(user) == 0
    path = f"/_matrix/client/v1/media/download/{mxc.removeprefix('mxc://')}"
    with pytest.raises(Refused):
        await home.homeserver.call("GET", path, user=SERVICE)
    assert not home.knows(fox)
    assert home.knows(home.owl)
    wish = home.read(account_erasing.by_account, fox.localpart)
    assert wish.done_at is not None
    log = home.read(lambda db: list(safeguarding.entries(db)))
    assert log[-1][0].kind == "pupil erased"
    assert home.listed.path.read_text().split()[0] == fox.localpart


async def test_more_than_one_task_takes_is_taken_back_all_the_same(home, monkeypatch):
    await home.settle()
    for number in range(12):
        await home.say(home.fox, f"{SAID} {number}")
    monkeypatch.setattr(erasing, "MARGIN", -9)

    await home.erase(home.fox, times=2)  # the first time, the account is only put out

    assert not [body for body in await home.bodies() if SAID in body]


@pytest.mark.parametrize("state", [projects.State.CLOSED, projects.State.ARCHIVED])
async def test_a_pupil_of_a_closed_project_is_erased_too(home, state):
    await home.settle()
    await home.say(home.fox, SAID)

    home.becomes(state)
    await home.settling.settle_changed()
    await home.erase(home.fox)

    assert SAID not in await home.bodies()
    assert not home.knows(home.fox)


async def test_who_is_in_a_room_still_is_not_erased_yet(home):
    await home.settle()

    await home.erase(home.fox, settles=False)

    assert home.knows(home.fox)
    assert home.read(account_erasing.by_account, home.fox.localpart).done_at is None


@pytest.mark.parametrize("step", ["_clear", "_delete_media", "_close", "_read_back"])
async def test_a_death_at_any_step_is_made_up_for(home, monkeypatch, step):
    await home.settle()
    await home.say(home.fox, SAID)
    whole = getattr(home.erasing, step)

    async def die(*arguments):
        await whole(*arguments)
        setattr(home.erasing, step, whole)
        raise RuntimeError("killed")

    setattr(home.erasing, step, die)
    await home.erase(home.fox)

    assert SAID not in await home.bodies()
    assert not home.knows(home.fox)
    assert home.listed.path.read_text().count(home.fox.localpart) == 1


async def test_what_a_backup_brings_back_is_erased_again(home):
    await home.settle()
    home.listed.path.write_text(f"{home.fox.localpart} {home.fox.id} - {home.number}\np_torn 1")
    await home.say(home.fox, SAID)

    assert home.write(home.listed.replay, now()) == 1
    assert home.write(home.listed.replay, now()) == 0
    await home.go_on()

    assert SAID not in await home.bodies()
    assert not home.knows(home.fox)
    assert home.write(home.listed.replay, now()) == 0


async def test_a_pupil_who_never_came_in_is_erased_without_an_account(home):
    await home.erase(home.fox)

    assert not home.knows(home.fox)


async def test_an_erased_teachers_account_is_closed_and_named_no_more(home):
    await home.settle()
    account, room = home.account(home.eva), home.rooms.classroom

    home.becomes(projects.State.CLOSED)
    home.write(leaving.erase, home.eva, now() - leaving.CLOSED_AFTER)
    await home.go_on()

    known = await home.admin.account(account)
    assert (known["deactivated"], known["erased"]) == (True, True)
    # Every test of this file has its teachers in the same room: of this one nothing is left.
    mine = [one for one in await home.homeserver.state(room, SERVICE) if account in str(one)]
    assert mine
    assert "Evangelina" not in str(mine)


async def test_the_erasers_own_token_is_known_as_an_administrators(synapse, admin_token):
    for token, is_one in ((admin_token, True), ("made-up-token", False)):
        admin = Admin(synapse.url, token, Gate())
        assert await admin.is_admin() is is_one
        await admin.close()


async def test_an_open_report_delays_an_erasure_for_thirty_days_at_most(home):
    fox = home.fox
    about = {"project_id": home.number, "school_id": fox.school_id, "about_pupil": fox.id}
    what = {"key": "k", "room": "!r", "message": "$1", "words": "bad"}
    report = home.write(lambda db: room_reports.add(db, NOON, **about, **what))
    home.write(pupil_erasing.want, fox.id, NOON)

    def due(at):
        return bool(home.read(pupil_erasing.due, at))

    assert not due(NOON)
    assert not due(NOON + timedelta(days=29))
    assert due(NOON + timedelta(days=31))
    home.write(room_reports.close, report, NOON)
    assert due(NOON)
