"""A staff room and a Telegram group of teachers, over a real homeserver. Rule TWS-9."""

import pytest

from storage import ghosts
from tests import makers
from tests.story.bridged import Bridged
from tests.story.said import said
from tests.story.stage import SECONDS, SERVER
from tests.story.waiting import eventually


@pytest.fixture(scope="module")
def bridged(stage_in, tmp_path_factory):
    with stage_in(tmp_path_factory.mktemp("bridge")) as stage:
        made = Bridged(stage)
        stage.start()
        made.tie()
        yield made
        made.close()


def room(bridged):
    return bridged.rooms[0].staff_room


def test_what_ana_writes_on_telegram_stands_in_the_staff_room(bridged):
    bold = [{"type": "bold", "offset": 0, "length": 4}]

    bridged.write("Good morning <b>", entities=bold)

    event = bridged.hears("Good morning <b>")
    assert event["sender"].startswith("@tg_")
    assert event["content"]["formatted_body"] == "<b>Good</b> morning &lt;b&gt;"
    assert event["content"]["m.mentions"] == {}


def test_the_account_that_speaks_for_her_is_named_after_her_and_in_no_other_room(bridged):
    bridged.write("who am I")
    user = bridged.hears("who am I")["sender"]

    profile = bridged.ben.call("GET", f"/_matrix/client/v3/profile/{user}/displayname")
    assert profile["displayname"] == "Ana (Telegram)"
    rooms = bridged.rooms[0]
    for where, is_in in ((rooms.staff_room, True), (rooms.classroom, False)):
        path = f"/_matrix/client/v3/rooms/{where}/joined_members"
        assert (user in bridged.ben.call("GET", path)["joined"]) is is_in


def test_what_ben_says_in_the_staff_room_is_shown_on_telegram(bridged):
    html = {"format": "org.matrix.custom.html", "formatted_body": "Now <em>or</em> never"}

    bridged.ben.say(room(bridged), "Now or never", **html)

    shown = bridged.sees("Now or never")
    assert shown.text == "Ben: Now or never"
    kinds = [(one["type"], one["offset"], one["length"]) for one in shown.entities]
    assert kinds == [("bold", 0, 3), ("italic", 9, 2)]


def test_answers_stay_answers_on_both_sides(bridged):
    asked = bridged.ben.say(room(bridged), "When do we meet?")
    shown = bridged.sees("When do we meet?")

    number = bridged.write("On Monday", reply_to=shown.id)
    event = bridged.hears("On Monday")
    bridged.ben.say(room(bridged), "Fine with me", answers=event["event_id"])

    assert event["content"]["m.relates_to"] == {"m.in_reply_to": {"event_id": asked}}
    assert bridged.sees("Fine with me").reply_to == number


def test_changes_follow_on_both_sides_and_forged_ones_do_not(bridged):
    written = bridged.ben.say(room(bridged), "At ten oclock")
    bridged.sees("At ten oclock")
    number = bridged.write("in rom 7")
    event = bridged.hears("in rom 7")

    with pytest.raises(AssertionError, match="M_FORBIDDEN"):  # the guard refuses it already
        bridged.ben.change(room(bridged), event["event_id"], "forged")
    bridged.ben.change(room(bridged), written, "At ten o'clock")
    bridged.stage.loop.call(bridged.ana.edit, number, "in room 7", to=bridged.groups[0])

    changed = bridged.sees("At ten o'clock")
    assert changed.edited
    edit = bridged.hears("* in room 7")["content"]
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": event["event_id"]}
    assert edit["m.new_content"]["body"] == "in room 7"
    assert not [one for one in bridged.shown() if "forged" in one.text]


def test_files_cross_both_ways_with_their_words(bridged):
    picture = makers.png()
    mxc = bridged.ben.upload(picture, "image/png", "fish.png")
    content = {"msgtype": "m.image", "url": mxc, "filename": "fish.png", "body": "Our fish"}

    bridged.ben.put(room(bridged), {**content, "info": {"mimetype": "image/png", "size": 80}})
    shown = bridged.sees("Our fish")
    bridged.stage.loop.call(
        bridged.ana.send_document, b"%PDF-1", "plan.pdf", "application/pdf", "The plan",
        bridged.groups[0],
    )  # fmt: skip
    event = bridged.hears("The plan")

    assert (shown.text, bool(shown.file_id)) == ("Ben: Our fish", True)
    assert (event["content"]["msgtype"], event["content"]["filename"]) == ("m.file", "plan.pdf")
    assert event["content"]["url"].startswith("mxc://")


def test_what_is_taken_back_in_the_room_disappears_on_telegram(bridged):
    written = bridged.ben.say(room(bridged), "wrong window")
    shown = bridged.sees("wrong window")

    bridged.ben.take_back(room(bridged), written)

    eventually(lambda: shown.id not in [one.id for one in bridged.shown()])


def test_delete_takes_back_in_the_room_what_was_written_on_telegram(bridged):
    number = bridged.write("not for everybody")
    event = bridged.hears("not for everybody")

    bridged.write("/delete", reply_to=number)

    def is_gone():
        events = bridged.ben.messages(room(bridged))
        return next(one for one in events if one["event_id"] == event["event_id"])["content"] == {}

    eventually(is_gone)


def test_a_long_text_comes_in_parts_and_goes_with_all_of_them(bridged):
    written = bridged.ben.say(room(bridged), "long " * 2000)
    eventually(lambda: len([one for one in bridged.shown() if "long long" in one.text]) >= 3)

    bridged.ben.take_back(room(bridged), written)

    eventually(lambda: not [one for one in bridged.shown() if "long long" in one.text])


def test_nothing_comes_back_or_twice(bridged):
    bridged.ben.say(room(bridged), "said once by Ben")
    bridged.write("written once by Ana")
    bridged.hears("written once by Ana")
    bridged.sees("said once by Ben")
    bridged.ben.say(room(bridged), "the last word")
    bridged.sees("the last word")

    said = [one["content"].get("body", "") for one in bridged.ben.messages(room(bridged))]
    shown = [one.text for one in bridged.shown()]
    assert said.count("said once by Ben") == 1
    assert said.count("written once by Ana") == 1
    assert shown.count("Ben: said once by Ben") == 1
    assert not [text for text in shown if "written once by Ana" in text]


def test_nothing_of_the_classroom_reaches_telegram(bridged):
    classroom = bridged.rooms[0].classroom
    bridged.ben.say(classroom, "planted-in-the-classroom")
    bridged.ben.say(room(bridged), "after the classroom")
    bridged.sees("after the classroom")

    world = bridged.stage.world
    everything = bridged.stage.loop.call(lambda: [repr(call) for call in world.calls])
    assert everything
    assert not [one for one in everything if "planted-in-the-classroom" in one]


def test_the_names_of_accounts_say_nothing_of_who_is_who_on_telegram(bridged):
    found = bridged.database.read(ghosts.of_project, bridged.ids[0])

    assert str(bridged.ana.id) not in found[bridged.people[0].id]
    assert SERVER not in found[bridged.people[0].id]


def test_ana_reads_the_staff_room_in_her_chat_and_answers_there(bridged):
    loop, ana = bridged.stage.loop, bridged.ana
    bridged.ben.say(room(bridged), "read me in the chat")
    bridged.sees("read me in the chat")

    loop.call(ana.send, "/room")
    page = loop.run(ana.waits_for("read me in the chat", seconds=SECONDS), SECONDS + 5)
    loop.call(ana.press, page.id, f"/room follow {bridged.ids[0]}")
    loop.run(ana.waits_for(said("room.follows"), seconds=SECONDS), SECONDS + 5)
    asked = bridged.ben.say(room(bridged), "do you follow?")
    copy = loop.run(ana.waits_for("do you follow?", seconds=SECONDS), SECONDS + 5)
    loop.call(ana.send, "I do, from my chat", reply_to=copy.id)

    event = bridged.hears("I do, from my chat")
    assert "Ben" in page.text
    assert event["content"]["m.relates_to"] == {"m.in_reply_to": {"event_id": asked}}
    assert bridged.sees("I do, from my chat").text == "Ana: I do, from my chat"
