"""What becomes of the meetings and seminars of who leaves eTwinning. Rules REG-6 and SEM-1."""

from datetime import timedelta

import pytest

from handlers import making, seminar_news
from handlers.zones import zone_of
from storage import meetings, people, seminars
from storage.meetings import State
from tests.conftest import NOON
from tests.handlers.seminars import START, announce

DAY = timedelta(days=1)


def forget(chats, by):
    chats.send("/forget", by)
    return chats.send("/forget yes", by)


def to(replies, address):
    return [reply for reply in replies if reply.to == address]


@pytest.fixture
def meet(database):
    """Fix a meeting, or only propose it."""

    def make(asker, *invited, is_fixed=True):
        def work(db):
            made = meetings.propose(
                db,
                asker_id=asker.id,
                invited=[one.id for one in invited],
                times=[START],
                at=NOON,
                minutes=45,
                link="https://meet.example/7",
                uid=f"meeting-{asker.id}-{is_fixed}@x",
            )
            return meetings.fix(db, made, START, NOON) if is_fixed else made

        return database.write(work)

    return make


def test_a_meeting_is_off_when_who_asked_leaves_and_the_others_are_told(
    chats, meet, contact, ana, database
):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    made = meet(ana[0], ben, cleo)

    told = forget(chats, ana[1])

    for who in (bens, cleos):
        [off] = to(told, who)
        assert (off.key, off.fields["start"]) == ("meet.off", START)
        assert "Ana" not in str(off.fields)
        with database.reading() as db:
            file = making.make(db, off.file, "en", zone_of(None))
        assert b"METHOD:CANCEL" in file.content
    assert database.read(meetings.by_id, made.id).state == State.CANCELLED


def test_a_proposal_is_closed_when_who_asked_leaves(chats, meet, contact, ana):
    ben, bens = contact("Ben")
    meet(ana[0], ben, is_fixed=False)

    told = forget(chats, ana[1])

    assert [reply.key for reply in to(told, bens)] == ["meet.closed"]


def test_a_guest_who_leaves_is_missed_and_of_two_the_meeting_is_off(
    chats, meet, contact, ana, database
):
    ben, bens = contact("Ben")
    cleo, cleos = contact("Cleo")
    made = meet(ana[0], ben, cleo)

    first = forget(chats, bens)
    second = forget(chats, cleos)

    assert [reply.key for reply in to(first, ana[1])] == ["meet.not_coming_told"]
    assert [reply.key for reply in to(second, ana[1])] == ["meet.off"]
    assert database.read(meetings.by_id, made.id).state == State.CANCELLED


@pytest.fixture
def hostless(chats, coordinator, database):
    """A seminar whose host has left; what was said then, and central support's address."""
    hana, hanas = coordinator("Hana", "RO")
    coordinator("Horia", "RO")
    _, central = coordinator("Cleo", "*")
    made = database.write(lambda db: announce(db, hana))
    return made, forget(chats, hanas), central


def test_central_support_is_asked_to_take_over_a_seminar_without_a_host(chats, hostless, database):
    made, told, central = hostless

    [asked] = to(told, central)
    [done] = chats.press("seminars.take_over", asked, central)

    assert (asked.key, asked.fields["title"]) == ("seminars.hostless", made.title)
    assert done.key == "seminars.you_host"
    host = database.read(seminars.by_id, made.id).host_id
    assert database.read(people.by_id, host).name == "Cleo"
    assert chats.press("seminars.take_over", asked, central)[0].key == "seminars.card"
    assert chats.send(f"/moveseminar {made.id}", central)[0].key != "seminars.not_a_host"


def test_nobody_else_takes_a_seminar_over_and_none_that_has_a_host(
    chats, hostless, coordinator, database
):
    made, _, central = hostless
    other, others = coordinator("Otto", "DE")
    hosted = database.write(lambda db: announce(db, other, title="Hosted"))

    assert chats.send(f"/hostseminar {made.id}", others)[0].key == "seminars.not_a_host"
    chats.send(f"/hostseminar {hosted.id}", central)

    assert database.read(seminars.by_id, hosted.id).host_id == other.id


def test_a_seminar_without_a_host_takes_place(chats, hostless, teacher, database):
    made, _, _ = hostless
    _, ana = teacher("Ana")
    chats.send(f"/signup {made.id}", ana)

    database.write(seminar_news.remind, START - DAY)

    assert [(reply.to, reply.key) for reply in chats.new()] == [(ana, "seminars.soon_day")]
