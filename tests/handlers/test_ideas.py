"""/idea and /ideas: posting, browsing, asking about one, and when it ends. Rule PAR-3."""

from datetime import date, timedelta

import pytest

from handlers import matching
from storage import contacts, ideas
from storage.people import Standing
from tests.conftest import NOON

DRAFT = ideas.Draft(
    title="River diaries",
    text="Each class measures its river once a month.",
    ages=(9, 12),
    languages=("en",),
    subjects=("biology",),
    countries=(),
    starts_on=date(2026, 12, 1),
)


@pytest.fixture
def post(database):
    """Post ideas without the questions."""

    def make(author, at=NOON, **changes):
        draft = ideas.Draft(**{**vars(DRAFT), **changes})
        return database.write(ideas.post, author.id, draft, at)

    return make


def title(reply):
    return reply.fields["card"].fields["title"]


def test_an_idea_is_posted_answer_by_answer_and_found_without_its_authors_name(chats, teacher):
    _, ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")

    chats.send("/idea", ana)
    chats.send("River diaries", ana)
    chats.send("Each class measures its river once a month.", ana)
    chats.send("9-12", ana)
    [languages] = chats.send("English", ana)
    [subjects] = chats.press("form.done", languages, ana)
    assert subjects.key == "ideas.ask_subjects"
    chats.send("biology", ana)
    chats.press("form.done", chats.send("art", ana)[0], ana)
    chats.press("form.done", chats.send("Germany, France", ana)[0], ana)
    [check] = chats.send("December", ana)
    assert check.fields["start"] == date(2026, 12, 1)
    [posted] = chats.press("ideas.post", check, ana)
    assert posted.key == "ideas.posted"

    [found] = chats.send("/ideas", ben)

    assert (title(found), found.fields["count"]) == ("River diaries", 1)
    assert "Ana" not in str(found)


def test_only_validated_teachers_post_and_browse(chats, teacher):
    _, waiting = teacher("Waiting", standing=Standing.WAITING)

    for command in ("/idea", "/ideas", "/wants 1"):
        assert chats.send(command, waiting)[0].key == "router.wait_for_validation"


def test_countries_can_be_left_out_and_an_unlikely_month_is_refused(chats, teacher):
    _, ana = teacher("Ana")
    chats.send("/idea", ana)
    for answer in ("River diaries", "Each class measures its river.", "9-12"):
        chats.send(answer, ana)
    for answer in ("English", "biology"):
        [chosen] = chats.send(answer, ana)
        [asked] = chats.press("form.done", chosen, ana)
    [month] = chats.press("form.skip", asked, ana)

    [again] = chats.send("December 2039", ana)
    [check] = chats.send("2026-12", ana)

    assert (month.key, again.key) == ("ideas.ask_start", "form.again")
    assert check.key == "ideas.ask_send"


def test_nobody_browses_their_own_nor_what_wants_other_countries(chats, teacher, post):
    ana, to_ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    post(ana, countries=("FR", "ES"))

    assert chats.send("/ideas", to_ana)[0].key == "ideas.nothing"
    assert chats.send("/ideas", ben)[0].key == "ideas.nothing"
    post(ana, countries=("FR", "DE"))
    assert chats.send("/ideas", ben)[0].fields["count"] == 1


@pytest.mark.parametrize(
    ("answers", "is_found"),
    [
        (["partners.by_country", "Romania"], True),
        (["partners.by_country", "France"], False),
        (["partners.by_subject", "biology"], True),
        (["partners.by_subject", "music"], False),
        (["partners.by_language", "English"], True),
        (["partners.by_language", "French"], False),
        (["partners.by_ages", "12-15"], True),
        (["partners.by_ages", "16-19"], False),
        (["partners.by_words", "diar"], True),
        (["partners.by_words", "opera"], False),
    ],
)
def test_ideas_are_narrowed_down_by(chats, teacher, post, answers, is_found):
    ana, _ = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    post(ana)
    [first] = chats.send("/ideas", ben)

    way, answer = answers
    chats.press(way, chats.press("partners.narrow", first, ben)[0], ben)
    [reply] = chats.send(answer, ben)

    assert reply.key == ("ideas.found" if is_found else "ideas.nothing")


def test_next_goes_through_all_the_newest_first_and_ends_kindly(chats, teacher, post):
    ana, _ = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    post(ana, title="Older one")
    post(ana, title="Newer one", at=NOON + timedelta(hours=1))
    chats.at = NOON + timedelta(hours=2)

    [first] = chats.send("/ideas one", ben)
    [second] = chats.press("partners.next", first, ben)
    [last] = chats.press("partners.next", second, ben)

    assert (title(first), title(second)) == ("Newer one", "Older one")
    assert last.key == "ideas.end"


def test_interest_sends_a_request_that_names_the_idea(chats, teacher, post, database):
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben", country="DE")
    idea = post(ana)

    chats.press("ideas.interested", chats.send("/ideas", to_ben)[0], to_ben)
    sent, request = chats.send("We have a river, too.", to_ben)

    assert (sent.key, request.key, request.to) == (
        "contacts.asked",
        "contacts.request_idea",
        to_ana,
    )
    assert request.fields["idea"] == "River diaries"
    with database.reading() as db:
        contact = contacts.between(db, ben.id, ana.id)
        assert ideas.of_contact(db, contact.id).id == idea.id
    assert chats.send(f"/wants {idea.id}", to_ben)[0].key == "contacts.waiting"
    chats.press("contacts.accept", request, to_ana)
    assert chats.send(f"/wants {idea.id}", to_ben)[0].key == "contacts.you_accepted"


def test_who_declined_may_be_asked_anew_by_the_other_for_an_idea(chats, teacher, post):
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben", country="DE")
    first, second = post(ana), post(ben, title="Mountain maps")
    chats.send(f"/wants {first.id}", to_ben)
    _, request = chats.send("We have a river, too.", to_ben)
    chats.press("contacts.decline", request, to_ana)

    assert chats.send(f"/wants {first.id}", to_ben)[0].key == "contacts.declined_before"
    chats.send(f"/wants {second.id}", to_ana)
    _, back = chats.send("Your mountains are interesting.", to_ana)

    assert (back.to, back.fields["idea"]) == (to_ben, "Mountain maps")


def test_an_idea_ends_after_thirty_days_and_its_author_is_asked_once_before(
    chats, teacher, post, database
):
    ana, to_ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    post(ana)

    for days in (26, 27, 28, 29):
        database.write(matching.ask_renewal, NOON + timedelta(days=days))
    asked = chats.new()
    chats.at = NOON + timedelta(days=29)
    before = chats.send("/ideas", ben)
    chats.at = NOON + timedelta(days=30)

    assert [(reply.key, reply.to) for reply in asked] == [("ideas.ending", to_ana)]
    assert before[0].key == "ideas.found"
    assert chats.send("/ideas", ben)[0].key == "ideas.nothing"
    assert chats.press("ideas.renew", asked[0], to_ana)[0].key == "ideas.renewed"
    chats.at = NOON + timedelta(days=59)
    assert chats.send("/ideas", ben)[0].key == "ideas.found"


def test_an_author_changes_one_answer_withdraws_and_takes_that_back(chats, teacher, post):
    ana, to_ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    idea = post(ana)
    [mine] = chats.send("/ideas mine", to_ana)
    [own] = chats.press("River diaries", mine, to_ana)

    chats.press("ideas.title", chats.press("ideas.change", own, to_ana)[0], to_ana)
    [changed] = chats.send("Lake diaries", to_ana)
    assert (changed.key, title(chats.send("/ideas", ben)[0])) == ("ideas.changed", "Lake diaries")
    [withdrawn] = chats.press("ideas.withdraw", changed, to_ana)
    assert chats.send("/ideas", ben)[0].key == "ideas.nothing"
    assert chats.send(f"/wants {idea.id}", ben)[0].key == "ideas.gone"
    chats.press("ideas.back", withdrawn, to_ana)

    assert chats.send("/ideas", ben)[0].key == "ideas.found"


def test_nobody_touches_the_idea_of_another(chats, teacher, post):
    ana, _ = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    idea = post(ana)

    for command in ("idea", "changeidea", "renewidea", "withdrawidea"):
        assert chats.send(f"/{command} {idea.id}", ben)[0].key == "ideas.gone"
    assert chats.send("/ideas", ben)[0].key == "ideas.found"


def test_who_has_many_ideas_withdraws_one_first(chats, teacher, post):
    ana, to_ana = teacher("Ana")
    for number in range(5):
        post(ana, title=f"Idea {number}")

    assert chats.send("/idea", to_ana)[0].key == "ideas.enough"
    assert chats.send("/ideas mine", to_ana)[0].fields["count"] == 5


def test_who_posted_nothing_is_shown_how(chats, teacher):
    _, ana = teacher("Ana")

    [reply] = chats.send("/ideas mine", ana)

    assert reply.key == "ideas.none_mine"
    assert chats.press("ideas.new", reply, ana)[0].key == "ideas.ask_title"
