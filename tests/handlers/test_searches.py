"""Saved searches, new matches once a day, and interest of both. Rule PAR-4."""

from datetime import timedelta

import pytest

from handlers import matching
from handlers.commands import available
from storage import contacts, notices, partner_apart, partner_matches, people, searches
from storage.notices import Way
from tests.conftest import NOON


@pytest.fixture
def findable(database, teacher):
    """Make teachers whom partners can find, from a day on."""

    def make(name, at=NOON, **values):
        person, address = teacher(name, about=f"About {name}.", **values)

        def work(db):
            people.set_available(db, person.id, True)
            available.renew(db, people.by_id(db, person.id), at)
            return people.by_id(db, person.id)

        return database.write(work), address

    return make


@pytest.fixture
def push(database, chats):
    """Let the job run to its end at a time; give what was told."""

    def run(at):
        chats._read = chats._newest()
        while database.write(matching.match_push, at):
            pass
        return chats.new()

    run(NOON - timedelta(days=1))
    return run


def day(number):
    return NOON + timedelta(days=number)


def save(chats, address, words=""):
    chats.send(f"/partners {words}".strip(), address)
    return chats.send("/save", address)


def test_a_new_teacher_is_told_to_whom_a_saved_search_fits(chats, teacher, findable, push):
    _, ana = teacher("Ana")
    findable("Old", country="DE", at=NOON - timedelta(days=20))
    assert save(chats, ana)[0].key == "searches.saved"
    ben, _ = findable("Ben", at=day(1), country="DE")

    [told] = push(day(2))

    assert (told.key, told.to, told.fields["count"]) == ("matches.found", ana, 1)
    assert "About Ben" in str(told)
    assert f"/interested {ben.id}" in str(told.buttons)
    assert "'Ben'" not in str(told)


def test_only_what_the_search_allows_is_told(chats, teacher, findable, push):
    _, ana = teacher("Ana")
    save(chats, ana, "theatre")
    findable("Ben", at=day(1), country="DE")

    assert push(day(2)) == []


def test_nobody_is_told_of_the_same_teacher_twice(chats, teacher, findable, push):
    _, ana = teacher("Ana")
    save(chats, ana)
    _, ben = findable("Ben", at=day(1), country="DE")
    push(day(2))
    chats.at = day(3)
    chats.send("/available on", ben)
    chats.send("We build birdhouses now.", ben)

    assert push(day(4)) == []


def test_at_most_one_message_a_day_holds_all_that_is_new(chats, teacher, findable, push):
    _, ana = teacher("Ana")
    save(chats, ana)
    save(chats, ana, "about")
    for name in ("Ben", "Cleo", "Dora"):
        findable(name, at=day(1), country="DE")

    first, again = push(day(2)), push(day(2) + timedelta(hours=8))
    findable("Emil", at=day(2) + timedelta(hours=9), country="DE")
    third = push(day(2) + timedelta(hours=11))

    assert [reply.fields["count"] for reply in first] == [3]
    assert again == third == []
    assert [reply.to for reply in push(day(3))] == [ana]


def test_matches_are_told_as_people_chose(chats, teacher, findable, push, database):
    ana, to_ana = teacher("Ana")
    save(chats, to_ana)
    database.write(notices.choose, ana.id, "matches", Way.OFF)
    findable("Ben", at=day(1), country="DE")

    assert push(day(2)) == []


def test_two_who_are_interested_become_contacts_and_no_name_is_shown_before(
    chats, findable, push, database
):
    ana, to_ana = findable("Ana", at=NOON - timedelta(days=3))
    save(chats, to_ana)
    ben, to_ben = findable("Ben", at=day(1), country="DE")
    [match] = push(day(2))

    [noted] = chats.press("matches.interested", match, to_ana)
    [offer] = push(day(3))
    assert (noted.key, offer.key, offer.to) == ("matches.noted", "matches.wants", to_ben)
    assert "'Ana'" not in str(offer)
    mine, theirs = chats.press("matches.interested", offer, to_ben)

    assert (mine.key, mine.fields["name"]) == ("matches.both", "Ana")
    assert (theirs.to, theirs.fields["name"]) == (to_ana, "Ben")
    with database.reading() as db:
        assert contacts.are(db, ana.id, ben.id)


def test_one_interest_alone_makes_no_contact(chats, findable, push, database):
    ana, to_ana = findable("Ana", at=NOON - timedelta(days=3))
    save(chats, to_ana)
    ben, to_ben = findable("Ben", at=day(1), country="DE")
    [match] = push(day(2))

    chats.press("matches.interested", match, to_ana)
    [offer] = push(day(3))
    chats.press("matches.not_for_me", offer, to_ben)

    with database.reading() as db:
        assert contacts.between(db, ana.id, ben.id) is None
    assert push(day(4)) == []


def test_not_for_me_hides_that_teacher_from_then_on(chats, teacher, findable, push):
    _, ana = teacher("Ana")
    save(chats, ana)
    findable("Ben", at=day(1), country="DE")
    findable("Cleo", at=day(1), country="DE")
    [match] = push(day(2))

    [next_] = chats.press("matches.not_for_me", match, ana)
    [last] = chats.press("matches.not_for_me", next_, ana)

    assert (next_.key, last.key) == ("matches.found", "matches.hidden")
    assert next_.fields["about"] != match.fields["about"]
    assert chats.send("/partners", ana)[0].key == "partners.nobody"


def test_stop_ends_the_news_keeps_the_searches_and_can_be_undone(chats, teacher, findable, push):
    _, to_ana = teacher("Ana")
    save(chats, to_ana)
    findable("Ben", at=day(1), country="DE")
    [match] = push(day(2))

    [stopped] = chats.press("matches.stop", match, to_ana)
    findable("Cleo", at=day(2), country="DE")
    assert push(day(3)) == []
    [again] = chats.press("searches.on", stopped, to_ana)
    findable("Dora", at=day(3), country="DE")

    assert again.key == "searches.all"
    assert [reply.to for reply in push(day(4))] == [to_ana]


def test_searches_are_listed_and_deleted(chats, teacher, database):
    ana, to_ana = teacher("Ana")
    assert chats.send("/searches", to_ana)[0].key == "searches.none"
    save(chats, to_ana, "rivers")
    save(chats, to_ana, "rivers")
    save(chats, to_ana)
    [list_] = chats.send("/searches", to_ana)
    assert len(list_.fields["searches"].items) == 2

    first = list_.buttons[0][0]
    [left] = chats.send(first.command, to_ana, kind="press")

    assert len(left.fields["searches"].items) == 1
    with database.reading() as db:
        assert [one.wish.text for one in searches.of_person(db, ana.id)] == [""]


def test_nobody_deletes_the_search_of_another(chats, teacher, database):
    ana, to_ana = teacher("Ana")
    _, eve = teacher("Eve")
    save(chats, to_ana)
    with database.reading() as db:
        [mine] = searches.of_person(db, ana.id)

    chats.send(f"/searches delete {mine.id}", eve)

    with database.reading() as db:
        assert searches.of_person(db, ana.id) == [mine]


def test_only_so_many_searches_are_kept(chats, teacher):
    _, ana = teacher("Ana")
    for word in ("one", "two", "three", "four", "five"):
        assert save(chats, ana, word)[0].key == "searches.saved"

    assert save(chats, ana, "six")[0].key == "searches.enough"
    assert save(chats, ana, "five")[0].key == "searches.saved"


def test_a_search_follows_what_its_owner_says_of_themself(chats, teacher, findable, push, database):
    ana, to_ana = teacher("Ana", subjects=("law",), languages=("is",), age_min=18, age_max=19)
    save(chats, to_ana)

    database.write(
        lambda db: people.change(db, ana.id, subjects=("art",), languages=("fi",), age_min=9)
    )
    database.write(lambda db: available.renew(db, people.by_id(db, ana.id), NOON))
    findable("Ben", at=day(1), country="DE", subjects=("art",), languages=("fi",))
    [told] = push(day(2))

    kinds = {reason.key for reason in told.fields["reasons"].items}
    assert {"partners.because_subjects", "partners.because_languages"} <= kinds


def test_the_unavailable_are_told_that_their_interest_reaches_nobody_yet(chats, teacher, findable):
    _, ana = teacher("Ana")
    ben, _ = findable("Ben", country="DE")

    [reply] = chats.send(f"/interested {ben.id}", ana)

    assert reply.key == "matches.noted_hidden"
    assert chats.press("available.yes", reply, ana)[0].key == "available.on"


def test_interest_in_who_has_asked_shows_the_request(chats, findable):
    ana, to_ana = findable("Ana")
    ben, to_ben = findable("Ben", country="DE")
    chats.send(f"/contact {ana.id}", to_ben)
    chats.send("Shall we work together?", to_ben)

    [reply] = chats.send(f"/interested {ben.id}", to_ana)

    assert reply.key == "contacts.request"


def test_old_and_wrong_buttons_change_nothing(chats, teacher, findable, database):
    ana, to_ana = findable("Ana")
    hidden, _ = teacher("Hidden")

    for command in ("interested", "notforme"):
        for whom in (ana.id, 0, "x"):
            assert chats.send(f"/{command} {whom}", to_ana)[0].key == "matches.gone"
    assert chats.send(f"/interested {hidden.id}", to_ana)[0].key == "matches.gone"
    with database.reading() as db:
        assert partner_apart.not_shown_to(db, ana.id) == set()


def test_whoever_was_told_today_is_not_told_again(chats, teacher, findable, push, database):
    ana, to_ana = teacher("Ana")
    save(chats, to_ana)
    findable("Ben", at=day(1), country="DE")
    cleo, _ = findable("Cleo", at=NOON, country="FR")
    push(day(2))

    database.write(partner_matches.add_interest, ana.id, cleo.id, day(2))

    assert push(day(2) + timedelta(hours=1)) == []


def test_not_for_me_is_taken_back_by_a_button(chats, teacher, findable, push, database):
    me, ana = teacher("Ana")
    save(chats, ana)
    for name in ("Ben", "Cleo"):
        findable(name, at=day(1), country="DE")
    [match] = push(day(2))
    hidden = int(match.buttons[0][0].command.split()[1])
    [next_] = chats.press("matches.not_for_me", match, ana)

    [back] = chats.press("matches.undo", next_, ana)

    assert (back.key, back.fields["count"]) == ("matches.found", 2)
    with database.reading() as db:
        assert hidden not in partner_apart.not_shown_to(db, me.id)
    chats.press("matches.not_for_me", match, ana)
    [last] = chats.press("matches.not_for_me", next_, ana)
    assert last.key == "matches.hidden"
    assert chats.press("matches.undo", last, ana)[0].key == "matches.found"
