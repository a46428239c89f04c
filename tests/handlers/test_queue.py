"""The queue: oldest first, counted, one card after another, and who looks at which. Rule NSS-1."""

from datetime import timedelta

import pytest

from handlers import reminders
from storage import approvals, assignments, coordinators, label_reviews, people, projects, reports
from storage.people import Standing
from storage.projects import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.circles import labels
from tests.handlers.queued import inside, shown, talk
from tests.handlers.suspended import suspend_typed

DAY = timedelta(days=1)


def looks(card):
    """Say who else looks at the card; None if nobody does."""
    line = inside(card.fields["card"], "queue.with_line")
    return line.fields["line"].fields["name"] if line else None


def countries(card):
    [line] = card.fields["counts"].items
    return [(one.fields["country"].code, one.fields["count"]) for one in line.items]


def test_what_waits_is_counted_and_the_oldest_comes_first_with_its_age(chats, desk, database):
    chats.at = NOON + 5 * DAY

    [card] = chats.send("/queue", desk["maria"])

    assert card.fields["count"] == 3
    assert inside(card.fields["card"], "queue.aged").fields["days"] == 5
    assert card.fields["lines"] == 0, "one kind of one country is counted once"


def test_central_support_has_all_countries_and_narrows_to_one(chats, desk):
    [card] = chats.send("/queue", desk["clara"])
    assert (card.fields["count"], countries(card)) == (4, [("RO", 3), ("DE", 1)])

    [german] = chats.send("/queue DE", desk["clara"])
    assert (german.fields["count"], shown(german)) == (1, "p8")
    [next_, _] = chats.press("queue.approve", german, desk["clara"])
    assert next_.key == "queue.empty_here", "it stays narrowed"
    assert chats.press("queue.all_kinds", next_, desk["clara"])[0].fields["count"] == 3

    [refused] = chats.send("/queue DE", desk["maria"])
    assert refused.fields["outcome"].key == "queue.not_your_country"
    assert refused.fields["count"] == 3


def test_thirty_cards_are_cleared_one_press_each(chats, coordinator, teacher):
    _, maria = coordinator("Maria", "RO")
    for number in range(30):
        teacher(f"T{number}", standing=Standing.WAITING)
    [card] = chats.send("/queue", maria)

    for left in range(29, 0, -1):
        card, told = chats.press("queue.approve", card, maria)
        assert (card.fields["count"], told.key) == (left, "register.approved")

    assert chats.press("queue.approve", card, maria)[0].key == "queue.empty"


@pytest.mark.parametrize(
    ("platform", "typed"), [("telegram", "Approve"), ("matrix", "Approve"), ("matrix", "1")]
)
def test_a_card_is_decided_on_both_platforms(chats, coordinator, teacher, platform, typed):
    _, maria = coordinator("Maria", "RO", platform=platform)
    for name in ("Ana", "Ben"):
        teacher(name, standing=Standing.WAITING, platform=platform)
    chats.send("/queue", maria)

    next_, told = chats.send(typed, maria)
    last, _ = chats.send(typed, maria)

    assert (next_.key, told.key, told.to.platform) == ("queue.card", "register.approved", platform)
    assert last.key == "queue.empty"


def test_two_coordinators_get_different_cards(chats, desk):
    [first] = chats.send("/queue", desk["maria"])
    [second] = chats.send("/queue", desk["mihai"])
    [third] = chats.send("/queue", desk["clara"])

    assert [shown(one) for one in (first, second, third)] == ["p5", "p6", "p7"]
    assert [looks(one) for one in (first, second, third)] == [None] * 3


def test_when_others_look_at_all_it_says_who_and_one_press_takes_over(chats, desk, database):
    for name in ("ben", "cleo"):
        person = database.read(people.named, name, frozenset({"*"}))[0]
        with database.transaction() as db:
            people.decide(db, person, Standing.VALIDATED, NOON)
    [mine] = chats.send("/queue", desk["maria"])

    [theirs] = chats.send("/queue", desk["mihai"])
    assert (shown(theirs), looks(theirs)) == ("p5", "Maria")
    [taken] = chats.press("queue.take_over", theirs, desk["mihai"])
    assert (taken.fields["outcome"].key, looks(taken)) == ("queue.taken_over", None)
    assert looks(chats.send("/queue", desk["maria"])[0]) == "Mihai"

    after, _ = chats.press("queue.approve", mine, desk["maria"])
    assert after.fields["outcome"].key == "queue.approved", "the first press counts all the same"
    [late] = chats.press("queue.approve", taken, desk["mihai"])
    assert late.fields["outcome"].key == "queue.already"


def test_a_card_is_free_again_after_ten_minutes_or_when_its_reader_goes_on(chats, desk):
    [first] = chats.send("/queue", desk["maria"])
    chats.press("queue.later", first, desk["maria"])
    assert shown(chats.send("/queue", desk["mihai"])[0]) == "p5"
    chats.send("/queue", desk["maria"])

    chats.at = NOON + assignments.LOOKS + timedelta(seconds=1)

    assert shown(chats.send("/queue", desk["clara"])[0]) == "p5"


def test_a_card_is_passed_on_to_a_colleague_with_a_word(chats, desk):
    [card] = chats.send("/queue", desk["maria"])
    [whom] = chats.press("queue.pass", card, desk["maria"])
    chats.press("Mihai", whom, desk["maria"])
    next_, told = chats.send("You know the school.", desk["maria"])

    assert next_.fields["outcome"].key == "queue.passed"
    assert shown(next_) == "p6", "the next one comes, what was passed on is Mihai's"
    assert (told.key, told.to, told.fields["words"]) == (
        "queue.passed_you",
        desk["mihai"],
        "You know the school.",
    )
    [his] = chats.send("/queue", desk["mihai"])
    line = inside(his.fields["card"], "queue.with_line").fields["line"]
    assert (shown(his), line.key, line.fields["words"]) == (
        "p5",
        "queue.passed_by",
        "You know the school.",
    )
    assert chats.press("queue.approve", told, desk["mihai"])[1].key == "register.approved"


def test_a_card_is_passed_on_to_central_support(chats, desk):
    [card] = chats.send("/queue", desk["maria"])
    [whom] = chats.press("queue.pass", card, desk["maria"])
    chats.press("claim.central", whom, desk["maria"])
    _, told = chats.send("He is my cousin.", desk["maria"])

    assert (told.key, told.to) == ("queue.passed_you", desk["clara"])
    assert shown(chats.send("/queue", desk["clara"])[0]) == "p5"
    assert shown(chats.send("/queue", desk["mihai"])[0]) == "p7", "p6 is Maria's, p5 is passed on"


def test_pressing_what_is_not_ones_own_leaves_whose_it_is(chats, desk, database, teacher):
    [card] = chats.send("/queue", desk["maria"])
    name = shown(card)
    [asked] = chats.press("queue.pass", card, desk["maria"])
    chats.press("Mihai", asked, desk["maria"])
    chats.send("You know the school.", desk["maria"])

    chats.send(f"/approve {name} 1", desk["jonas"])
    chats.send(f"/refuse {name} 1", desk["jonas"])
    chats.send("/noted 1", desk["jonas"])

    assert database.read(assignments.of_cards, [name], NOON)[name].words == "You know the school."
    chats.send(f"/approve {name} 1", desk["mihai"])
    assert database.read(assignments.of_cards, [name], NOON) == {}


@pytest.mark.parametrize("how", ["dismissed", "suspended"])
def test_what_was_passed_to_who_decides_no_more_is_free_at_once(chats, desk, database, how):
    [card] = chats.send("/queue", desk["maria"])
    [whom] = chats.press("queue.pass", card, desk["maria"])
    chats.press("Mihai", whom, desk["maria"])
    chats.send("You know the school.", desk["maria"])
    [mihai] = database.read(people.named, "Mihai", frozenset({"*"}))

    if how == "dismissed":
        chats.send(f"/dismiss RO {mihai.id} yes", desk["maria"])
    else:
        suspend_typed(chats, mihai, desk["clara"])

    assert shown(chats.send("/queue", desk["maria"])[0]) == shown(card)


@pytest.mark.parametrize("how", ["queue.ask", "queue.refuse"])
def test_who_cancels_a_question_or_a_refusal_looks_at_the_card_no_more(chats, desk, how):
    [card] = chats.send("/queue", desk["maria"])
    [asked] = chats.press(how, card, desk["maria"])

    chats.press("form.cancel", asked, desk["maria"])

    assert shown(chats.send("/queue", desk["mihai"])[0]) == shown(card)


def test_a_dismissal_frees_what_was_of_that_country_and_nothing_else(chats, desk, database):
    [mihai] = database.read(people.named, "Mihai", frozenset({"*"}))
    database.write(coordinators.add, mihai.id, "DE", NOON)
    for name, by in (("p5", "maria"), ("p8", "jonas")):
        chats.send(f"/pass {name} to {mihai.id}", desk[by])
        chats.send("You know the school.", desk[by])

    chats.send(f"/dismiss RO {mihai.id} yes", desk["maria"])

    held = database.read(assignments.of_cards, ["p5", "p8"], NOON)
    assert [(one.card, one.person_id) for one in held.values()] == [("p8", mihai.id)]


def test_nothing_is_passed_on_to_who_may_not_decide(chats, desk, database):
    person = database.read(people.named, "Jonas", frozenset({"*"}))[0]
    for to in (person.id, 5, 999):
        [again] = chats.send(f"/pass p5 to {to}", desk["maria"])
        assert again.key == "queue.pass_to"
    [gone] = chats.send("/pass p8", desk["maria"])
    assert gone.fields["outcome"].key == "queue.not_there", "it is Germany's card"
    for typed in ("/pass", "/pass x", "/takeover", "/takeover p8", "/takeover zz"):
        assert chats.send(typed, desk["maria"])[0].fields["outcome"].key == "queue.not_there"


def test_a_colleague_who_is_concerned_is_not_offered(chats, desk, database):
    with database.transaction() as db:
        coordinators.add(db, people.named(db, "Ana", frozenset({"RO"}))[0].id, "RO", NOON)

    [whom] = chats.send("/pass p5", desk["maria"])

    assert labels(whom) == ["/pass p5 to 2", "/pass p5 to *", "/queue"], "Ana is p5 herself"


def test_question_answer_question_is_a_talk_that_both_see(chats, desk):
    [card] = chats.send("/queue", desk["maria"])
    for question, answer in (("Which class?", "Class 5b"), ("Which subject?", "Biology")):
        chats.press("queue.ask", card, desk["maria"])
        _, asked = chats.send(question, desk["maria"])
        [status] = chats.send("/status", desk["ana"])
        assert status.fields["talk"].items[-1].fields["text"] == question
        chats.press("status.answer", asked, desk["ana"])
        _, card, _ = chats.send(answer, desk["ana"])

    assert talk(card) == [
        ("service", "Which class?"),
        ("person", "Class 5b"),
        ("service", "Which subject?"),
        ("person", "Biology"),
    ]


def test_every_kind_nudges_after_three_and_seven_days(chats, teacher, coordinator, database):
    ana, _ = teacher("Ana")
    ben, _ = teacher("Ben")
    coordinator("Maria", "RO")
    coordinator("Clara", "*")

    def work(db):
        made = makers.project(db, (ana, ben), NOON)
        projects.change(db, made, State.NSS, NOON, reason="")
        approvals.submit(db, made, frozenset({"RO"}))
        values = {"kind": "profile", "words": "Rude.", "frozen": ""}
        reports.add(db, reporter_id=ana.id, about_id=ben.id, at=NOON, **values)
        label_reviews.send(db, made.id, ana.id, "RO", NOON)

    database.write(work)
    every = ["project.reminded", "queue.nudge_project", "reports.nudge", "label.review_nudge"]
    for days, wanted in ((2, []), (3, every), (5, []), (7, every), (30, [])):
        chats.new()
        database.write(reminders.nudge_about_rest, NOON + days * DAY)
        assert {one.key for one in chats.new()} == set(wanted), days


def test_who_coordinates_two_countries_has_both(chats, desk, coordinator, database):
    maria = database.read(people.named, "Maria", frozenset({"*"}))[0]
    database.write(coordinators.add, maria.id, "DE", NOON)

    [card] = chats.send("/queue", desk["maria"])

    assert countries(card) == [("RO", 3), ("DE", 1)]
    assert chats.send("/queue de", desk["maria"])[0].fields["count"] == 1
