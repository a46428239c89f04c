"""Places in a seminar: who gets one, who waits, who is offered one. Rule SEM-2."""

from datetime import timedelta

from handlers import seminar_news
from handlers.conversation import Recipe
from storage import people, signups
from storage.addresses import Address
from storage.people import Standing
from storage.signups import State
from tests.conftest import NOON
from tests.handlers.seminars import START, announce

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def file_for(seminar, since, gone=0):
    return Recipe("seminar", (seminar.id, gone, int(since.timestamp())))


def state_of(database, seminar, name):
    with database.reading() as db:
        rows = db.execute(signups.table.select()).all()
        names = {row.person_id: people.by_id(db, row.person_id).name for row in rows}
    return {names[row.person_id]: row.state for row in rows if row.seminar_id == seminar.id}[name]


def test_signing_up_gives_a_place_the_link_and_a_file_for_the_calendar(sign_up, robots):
    _, [told] = sign_up("Ana")

    assert told.key == "seminars.signed_up"
    assert told.fields["link"] == robots.link
    assert told.file == file_for(robots, NOON)


def test_only_validated_teachers_sign_up(chats, teacher, robots):
    _, waiting = teacher("Waiting", standing=Standing.WAITING)

    [told] = chats.send(f"/signup {robots.id}", waiting)
    [visitor] = chats.send(f"/signup {robots.id}", Address("telegram", "visitor"))

    assert (told.key, visitor.key) == ("router.wait_for_validation", "router.register_first")


def test_the_link_is_shown_to_those_who_have_a_place_alone(chats, sign_up, teacher, robots):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, [waits] = sign_up("Cleo")

    assert waits.key == "seminars.waiting"
    assert robots.link in str(chats.send(f"/seminar {robots.id}", ana))
    assert robots.link not in str(chats.send(f"/seminar {robots.id}", cleo))


def test_who_comes_when_it_is_full_is_told_their_place_on_the_list(sign_up):
    for name in ("Ana", "Ben"):
        sign_up(name)

    numbers = [sign_up(name)[1][0].fields["number"] for name in ("Cleo", "Dan", "Eva")]

    assert numbers == [1, 2, 3]


def test_signing_up_twice_changes_nothing(chats, sign_up, robots, database):
    ana, _ = sign_up("Ana")

    [again] = chats.send(f"/signup {robots.id}", ana)

    assert (again.key, again.fields["standing"].key) == ("seminars.card", "seminars.you_are_in")
    with database.reading() as db:
        assert signups.numbers(db, robots.id)[State.IN] == 1


def test_a_place_that_becomes_free_is_offered_to_the_next_and_taken(
    chats, sign_up, robots, database
):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    dan, _ = sign_up("Dan")

    offer, mine = chats.send(f"/withdraw {robots.id}", ana)

    assert (mine.key, mine.file) == ("seminars.withdrawn", file_for(robots, NOON, gone=1))
    assert (offer.to, offer.key) == (cleo, "seminars.offered")
    assert offer.fields["until"] == NOON + DAY
    [taken] = chats.press("seminars.take", offer, cleo)
    assert (taken.key, taken.file) == ("seminars.signed_up", file_for(robots, NOON))
    assert state_of(database, robots, "Dan") == State.WAITING
    assert chats.send(f"/takeplace {robots.id}", dan)[0].key == "seminars.card"


def test_no_thanks_offers_it_to_the_one_after(chats, sign_up, robots, database):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    dan, _ = sign_up("Dan")
    offer, _ = chats.send(f"/withdraw {robots.id}", ana)

    next_offer, _ = chats.press("seminars.leave", offer, cleo)

    assert (next_offer.to, next_offer.key) == (dan, "seminars.offered")
    assert state_of(database, robots, "Cleo") == State.OUT


def test_an_offer_runs_out_after_a_day_and_goes_on_to_the_next(chats, sign_up, robots, database):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    dan, _ = sign_up("Dan")
    offer, _ = chats.send(f"/withdraw {robots.id}", ana)

    database.write(seminar_news.pass_on, NOON + DAY - timedelta(minutes=1))
    assert chats.new() == []
    database.write(seminar_news.pass_on, NOON + DAY)
    expired, next_offer = chats.new()
    chats.at = NOON + DAY

    assert (expired.to, expired.key) == (cleo, "seminars.expired")
    assert (next_offer.to, next_offer.key) == (dan, "seminars.offered")
    assert chats.press("seminars.take", offer, cleo)[0].key == "seminars.too_late"
    assert database.write(seminar_news.pass_on, NOON + DAY) is False
    assert chats.new() == []


def test_an_offer_that_ran_out_is_not_taken_though_nobody_has_looked_yet(chats, sign_up, robots):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    offer, _ = chats.send(f"/withdraw {robots.id}", ana)

    chats.at = NOON + DAY

    assert chats.press("seminars.take", offer, cleo)[0].key == "seminars.too_late"


def test_a_place_whose_offer_has_run_out_is_offered_on_before_the_newcomer_hears_a_number(
    chats, sign_up, robots
):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    dan, _ = sign_up("Dan")
    chats.send(f"/withdraw {robots.id}", ana)  # Cleo is offered the place
    chats.at = NOON + DAY

    eva, told = sign_up("Eva")

    by_reader = {reply.to: reply for reply in told}
    assert by_reader[cleo].key == "seminars.expired"
    assert by_reader[dan].key == "seminars.offered"
    assert (by_reader[eva].key, by_reader[eva].fields["number"]) == ("seminars.waiting", 1)


def test_a_place_that_is_free_after_an_offer_ran_out_is_the_newcomers(chats, sign_up, robots):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    sign_up("Cleo")
    chats.send(f"/withdraw {robots.id}", ana)  # Cleo is offered the place, nobody waits
    chats.at = NOON + DAY

    eva, told = sign_up("Eva")

    assert [reply.key for reply in told if reply.to == eva] == ["seminars.signed_up"]


def test_who_only_waited_is_not_told_that_their_place_goes_on(chats, sign_up, robots):
    for name in ("Ana", "Ben"):
        sign_up(name)
    cleo, _ = sign_up("Cleo")

    [told] = chats.send(f"/withdraw {robots.id}", cleo)

    assert (told.key, told.file) == ("seminars.off_the_list", None)


def test_an_offer_stands_no_longer_than_until_an_hour_before_the_start(chats, sign_up, robots):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    sign_up("Cleo")
    chats.at = START - 3 * HOUR

    offer, _ = chats.send(f"/withdraw {robots.id}", ana)

    assert offer.fields["until"] == START - HOUR


def test_in_the_last_hour_a_place_is_given_at_once(chats, sign_up, robots):
    ana, _ = sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    chats.at = START - timedelta(minutes=20)

    told, _ = chats.send(f"/withdraw {robots.id}", ana)

    assert (told.to, told.key) == (cleo, "seminars.placed")
    assert told.file == file_for(robots, chats.at)


def test_more_places_are_offered_to_those_who_wait_in_turn(chats, sign_up, host, robots):
    people = [sign_up(name)[0] for name in ("Ana", "Ben", "Cleo", "Dan", "Eva")]
    _, hana = host
    chats.send(f"/editseminar {robots.id}", hana)
    chats.send("capacity", hana)

    told = chats.send("4", hana)

    offers = [reply.to for reply in told if reply.key == "seminars.offered"]
    assert offers == people[2:4]


def test_fewer_places_take_nobodys_away(chats, sign_up, host, robots, database):
    sign_up("Ana")
    ben, _ = sign_up("Ben")
    sign_up("Cleo")
    _, hana = host
    chats.send(f"/editseminar {robots.id}", hana)
    chats.send("capacity", hana)
    chats.send("1", hana)

    told = chats.send(f"/withdraw {robots.id}", ben)

    assert [reply.key for reply in told] == ["seminars.withdrawn"]
    assert state_of(database, robots, "Ana") == State.IN


def test_who_withdrew_and_comes_again_stands_at_the_end(chats, sign_up, robots):
    sign_up("Ana")
    sign_up("Ben")
    cleo, _ = sign_up("Cleo")
    sign_up("Dan")
    chats.send(f"/withdraw {robots.id}", cleo)

    [again] = chats.send(f"/signup {robots.id}", cleo)

    assert again.fields["number"] == 2


def test_nobody_signs_up_for_what_is_over_or_cancelled(chats, teacher, robots, host):
    _, ana = teacher("Ana")
    chats.at = robots.ends_at
    assert chats.send(f"/signup {robots.id}", ana)[0].key == "seminars.over"

    chats.at = NOON
    chats.send(f"/cancelseminar {robots.id} yes", host[1])
    assert chats.send(f"/signup {robots.id}", ana)[0].key == "seminars.was_cancelled"


def test_my_seminars_are_those_i_go_to_and_those_i_host(chats, sign_up, host, robots, database):
    database.write(lambda db: announce(db, host[0], title="Other"))
    ana, _ = sign_up("Ana")

    [mine] = chats.send("/seminars mine", ana)
    [hosted] = chats.send("/seminars mine", host[1])
    third = database.write(lambda db: announce(db, host[0], title="Third"))
    [others] = chats.send("/seminars mine", sign_up("Ben", third)[0])

    assert labels(mine)[:-2] == ["Robots"]
    assert set(labels(hosted)[:-2]) == {"Robots", "Other"}
    assert labels(others)[:-2] == ["Third"]


def test_the_file_comes_again_to_those_who_have_a_place(chats, sign_up, teacher, robots):
    ana, _ = sign_up("Ana")
    _, ben = teacher("Ben")

    assert chats.send(f"/icsfile {robots.id}", ana)[0].file == file_for(robots, NOON)
    assert chats.send(f"/icsfile {robots.id}", ben)[0].file is None
