"""/register and what follows: cards, decisions, status. Rules REG-1, REG-3, REG-4."""

from datetime import timedelta

from handlers import reminders
from handlers.conversation import Words
from storage import addresses, people, registrations
from storage.addresses import Address
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.queued import talk

ANA = Address("telegram", "ana")


def register(chats, by=ANA, country="Romania", name="Ana Pop"):
    """Answer every question; give the last replies."""
    replies = answer_all_but_the_last(chats, by, country, name)
    return chats.press("register.agree", replies[0], by)


def answer_all_but_the_last(chats, by=ANA, country="Romania", name="Ana Pop"):
    for text in ("/register", name, country, "Oak"):
        replies = chats.send(text, by)
    if replies[0].key == "form.again":
        replies = chats.press("register.school_new", replies[0], by)
    for text in ("Oak School", "Cluj"):
        replies = chats.send(text, by)
    replies = chats.press("schoolkind.primary", replies[0], by)
    for text in ("Teacher", "biology, geography"):
        replies = chats.send(text, by)
    replies = chats.press("form.done", replies[0], by)
    replies = chats.send("English", by)
    replies = chats.press("form.done", replies[0], by)
    replies = chats.send("9-12", by)
    assert replies[0].key == "register.consent"
    return replies


def only_person(database, name="Ana Pop"):
    with database.reading() as db:
        found = registrations.waiting(db, frozenset({"*"}), appeals=True)
    return next(one for one in found if one.name == name)


def test_registration_goes_to_the_coordinators_of_the_country(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    coordinator("Jonas", "DE")

    done, card = register(chats)

    assert (done.key, done.to) == ("register.done", ANA)
    assert (card.key, card.to) == ("queue.new", maria)


def test_what_was_answered_is_what_is_stored(chats, database):
    register(chats)

    person = only_person(database)
    assert (person.name, person.country, person.role) == ("Ana Pop", "RO", "teacher")
    assert (person.subjects, person.languages) == (("biology", "geography"), ("en",))
    assert (person.age_min, person.age_max) == (9, 12)


def test_a_school_that_is_there_already_is_not_entered_twice(chats, database):
    register(chats)
    register(chats, by=Address("telegram", "ben"), name="Ben Rus")

    assert only_person(database).school_id == only_person(database, "Ben Rus").school_id


def test_without_a_coordinator_central_support_gets_the_card(chats, coordinator):
    _, central = coordinator("Clara", "*")

    _, card = register(chats)

    assert (card.key, card.to) == ("queue.new", central)


def test_approval_comes_back_to_the_chat_and_opens_everything(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)

    outcome, told = chats.press("queue.approve", card, maria)

    assert outcome.key == "queue.empty"
    assert (told.key, told.to) == ("register.approved", ANA)
    assert chats.send("/partners", ANA)[0].key == "partners.nobody"


def test_of_two_coordinators_the_first_counts_and_the_second_is_told(chats, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _, mihai = coordinator("Mihai", "RO")
    _, for_maria, for_mihai = register(chats)

    chats.press("queue.approve", for_maria, maria)
    late = chats.press("queue.approve", for_mihai, mihai)

    assert [reply.fields["outcome"].key for reply in late] == ["queue.already"]


def test_a_question_gives_the_ball_to_the_person_and_the_answer_gives_it_back(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)
    chats.press("queue.ask", card, maria)

    _, asked = chats.send("Which class do you teach?", maria)
    assert (asked.key, asked.to) == ("register.asked", ANA)
    assert chats.send("/status", ANA)[0].key == "status.asked"

    chats.press("status.answer", asked, ANA)
    replied, again = chats.send("Class 5b, biology", ANA)
    assert replied.key == "status.replied"
    assert talk(again) == [
        ("service", "Which class do you teach?"),
        ("person", "Class 5b, biology"),
    ]
    assert chats.press("queue.approve", again, maria)[1].key == "register.approved"


def test_a_refusal_carries_its_reason_and_two_ways_on(chats, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _, clara = coordinator("Clara", "*")
    _, card = register(chats)
    chats.press("queue.refuse", card, maria)

    _, told = chats.send("The school does not know you.", maria)
    assert told.fields["reason"] == "The school does not know you."

    chats.press("status.appeal_button", told, ANA)
    appealed, appeal = chats.send("Please ask the new head.", ANA)
    assert (appealed.key, appeal.to) == ("status.appealed", clara)
    late = chats.press("queue.approve", appeal, maria)
    assert late[0].fields["outcome"].key == "queue.not_yours"
    assert chats.press("queue.approve", appeal, clara)[1].key == "register.approved"


def test_likely_reasons_of_a_refusal_are_one_press(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)
    [asked] = chats.press("queue.refuse", card, maria)

    _, told = chats.press("register.reason_school", asked, maria)

    assert told.fields["reason"] == Words("register.reason_school")
    assert chats.send("/status", ANA)[0].fields["reason"] == Words("register.reason_school")


def test_a_refused_person_may_register_again(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)
    chats.press("queue.refuse", card, maria)
    _, told = chats.send("The town is missing.", maria)

    replies = chats.press("status.again", told, ANA)

    assert replies[0].key == "register.name"


def test_an_old_button_after_a_decision_changes_nothing(chats, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)
    chats.press("queue.approve", card, maria)

    replies = chats.press("queue.refuse", card, maria)

    assert replies[0].fields["outcome"].key == "queue.already"


def test_a_coordinator_of_another_country_cannot_decide(chats, coordinator):
    coordinator("Maria", "RO")
    _, jonas = coordinator("Jonas", "DE")
    _, card = register(chats)

    replies = chats.press("queue.approve", card, jonas)

    assert replies[0].fields["outcome"].key == "queue.not_yours"


def test_a_teacher_who_presses_a_coordinators_button_is_refused(chats, coordinator, teacher):
    coordinator("Maria", "RO")
    _, ben = teacher("Ben")
    _, card = register(chats)

    assert chats.press("queue.approve", card, ben)[0].key == "router.coordinators_only"


def test_nobody_decides_about_themselves(chats, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _, clara = coordinator("Clara", "*")
    _, card = register(chats, by=maria, name="Maria Pop")
    person = only_person(database, "Maria Pop")

    assert card.to == clara
    replies = chats.send(f"/approve p{person.id} {person.revision}", maria)
    assert replies[0].fields["outcome"].key == "queue.not_yours"


def test_the_queue_shows_the_next_card_after_each_decision(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    for name in ("ana", "ben", "cleo"):
        register(chats, by=Address("telegram", name), name=name.title())

    [first] = chats.send("/queue", maria)
    assert first.fields["count"] == 3
    second, _ = chats.press("queue.approve", first, maria)
    assert second.fields["count"] == 2
    third, _ = chats.press("queue.approve", second, maria)
    last, _ = chats.press("queue.approve", third, maria)
    assert last.key == "queue.empty"


def test_later_shows_another_card_and_keeps_the_first(chats, coordinator):
    _, maria = coordinator("Maria", "RO")
    for name in ("ana", "ben"):
        register(chats, by=Address("telegram", name), name=name.title())
    [first] = chats.send("/queue", maria)

    [other] = chats.press("queue.later", first, maria)
    [again] = chats.press("queue.later", other, maria)

    assert other.fields["card"] != first.fields["card"] == again.fields["card"]


def test_a_card_nobody_touches_nudges_once_after_three_and_once_after_seven_days(
    chats, coordinator, database
):
    coordinator("Maria", "RO")
    register(chats)

    def nudged(days):
        chats.new()
        database.write(reminders.nudge, NOON + timedelta(days=days))
        return [reply.key for reply in chats.new()]

    assert nudged(2.9) == []
    assert nudged(3) == ["queue.nudge", "queue.reminded"]
    assert nudged(6) == []
    assert nudged(7) == ["queue.nudge", "queue.reminded"]
    assert nudged(30) == []


def test_status_says_who_has_the_ball(chats, coordinator):
    coordinator("Maria", "RO")
    assert chats.send("/status", ANA)[0].key == "status.visitor"
    register(chats)

    chats.at = NOON + timedelta(days=2)
    [status] = chats.send("/status", ANA)

    assert (status.key, status.fields["days"]) == ("status.waiting", 2)


def test_registering_twice_is_answered_kindly(chats):
    register(chats)

    assert chats.send("/register", ANA)[0].key == "register.already"


def test_validated_people_are_validated(chats, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _, card = register(chats)
    person = only_person(database)
    chats.press("queue.approve", card, maria)

    with database.reading() as db:
        assert people.by_id(db, person.id).standing == Standing.VALIDATED


def test_a_leftover_form_cannot_undo_a_validation(chats, coordinator, database):
    coordinator("Maria", "RO")
    replies = answer_all_but_the_last(chats)
    register_elsewhere(database)

    [last] = chats.press("register.agree", replies[0], ANA)

    assert last.key == "register.already"
    with database.reading() as db:
        assert people.by_id(db, 2).standing == Standing.VALIDATED


def register_elsewhere(database):
    """Let the address belong to somebody validated, as if linked while the form was open."""

    def work(db):
        person = people.add(
            db, name="Ana", country="RO", role="teacher", standing=Standing.VALIDATED, at=NOON
        )
        addresses.belong(db, addresses.by_user(db, ANA).id, person.id, NOON)

    database.write(work)
