"""Pages of one's own: who is let in by which link, for how long, and who is out at once. POR-2."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from handlers import leaving
from storage import addresses, coordinators, parting, people
from storage.addresses import Address
from storage.people import Standing
from tests.conftest import NOON
from tests.makers import project
from tests.portal.own import ASKED, come_in, path_of

PLACES = ("me", "twinspaces", "desk")


@pytest.fixture
def cora(database, teacher):
    """A teacher who coordinates Romania as well: she may be everywhere."""
    person, address = teacher("Cora")
    database.write(lambda db: coordinators.add(db, person.id, "RO", NOON))
    _project(database, teacher, person)
    return person, address


def _project(database, teacher, person):
    partner, _ = teacher("Paul", country="FR")
    database.write(lambda db: project(db, (person, partner), NOON))


@pytest.fixture(params=PLACES)
def place(request):
    return request.param


@pytest.fixture
def enter(browse, chats, cora):
    """Let Cora in at a place."""
    return lambda place: come_in(browse, chats, place, cora[1])


def test_a_link_opens_once_and_only_looking_does_not_use_it_up(browse, chats, cora, place):
    path = path_of(chats.send(ASKED[place], cora[1]))
    assert browse().get(path).status == 200
    assert "Cora" in browse().get(path).words  # whose it is stands there

    assert browse().post(path).path == f"/{place}"

    assert browse().post(path).status == 410
    assert browse().get(path).status == 410


def test_a_link_is_good_for_ten_minutes(browse, chats, world, cora, place):
    path = path_of(chats.send(ASKED[place], cora[1]))
    world.at += timedelta(minutes=10)

    assert browse().post(path).status == 410


def test_a_new_link_is_a_button_in_the_chat(chats, cora, place):
    [reply] = chats.send(ASKED[place], cora[1])

    [again] = chats.press("browsing.again", reply, cora[1])

    assert path_of([again]) != path_of([reply])


def test_a_session_of_one_place_opens_no_other(enter, place):
    browser = enter(place)

    for other in PLACES:
        assert browser.get(f"/{other}").status == (200 if other == place else 403)


def test_the_token_of_one_place_is_none_of_another(enter, browse, place):
    [token] = [cookie.value for cookie in enter(place).client.session.cookie_jar]
    other = browse(Cookie="; ".join(f"{one}={token}" for one in PLACES if one != place))

    for one in PLACES:
        assert other.get(f"/{one}").status == 403


def test_nobody_comes_in_without_a_link(browse, place):
    page = browse().get(f"/{place}")

    assert page.status == 403
    assert ASKED[place].split(" ")[0].replace("desk", "queue") in page.words


def test_leaving_ends_it_here_and_in_the_browser(enter, browse, place):
    browser = enter(place)
    [token] = [cookie.value for cookie in browser.client.session.cookie_jar]

    assert browser.post(f"/{place}/leave").status == 200

    assert browser.cookies() == {}
    assert browse(Cookie=f"{place}={token}").get(f"/{place}").status == 403


def test_it_ends_after_a_day_however_often_it_is_used(enter, world, place):
    browser = enter(place)
    for _ in range(36):
        assert browser.get(f"/{place}").status == 200
        world.at += timedelta(minutes=40)

    assert browser.get(f"/{place}").status == 403


def test_where_others_data_stands_it_closes_after_45_idle_minutes(enter, world):
    browsers = {place: enter(place) for place in PLACES}

    world.at += timedelta(minutes=46)

    assert [browsers[place].get(f"/{place}").status for place in PLACES] == [200, 403, 403]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(enter, place):
    [cookie] = enter(place).cookies().values()

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "expires" not in cookie.lower()


def test_the_cookie_is_bound_to_the_host_where_the_portal_is_encrypted(
    browse, chats, cora, settings, place
):
    settings(public_url="https://portal.example")
    path = path_of(chats.send(ASKED[place], cora[1]))

    set_cookie = browse().post(path, follows=False).headers["Set-Cookie"]

    assert set_cookie.startswith(f"__Host-{place}=")
    assert "Secure" in set_cookie
    assert "Path=/" in set_cookie


@pytest.mark.parametrize(
    "path",
    [
        "/me/file",
        "/me/forget",
        "/me/change/name",
        "/me/leave",
        "/me/everywhere/leave",
        "/twinspaces/1",
        "/twinspaces/leave",
        "/desk/leave",
        "/desk/decide",
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_forms_of_other_sites_do_nothing(enter, browse, database, cora, path, headers):
    place = path.split("/")[1]
    [token] = [cookie.value for cookie in enter(place).client.session.cookie_jar]
    foreign = browse(Cookie=f"{place}={token}", **headers)

    assert foreign.post(path, words="yes", name="Evil", nonce="n").status == 403

    found = database.read(people.by_id, cora[0].id)
    assert (found.name, found.is_gone) == ("Cora", False)
    assert browse(Cookie=f"{place}={token}").get(f"/{place}").status == 200


# --- Rights are what is true now ---------------------------------------------------------------


def dismissed(db, person):
    db.execute(delete(coordinators.table))


def suspended(db, person):
    people.decide(db, people.hold(db, person.id), Standing.SUSPENDED, NOON)


def forgotten(db, person):
    leaving.erase(db, people.hold(db, person.id), NOON)


def unlinked(db, person):
    for one in addresses.of_person(db, person.id):
        parting.part(db, one.id)


def not_validated(db, person):
    people.decide(db, people.hold(db, person.id), Standing.REFUSED, NOON)


OPEN = {
    dismissed: {"me", "twinspaces"},
    suspended: {"me"},
    forgotten: set(),
    unlinked: set(),
    not_validated: {"me", "desk"},
}


@pytest.mark.parametrize("what", OPEN, ids=lambda one: one.__name__)
def test_who_may_not_any_more_is_out_at_once(enter, database, cora, place, what):
    browser = enter(place)
    database.write(what, cora[0])

    assert browser.get(f"/{place}").status == (200 if place in OPEN[what] else 403)


@pytest.mark.parametrize("what", OPEN, ids=lambda one: one.__name__)
def test_nor_do_they_come_in_by_a_link_from_before(browse, chats, database, cora, place, what):
    path = path_of(chats.send(ASKED[place], cora[1]))
    database.write(what, cora[0])

    assert browse().get(path).status == (200 if place in OPEN[what] else 410)
    assert browse().post(path).status == (200 if place in OPEN[what] else 410)


def test_two_registrations_made_one_are_both_out(enter, chats, cora, teacher, place, browse):
    browser = enter(place)
    _, other = teacher("Cora Bis", platform="matrix")
    bis = come_in(browse, chats, "me", other)
    [code] = chats.send("/link", cora[1])
    [sure] = chats.send(code.fields["command"].text, other)
    _, asked = chats.press("merge.yes", sure, other)
    assert browser.get(f"/{place}").status == 200
    chats.press("merge.yes", asked, cora[1])

    assert browser.get(f"/{place}").status == 403
    assert bis.get("/me").status == 403


def test_a_lost_phone_reads_on_in_no_browser(enter, chats, cora, coordinator, place):
    browser = enter(place)
    _, zoe = coordinator("Zoe", "*")
    [check] = chats.send(f"/move p{cora[0].id}", zoe)
    [code] = chats.press("move.checked", check, zoe)
    chats.send(code.fields["command"].text, Address("matrix", "@new:example.org"))

    assert browser.get(f"/{place}").status == 403
