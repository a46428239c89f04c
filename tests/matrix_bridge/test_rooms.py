"""Rooms as the browser reads them and as delivery writes them, on a real homeserver. TWS-6."""

import pytest

from handlers.platform import Outgoing, Unreachable
from handlers.rich import Rich, Span
from tests.matrix_bridge.inroom import POWER, edit
from tests.matrix_bridge.names import SERVER, SERVICE


async def test_what_is_sent_is_read_with_its_formatting_and_its_answer(room):
    first = await room.say("Hello")
    rich = Rich("Hello you", (Span(0, 5, "b"),))
    second = await room.say(rich, by=room.teacher, replies_to=first)

    one, two = (await room.rooms.messages(room.id)).messages

    assert (one.id, one.text, one.sender) == (first, "Hello", f"@{room.pupil}:{SERVER}")
    assert (two.id, two.rich, two.answers) == (second, rich, first)


async def test_what_the_service_says_calls_nobody(room):
    said = Outgoing(room.id, Rich("Hello everybody"), sender="", transaction=f"{room.id}.calls")

    event_id = await room.rooms.send(said)

    event = await room.homeserver.event(room.id, event_id, SERVICE)
    assert event["content"]["m.mentions"] == {}


async def test_html_of_other_clients_is_read_as_ours_and_nothing_else_of_it(room):
    html = '<p onclick="x()">Hi <a href="javascript:x">you</a> <img src=x onerror=x></p>'
    html += "<script>x</script>"
    await room.post(
        {
            "msgtype": "m.text",
            "body": "Hi",
            "format": "org.matrix.custom.html",
            "formatted_body": html,
        }
    )

    said = await room.newest()

    assert said.text.split() == ["Hi", "you"]
    assert said.rich.spans == ()


@pytest.mark.parametrize(
    "html", ["<![foo[x]]>", f'<ol start="{"9" * 5000}"><li>bad</li></ol>'], ids=["parser", "number"]
)
async def test_no_message_makes_a_room_unreadable(room, html):
    await room.say("Good")
    formatted = {"format": "org.matrix.custom.html", "formatted_body": html}
    await room.post({"msgtype": "m.text", "body": "bad", **formatted})

    assert [one.rpartition(" ")[2] for one in await room.texts()] == ["Good", "bad"]


async def test_older_messages_are_read_before_a_message(room):
    for number in range(7):
        await room.say(f"{number}")
    newest = await room.rooms.messages(room.id, most=3)

    older = await room.rooms.messages(room.id, before=newest.older, most=3)
    oldest = await room.rooms.messages(room.id, before=older.older, most=3)

    assert [one.text for one in newest.messages] == ["4", "5", "6"]
    assert [one.text for one in older.messages] == ["1", "2", "3"]
    assert [one.text for one in oldest.messages] == ["0"]
    assert oldest.older == ""


async def test_a_page_is_full_though_many_events_are_only_changes(room):
    for number in range(4):
        await room.say(f"{number}")
    last = await room.say("4")
    for number in range(8):
        await room.post(edit(last, f"changed {number}"))

    assert await room.texts(most=5) == ["0", "1", "2", "3", "changed 7"]


async def test_a_changed_message_is_read_as_its_author_changed_it_last(room):
    said = await room.say("Helo")
    await room.post(edit(said, "Hello"))

    one = await room.newest()

    assert (one.id, one.text, one.is_edited) == (said, "Hello", True)
    assert await room.rooms.message(room.id, said) == one


async def test_nobody_changes_what_another_wrote(room):
    said = await room.say("Mine")
    # People are refused it by the guard; whoever else may send it changes nothing.
    await room.post(edit(said, "Forged"), by="etwin-twinspace")

    assert await room.texts() == ["Mine"]


async def test_what_is_taken_back_is_gone_with_its_changes(room):
    said = await room.say("Oops")
    await room.post(edit(said, "Oops!"))
    await room.say("Fine")

    await room.take_back(said)

    assert await room.texts() == ["Fine"]
    assert await room.rooms.message(room.id, said) is None


async def test_a_pupil_takes_back_only_their_own_and_a_teacher_any(room):
    theirs = await room.say("Read page 3", by=room.teacher)
    mine = await room.say("Oops")

    with pytest.raises(Unreachable) as refused:
        await room.take_back(theirs)
    await room.take_back(mine, by=room.teacher)

    assert refused.value.why == "M_FORBIDDEN"
    assert await room.texts() == ["Read page 3"]


async def test_a_muted_pupil_is_refused_and_nothing_is_said(room):
    pupil, teacher = (f"@{one}:{SERVER}" for one in (room.pupil, room.teacher))
    levels = {**POWER, "users": {teacher: 50, pupil: -1}}
    await room.homeserver.put_state(room.id, "m.room.power_levels", levels, SERVICE)

    with pytest.raises(Unreachable) as refused:
        await room.say("Hello")

    assert refused.value.why == "M_FORBIDDEN"
    assert await room.texts() == []


async def test_pushes_keep_the_newest_right_without_asking_again(room):
    asked = []
    ask = room.homeserver.messages

    async def counted(*given):
        asked.append(given)
        return await ask(*given)

    said = await room.say("Helo")
    gone = await room.say("Oops")
    await room.rooms.messages(room.id)
    room.homeserver.messages = counted

    changes = [edit(said, "Hello"), {"msgtype": "m.text", "body": "New"}, edit(said, "Hello!")]
    events = [
        await room.homeserver.event(room.id, await room.post(one), SERVICE) for one in changes
    ]
    forged = await room.post(edit(said, "Forged"), by="etwin-twinspace")
    events.append(await room.homeserver.event(room.id, forged, SERVICE))
    redaction = {"type": "m.room.redaction", "content": {"redacts": gone}}
    for event in (*events, redaction):
        await room.rooms.hear([{**event, "room_id": room.id, "unsigned": {}}])

    page = await room.rooms.messages(room.id)
    assert [one.text for one in page.messages] == ["Hello!", "New"]
    assert asked == []


async def test_what_was_pushed_while_a_room_was_read_is_not_missed(room):
    ask = room.homeserver.messages
    meanwhile = iter(["Late"])

    async def disturbed(*given):
        answer = await ask(*given)
        for text in meanwhile:
            sent = await room.post({"msgtype": "m.text", "body": text})
            event = await room.homeserver.event(room.id, sent, SERVICE)
            await room.rooms.hear([{**event, "room_id": room.id}])
        return answer

    room.homeserver.messages = disturbed
    await room.post({"msgtype": "m.text", "body": "Early"})

    page = await room.rooms.messages(room.id)

    assert [one.text for one in page.messages] == ["Early", "Late"]


async def test_what_we_sent_is_read_though_its_push_is_late(room):
    await room.rooms.messages(room.id)

    await room.say("Mine")

    assert (await room.newest()).text == "Mine"


async def test_what_another_process_heard_is_read_anew(room):
    async def read():
        return [one.text for one in (await room.rooms.messages(room.id)).messages]

    await room.say("One")
    assert await read() == ["One"]
    await room.post({"msgtype": "m.text", "body": "Two"})  # pushed to another process
    assert await read() == ["One"]

    room.rooms.forget(room.id)

    assert await read() == ["One", "Two"]


async def test_an_account_for_a_form_is_opened_once(room):
    first = await room.rooms.open_account("a form of a visitor")

    assert first is not None
    assert first.login_token
    assert await room.rooms.open_account("a form of a visitor") is None
    assert await room.rooms.open_account("another form") is not None
