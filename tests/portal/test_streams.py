"""What others write appears by itself, once, and only to who may see it. TWS-6."""

from datetime import timedelta

import pytest

from bot.portal.live import MOST
from storage import mutes, pupils, sessions
from storage.mutes import Cause
from tests.portal.listening import Listener, words_of


@pytest.fixture
def listen(request):
    """Open the stream of the page that a browser shows."""

    def open_stream(browser, last: str = "") -> Listener:
        made = Listener.of(browser, last)
        request.addfinalizer(made.close)
        return made

    return open_stream


def said(news) -> list[str]:
    """Give what the messages of some news say."""
    return [words_of(html) for html in news["html"].values()]


def test_what_is_said_meanwhile_appears_once(world, fox, rivers, listen):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Before")
    fox.get("/class/room")
    stream = listen(fox)
    stream.until(lambda news: "closed" in news)

    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello <b>class</b>")
    news = stream.next()

    [line] = said(news)
    assert line.startswith("Ana Pop teacher 15:00 Hello <b>class</b>")
    assert len(news["ids"]) == 2
    assert "reset" not in news
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert stream.headers["Cache-Control"] == "no-store"


def test_what_was_said_between_page_and_stream_is_not_missing(world, fox, rivers, listen):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "One")
    fox.get("/class/room")
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Two")

    news = listen(fox).until(lambda news: "ids" in news)

    assert "Two" in said(news)[-1]
    assert news["ids"] == ["$0", "$1"]


def test_after_a_break_nothing_is_missing_and_nothing_comes_twice(world, fox, rivers, listen):
    fox.get("/class/room")
    stream = listen(fox)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "One")
    stream.until(lambda news: "ids" in news)
    stream.close()
    again = listen(fox, stream.last)
    assert "ids" not in again.next()
    again.close()
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Two")

    news = listen(fox, stream.last).next()

    assert news["ids"] == ["$0", "$1"]
    assert "Two" in said(news)[-1]


def test_a_page_that_missed_more_than_is_told_shows_the_newest_alone(world, fox, rivers, listen):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Long ago")
    fox.get("/class/room")
    for number in range(70):
        world.homeserver.say(rivers.classroom, rivers.ana_user, f"{number}")

    news = listen(fox).next()

    assert news["reset"] is True
    assert (news["ids"][0], news["older"]) == ("$11", "$11")
    assert len(news["ids"]) == 60


def test_changes_and_what_is_taken_back_are_told(world, fox, rivers, listen):
    one = world.homeserver.say(rivers.classroom, rivers.ana_user, "Helo")
    two = world.homeserver.say(rivers.classroom, rivers.ana_user, "Oops")
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    world.homeserver.change(rivers.classroom, one, "Hello")
    changed = stream.next()
    world.homeserver.take_back(rivers.classroom, two)
    gone = stream.next()

    assert list(changed["html"]) == [one]
    assert "Hello" in said(changed)[0]
    assert (gone["ids"], gone["html"]) == ([one], {})


def test_older_messages_follow_too(world, fox, rivers, listen):
    ids = [world.homeserver.say(rivers.classroom, rivers.ana_user, f"{n}") for n in range(70)]
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    world.homeserver.change(rivers.classroom, ids[0], "Changed")
    changed = stream.until(lambda news: "others" in news)
    world.homeserver.take_back(rivers.classroom, ids[0])
    gone = stream.until(lambda news: "others" in news)

    assert "Changed" in changed["others"][ids[0]]
    assert gone["others"] == {ids[0]: None}


def test_an_answer_loses_its_quotation_with_what_it_answers(world, fox, rivers, listen):
    first = world.homeserver.say(rivers.classroom, rivers.ana_user, "A secret")
    second = world.homeserver.say(rivers.classroom, rivers.ana_user, "Yes", answers=first)
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    world.homeserver.take_back(rivers.classroom, first)

    news = stream.next()
    assert list(news["html"]) == [second]
    assert "secret" not in news["html"][second]


@pytest.mark.parametrize("what", ["removed", "new slip", "closed", "left"])
def test_the_stream_ends_with_the_visit_and_says_so(
    world, fox, rivers, listen, database, close_project, what
):
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    if what == "closed":
        close_project()
    elif what == "removed":
        database.write(pupils.remove, 1)
    else:
        database.write(sessions.close_pupil, 1)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Not for you any more")

    ended = stream.next("ended")
    assert "Your visit has ended" in words_of(ended["said"])
    assert 'href="/class"' in ended["said"]
    assert stream.has_ended()


def test_who_may_see_nothing_hears_nothing(world, browse, rivers):
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello class")
    for path in ("/class/live", "/twinspace/live", "/twinspace/staff/live"):
        stream = Listener(browse(), path)

        assert set(stream.next("ended")) == {"said"}
        assert stream.has_ended()


def test_pupils_hear_nothing_of_the_staff_room(world, fox, rivers):
    world.homeserver.say(rivers.staff, rivers.ana_user, "About Blue Fox")

    stream = Listener(fox, "/twinspace/staff/live")

    assert "About" not in str(stream.next("ended"))


def test_who_comes_in_right_after_another_hears_all(world, fox, browse, slip, rivers, listen):
    fox.get("/class/room")
    first = listen(fox)
    first.next()
    owl = browse()
    owl.post("/class", code=slip("Red Owl"))
    second = listen(owl)
    second.next()

    world.homeserver.say(rivers.classroom, rivers.ana_user, "Good morning")

    assert "Good morning" in said(second.next())[0]


def test_an_open_stream_does_not_put_the_end_off(world, fox, rivers, listen):
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    world.at += timedelta(minutes=44)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Still there?")
    stream.next()
    world.at += timedelta(minutes=1)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Gone")

    assert "Your visit has ended" in words_of(stream.next("ended")["said"])


def test_whoever_moves_on_the_page_puts_the_end_off(world, fox):
    world.at += timedelta(minutes=44)
    assert fox.post("/class/here").status == 204
    world.at += timedelta(minutes=44)

    assert fox.get("/class/room").status == 200


def test_quiet_is_told_and_its_end(world, fox, rivers, listen, database):
    fox.get("/class/room")
    stream = listen(fox)
    assert stream.next()["closed"] == ""

    mute = database.write(mutes.add, rivers.id, None, Cause.LOCK, world.at)
    world.homeserver.live.wake(rivers.classroom)
    closed = stream.next()
    database.write(mutes.end, mute)
    world.homeserver.live.wake(rivers.classroom)

    assert "quiet" in closed["closed"]
    assert stream.next()["closed"] == ""


def test_a_homeserver_or_database_that_is_away_ends_no_stream(world, fox, rivers, listen):
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()
    world.homeserver.is_away = True
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Late")
    stream.wait(lambda: world.homeserver.asked_in_vain > 0)
    world.homeserver.is_away, world.database_is_away = False, True
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Later")
    stream.wait(lambda: world.asked_in_vain > 0)
    world.database_is_away = False
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Last")

    assert [line.split()[4] for line in said(stream.next())] == ["Late", "Later", "Last"]


def test_of_too_many_streams_the_oldest_ends(world, fox, rivers, listen):
    fox.get("/class/room")
    first = listen(fox)
    first.until(lambda news: "closed" in news)

    others = [listen(fox) for _ in range(MOST)]

    assert first.has_ended()
    for stream in others:
        stream.until(lambda news: "closed" in news)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "For all the others")
    for stream in others:
        assert "For all the others" in said(stream.until(lambda news: "ids" in news))[-1]


def test_streams_end_when_the_service_stops(world, fox, listen):
    fox.get("/class/room")
    stream = listen(fox)
    stream.next()

    world.homeserver.live.close()

    assert stream.has_ended()
