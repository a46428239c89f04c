"""What we ask of the homeserver's operator holds on a real homeserver, under its own limits."""

import aiohttp
import pytest

from tests.matrix_bridge.names import BOT, SERVER

CLIENT = "/_matrix/client/v3"


@pytest.fixture
def ask(synapse):
    """Ask the homeserver something as somebody: the status and Matrix's word for it."""

    async def asked(token, method, path, body=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession(synapse.url) as client,
            client.request(method, path, json=body, headers=headers) as answer,
        ):
            content = await answer.json()
            return answer.status, content.get("errcode", content)

    return asked


@pytest.mark.parametrize("localpart", ["etwin", "etwin-twinspace", "t_x", "p_x", "tg_5"])
def test_accounts_of_ours_cannot_be_made_by_others(synapse, localpart):
    with pytest.raises(OSError, match="400"):
        synapse.register_user(localpart, "secret")


@pytest.mark.parametrize("localpart", ["etwina", "xetwin", "teacher", "pupil", "tgx"])
def test_accounts_that_only_look_like_ours_are_free(synapse, localpart):
    user, _ = synapse.register_user(localpart, "secret")

    assert user == f"@{localpart}:{SERVER}"


@pytest.mark.parametrize("alias", ["etwin_7_classroom", "anything"])
async def test_only_the_service_names_rooms(ask, person, homeserver, alias):
    _, token = person()
    body = {"preset": "private_chat", "room_alias_name": alias}

    status, _ = await ask(token, "POST", f"{CLIENT}/createRoom", body)

    assert 400 <= status < 500
    assert await homeserver.resolve_alias(f"#{alias}:{SERVER}") is None


async def test_nobody_registers_by_themself(ask):
    body = {"username": "zoe", "password": "secret", "auth": {"type": "m.login.dummy"}}

    assert await ask("", "POST", f"{CLIENT}/register", body) == (403, "M_FORBIDDEN")
    assert (await ask("", "POST", f"{CLIENT}/register?kind=guest", {}))[0] == 403


async def test_nobody_looks_for_people(ask, person):
    stranger, _ = person("zoe")
    _, token = person()

    body = {"search_term": "zoe"}
    found = await ask(token, "POST", f"{CLIENT}/user_directory/search", body)

    assert found == (200, {"limited": False, "results": []})
    assert (await ask(token, "GET", f"{CLIENT}/profile/{stranger}"))[0] == 403
    assert (await ask("", "GET", f"{CLIENT}/profile/{stranger}"))[0] == 401


async def test_nobody_publishes_a_room_or_looks_for_one(ask, person):
    _, token = person()
    body = {"preset": "private_chat", "is_direct": True, "invite": [BOT]}
    _, made = await ask(token, "POST", f"{CLIENT}/createRoom", body)
    listed = f"{CLIENT}/directory/list/room/{made['room_id']}"

    assert (await ask(token, "GET", listed))[1] == {"visibility": "private"}
    assert (await ask(token, "PUT", listed, {"visibility": "public"}))[0] == 403
    assert (await ask("", "GET", f"{CLIENT}/publicRooms"))[0] == 401
    assert (await ask(token, "GET", f"{CLIENT}/publicRooms"))[1].get("chunk") == []


async def test_servers_elsewhere_are_not_asked(ask, person):
    _, token = person()

    status, _ = await ask(token, "POST", f"{CLIENT}/join/%23some:elsewhere.example", {})

    assert status in {403, 404, 502}
    assert (await ask(token, "GET", f"{CLIENT}/profile/@a:elsewhere.example"))[0] >= 400


async def test_homeserver_fetches_no_pages_for_people(ask, person):
    _, token = person()
    path = "/_matrix/client/v1/media/preview_url?url=http://127.0.0.1/"

    assert (await ask(token, "GET", path))[0] == 404
