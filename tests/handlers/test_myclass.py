"""What teachers tell of their class, and how it changes what they find. Rule PAR-2."""

from datetime import date, timedelta

import pytest

from handlers import classquestions
from handlers.commands import available
from storage import classes, partner_cards, people
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture
def findable(database, teacher):
    """Make teachers whom partners can find, with what they told of their class."""

    def make(name, pupils=None, slots=(), breaks=(), **values):
        person, address = teacher(name, about=f"About {name}.", **values)

        def work(db):
            classes.tell_pupils(db, person.id, pupils)
            classes.tell_slots(db, person.id, slots)
            classes.tell_breaks(db, person.id, breaks)
            people.set_available(db, person.id, True)
            available.renew(db, people.by_id(db, person.id), NOON)
            return people.by_id(db, person.id)

        return database.write(work), address

    return make


def reasons(hit):
    return {reason.key: reason.fields for reason in hit.fields["reasons"].items}


def test_after_about_each_is_asked_by_itself_and_can_be_skipped(chats, teacher, database):
    ana, to_ana = teacher("Ana")
    chats.send("/available on", to_ana)

    told, pupils = chats.send("We build birdhouses and measure rivers.", to_ana)
    [hours] = chats.send("24", to_ana)
    [breaks] = chats.press("form.skip", hours, to_ana)
    [end] = chats.send("21.12. - 6.1., weeks 7-8", to_ana)

    keys = [told.key, pupils.key, hours.key, breaks.key, end.key]
    asked = ["class.ask_pupils", "class.ask_hours", "class.ask_breaks"]
    assert keys == ["available.told", *asked, "class.all"]
    with database.reading() as db:
        mine = classes.of_person(db, ana.id)
        card = db.execute(partner_cards.cards.select()).one()
    assert (mine.pupils, mine.slots) == (24, ())
    assert mine.breaks == (
        (date(2026, 12, 21), date(2027, 1, 6)),
        (date(2027, 2, 15), date(2027, 2, 28)),
    )
    assert (card.pupils, card.breaks.bit_count()) == (24, 5)


def test_what_was_told_is_not_asked_again(chats, findable):
    breaks = [(date(2026, 12, 21), date(2027, 1, 6))]
    _, ana = findable("Ana", 20, ("mon-morning",), breaks)

    chats.send("/available on", ana)

    assert [reply.key for reply in chats.send("We sing.", ana)] == ["available.told"]


def test_slots_are_chosen_by_buttons_several_at_once_and_changed_later(chats, teacher, database):
    ana, to_ana = teacher("Ana")
    [asked] = chats.send("/myclass hours", to_ana)
    [asked] = chats.press("class.tue_morning", asked, to_ana)
    [asked] = chats.send("Thu afternoon", to_ana)
    chats.press("form.done", asked, to_ana)

    [again] = chats.send("/myclass hours", to_ana)
    assert "form.chosen" in str(again.buttons)
    [again] = chats.send(again.buttons[1][0].command, to_ana, kind="press")
    [end] = chats.press("form.done", again, to_ana)

    assert end.key == "class.all"
    with database.reading() as db:
        assert classes.of_person(db, ana.id).slots == ("thu-afternoon",)


@pytest.mark.parametrize("typed", ["in winter", "21.12. - 6.1., sometimes", "32.13.", "99"])
def test_days_that_are_not_understood_are_asked_for_again(chats, teacher, typed):
    _, ana = teacher("Ana")
    chats.send("/myclass breaks", ana)

    [again] = chats.send(typed, ana)

    assert again.key == "form.again"
    assert again.fields["problem"].key == "class.no_days"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("21.12. - 6.1.", [("2026-12-21", "2027-01-06")]),
        ("21.12-6.1", [("2026-12-21", "2027-01-06")]),
        ("21/12/2026 to 6/1/2027", [("2026-12-21", "2027-01-06")]),
        ("2026-12-21 – 2027-01-06", [("2026-12-21", "2027-01-06")]),
        ("21 December – 6 January", [("2026-12-21", "2027-01-06")]),
        ("1.11.", [("2026-11-01", "2026-11-01")]),
        ("28.9. - 9.10.", [("2026-09-28", "2026-10-09")]),
        ("52", [("2026-12-21", "2026-12-27")]),
        ("weeks 52-53, 8", [("2026-12-21", "2027-01-03"), ("2027-02-22", "2027-02-28")]),
        ("1.9. - 30.8.", []),
        ("1.2.2040 - 3.2.2040", []),
        ("", []),
    ],
)
def test_days_without_school_are_read_as_people_type_them(typed, days):
    read = classquestions.read_breaks(typed, TODAY, "en")

    assert [(str(first), str(last)) for first, last in read] == days


def test_hours_in_common_are_counted_in_both_time_zones(chats, findable):
    # In October, three in the afternoon in Bucharest is one in Dublin and four in Tbilisi.
    _, ana = findable("Ana", slots=("tue-afternoon", "thu-afternoon"), country="RO")
    findable("Ben", slots=("tue-midday", "thu-midday", "fri-midday"), country="IE")

    [hit] = chats.send("/partners", ana)

    found = reasons(hit)["partners.because_hours"]
    days = [one.key for one in found["days"].items]
    assert (found["hours"], days) == (4, ["class.tuesdays", "class.thursdays"])


def test_the_same_slot_far_apart_is_nothing_in_common(chats, findable):
    _, ana = findable("Ana", slots=("tue-morning",), country="IE")
    findable("Ben", slots=("tue-morning",), country="GE")

    [hit] = chats.send("/partners", ana)

    assert "partners.because_hours" not in reasons(hit)


def test_reasons_name_the_size_of_the_class_and_the_weeks_with_school(chats, findable):
    _, ana = findable("Ana", 24, breaks=[(date(2026, 10, 26), date(2026, 11, 6))])
    findable("Ben", 22, breaks=[(date(2026, 11, 2), date(2026, 11, 13))], country="DE", subjects=())

    [hit] = chats.send("/partners", ana)

    assert reasons(hit)["partners.because_pupils"]["pupils"] == 22
    assert reasons(hit)["partners.because_weeks"] == {"weeks": 9, "ahead": 12}


def test_a_class_that_fits_better_comes_first(chats, findable):
    _, ana = findable("Ana", 24)
    findable("Large", 60, country="DE")
    findable("Alike", 23, country="DE")

    assert "Alike" in chats.send("/partners", ana)[0].fields["about"]


def test_the_one_answer_that_would_bring_most_is_named_with_the_way_there(chats, findable, teacher):
    _, bare = teacher("Bare")
    for name in ("Ben", "Cleo"):
        findable(name, 20, ("mon-morning",), country="DE")
    findable("Dora", None, ("mon-morning",), country="DE")
    findable("Else", 20, country="DE", subjects=("law",))

    _, hint = chats.send("/partners", bare)
    [again] = chats.send("/partners", bare)

    assert (hint.key, hint.fields["count"]) == ("partners.tell_more", 3)
    assert hint.fields["what"].key == "class.what_hours"
    assert chats.press("partners.tell", hint, bare)[0].key == "class.ask_hours"
    assert again.key == "partners.hit"


def test_nothing_is_named_to_who_told_all_or_where_nobody_tells_more(chats, findable, teacher):
    _, bare = teacher("Bare")
    _, full = findable("Full", 20, ("mon-morning",), [(date(2026, 12, 21), date(2027, 1, 6))])
    findable("Ben", country="DE", subjects=("law",))

    assert len(chats.send("/partners", full)) == 1
    chats.send("/available off", full)
    assert len(chats.send("/partners", bare)) == 1


def test_old_weeks_without_school_are_taken_off_the_cards(database, findable):
    first = TODAY + timedelta(days=14)
    findable("Ana", breaks=[(first, first + timedelta(days=6))])

    def breaks():
        with database.reading() as db:
            return db.execute(partner_cards.cards.select()).one().breaks

    database.write(partner_cards.forget_breaks, NOON + timedelta(weeks=2))
    before = breaks()
    database.write(partner_cards.forget_breaks, NOON + timedelta(weeks=3))

    assert before
    assert breaks() == 0
