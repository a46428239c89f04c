"""Codes by which coordinators make others, and what ends them. Rule REG-7."""

import pytest

from storage import codes, coordinators, people, safeguarding
from storage.addresses import Address
from storage.codes import Purpose
from tests.conftest import NOON
from tests.handlers.suspended import logged, suspend_typed


@pytest.fixture
def staff(teacher, coordinator):
    """Maria and Mihai coordinate Romania, Clara is central support, Ana teaches there."""
    those = {"maria": coordinator("Maria", "RO"), "mihai": coordinator("Mihai", "RO")}
    return those | {"clara": coordinator("Clara", "*"), "ana": teacher("Ana")}


@pytest.fixture
def invite(chats, staff):
    """Let somebody of the staff make a code; give what is to be typed."""

    def make(who="maria", country="RO"):
        [code] = chats.send(f"/coordinators invite {country}", staff[who][1])
        return code.fields["command"].text

    return make


def dismiss(chats, whom, by, country="RO"):
    done, *_ = chats.send(f"/dismiss {country} {whom[0].id} yes", by[1])
    assert done.key == "coordinators.was_dismissed"


def suspend(chats, whom, by):
    done, *_ = suspend_typed(chats, whom[0], by[1])
    assert done.key == "suspending.was_suspended"


def of_romania(database):
    return database.read(coordinators.of_country, "RO")


@pytest.mark.parametrize("ended", [dismiss, suspend])
@pytest.mark.parametrize("platform", ["telegram", "matrix"])
def test_a_code_of_who_decides_no_more_makes_nobody_a_coordinator(
    chats, staff, invite, database, ended, platform
):
    kept, begun = invite(), invite()
    stranger, other = Address(platform, "stranger"), Address(platform, "other")
    assert chats.send(begun, other)[0].key == "claim.name"

    ended(chats, staff["maria"], by=staff["clara"])

    assert [one.key for one in chats.send("Maria again", other)] == ["claim.unknown"]
    for who in (staff["maria"][1], stranger, staff["ana"][1]):
        [refused] = chats.send(kept, who)
        assert refused.key in {"claim.unknown", "router.suspended"}
    assert of_romania(database) == [staff["mihai"][0].id]


def test_a_code_dies_with_a_dismissal_also_if_its_maker_is_appointed_again(
    chats, staff, invite, database
):
    kept = invite()
    dismiss(chats, staff["maria"], by=staff["clara"])
    database.write(coordinators.add, staff["maria"][0].id, "RO", NOON)

    assert chats.send(kept, staff["ana"][1])[0].key == "claim.unknown"


def test_who_gave_a_code_must_still_lead_that_country(chats, staff, invite, database):
    kept = invite("clara", "RO")
    database.write(coordinators.remove, staff["clara"][0].id, coordinators.ALL)

    assert chats.send(kept, staff["ana"][1])[0].key == "claim.unknown"


def test_a_code_of_the_command_line_outlives_every_coordinator(chats, staff, database):
    lasts = codes.CLAIM_LASTS
    database.write(lambda db: codes.make(db, "ABCD1234", Purpose.CLAIM, "RO", at=NOON, lasts=lasts))
    dismiss(chats, staff["maria"], by=staff["clara"])

    done, *told = chats.send("/claim ABCD1234", staff["ana"][1])

    assert (done.key, [one.to for one in told]) == ("claim.done", [staff["mihai"][1]])
    ana = f"person:{staff['ana'][0].id}"
    assert logged(database)[-1] == (safeguarding.Kind.APPOINTED, "service", ana, "RO")


def test_who_claims_is_written_down_and_the_colleagues_are_told(chats, staff, invite, database):
    typed = invite("clara", "RO")
    dora = Address("telegram", "dora")
    chats.send(typed, dora)

    done, *told = chats.send("Dora Pop", dora)

    assert done.key == "claim.done"
    colleagues = [staff[name][1] for name in ("maria", "mihai", "clara")]
    assert [(one.key, one.to) for one in told] == [
        ("coordinators.was_appointed", one) for one in colleagues
    ]
    assert {one.fields["name"] for one in told} == {"Dora Pop"}
    [made] = database.read(people.named, "Dora", frozenset({"RO"}))
    clara = f"person:{staff['clara'][0].id}"
    assert logged(database)[-1] == (
        safeguarding.Kind.APPOINTED,
        clara,
        f"person:{made.id}",
        "RO",
    )


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
def test_who_coordinates_already_is_told_so_and_the_code_is_left_to_the_newcomer(
    chats, staff, invite, database, platform
):
    typed, before = invite(), logged(database)

    for who in ("mihai", "maria"):
        [refused] = chats.send(typed, staff[who][1])
        assert (refused.key, refused.fields["service"].code) == ("claim.already", "RO")
    assert logged(database) == before

    newcomer = Address(platform, "newcomer")
    chats.send(typed, newcomer)
    assert chats.send("Dora Pop", newcomer)[0].key == "claim.done"


def test_nobody_suspended_claims(chats, staff, invite, database):
    typed = invite("mihai")
    suspend(chats, staff["ana"], by=staff["maria"])

    assert chats.send(typed, staff["ana"][1])[0].key == "router.suspended"
    assert staff["ana"][0].id not in database.read(coordinators.of_country, "RO")
    with database.reading() as db:
        assert coordinators.every_country_of(db, staff["ana"][0].id) == frozenset()
