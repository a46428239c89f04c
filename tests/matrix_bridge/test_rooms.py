"""Rooms as the browser reads them and as delivery writes them, on a real homeserver. TWS-6."""

import pytest

from handlers.conversation import File
from handlers.platform import Outgoing, Unreachable
from handlers.rich import Rich, Span
from matrix_bridge.rooms import Rooms
from tests import makers
from tests.matrix_bridge.names import SERVER, SERVICE

POWER = {"users_default": 0, "events_default": 0, "redact": 50}


@pytest.fixture
def room(homeserver, name):
    """A room of the service with a pupil and a teacher in it."""
    return Room(homeserver, name)


class Room:
    """A room, the two who are in it, and how they and the portal use it."""

    def __init__(self, homeserver, name):
        self._opened, self._name = homeserver, name
        self._number = 0

    async def __aenter__(self):
        self.homeserver = await self._opened.__aenter__()
        self.rooms = Rooms(self.homeserver, SERVER)
        self.pupil, self.teacher = self._name("p"), self._name("t")
        users = [f"@{one}:{SERVER}" for one in (self.pupil, self.teacher)]
        levels = {**POWER, "users": {users[1]: 50}}
        roles = [{"role": "pupil", "school": "1"}, {"role": "teacher", "school": "1"}]
        roles[1]["supervises"] = True
        record = {"kind": "classroom", "members": dict(zip(users, roles, strict=True))}
        state = [{"type": "eu.etwin.room", "state_key": "", "content": record}]
        body = {"preset": "private_chat", "creation_content": {"m.federate": False}}
        body |= {"power_level_content_override": levels, "initial_state": state}
        self.id = await self.homeserver.create_room(body, SERVICE)
        for localpart, user in zip((self.teacher, self.pupil), reversed(users), strict=True):
            await self.homeserver.ensure_user(localpart)
            await self.homeserver.ensure_device(user)
            await self.homeserver.invite(self.id, SERVICE, user)
            await self.homeserver.join(self.id, user)
        return self

    async def __aexit__(self, *error):
        await self._opened.__aexit__(*error)

    async def say(self, text, by="", **what):
        """Send as delivery does."""
        self._number += 1
        transaction = f"{self.id}.{self._number}"
        rich = text if isinstance(text, Rich) else Rich(text)
        who = by or self.pupil
        return await self.rooms.send(
            Outgoing(self.id, rich, sender=who, transaction=transaction, **what)
        )

    async def post(self, content, by=""):
        """Send an event as another client does."""
        self._number += 1
        user = f"@{by or self.pupil}:{SERVER}"
        transaction = f"{self.id}.{self._number}"
        return await self.homeserver.send_event(
            self.id, "m.room.message", content, transaction, user
        )

    async def take_back(self, event_id, by=""):
        """Take a message back as delivery does."""
        self._number += 1
        transaction = f"{self.id}.{self._number}"
        part = Outgoing(self.id, Rich(""), sender=by or self.pupil, transaction=transaction)
        await self.rooms.edit(part, event_id)

    async def texts(self, **how):
        page = await Rooms(self.homeserver, SERVER).messages(self.id, **how)
        return [one.text for one in page.messages]

    async def newest(self):
        page = await self.rooms.messages(self.id)
        return page.messages[-1]


def edit(event_id, text):
    """Change a message as clients do."""
    relation = {"rel_type": "m.replace", "event_id": event_id}
    new = {"msgtype": "m.text", "body": text}
    return {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}


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


async def uploaded(room, content=None, name="fish.png", mime="image/png", kind="photo"):
    """Give the homeserver a file, and its reference as a turn has it."""
    content = content or makers.png(900, 30)
    ref = await room.rooms.upload(room.pupil, content, mime, name)
    return File("room", ref, kind, mime, name, len(content), alt="A red fish", licence="ours")


async def test_a_picture_is_sent_with_what_is_to_be_seen_and_comes_back(room):
    file = await uploaded(room)
    said = await room.say("In our river", file=file)

    one = await room.newest()
    whole = await room.rooms.media(room.id, said, is_small=False)
    small = await room.rooms.media(room.id, said, is_small=True)

    assert one.text == "In our river"
    assert (one.media.name, one.media.alt, one.media.is_picture) == ("fish.png", "A red fish", True)
    assert whole.content == makers.png(900, 30)
    assert small.content != whole.content
    assert small.media == whole.media == one.media


async def test_other_clients_show_what_is_to_be_seen_where_nobody_wrote_more(room):
    said = await room.say("", file=await uploaded(room))

    content = (await room.homeserver.event(room.id, said, SERVICE))["content"]

    assert (content["body"], content["filename"]) == ("A red fish", "fish.png")
    assert (await room.newest()).text == ""


async def test_a_file_is_got_only_by_a_message_of_this_room(room):
    said = await room.say("", file=await uploaded(room, b"a,b\n", "list.csv", "text/csv", "file"))
    text = await room.say("No file here")
    other = await room.homeserver.create_room({"preset": "private_chat"}, SERVICE)

    assert (await room.rooms.media(room.id, said, is_small=True)).content == b"a,b\n"
    assert await room.rooms.media(other, said, is_small=False) is None
    assert await room.rooms.media(room.id, text, is_small=False) is None
    assert await room.rooms.media(room.id, "$nothing", is_small=False) is None


async def test_a_file_is_gone_when_its_message_is_taken_back(room):
    said = await room.say("", file=await uploaded(room))

    await room.take_back(said)

    assert await room.rooms.media(room.id, said, is_small=False) is None


async def test_a_file_of_another_server_is_not_asked_for(room):
    said = await room.post({"msgtype": "m.image", "body": "x.png", "url": "mxc://evil.example/abc"})

    assert await room.rooms.media(room.id, said, is_small=False) is None


async def pushed(room):
    """Read everything of the room as the homeserver pushes it, the oldest first."""
    path = f"/_matrix/client/v3/rooms/{room.id}/messages"
    answer = await room.homeserver.call(
        "GET", path, user=SERVICE, query={"dir": "b", "limit": "100"}
    )
    plain = ({**one, "unsigned": {}} for one in reversed(answer["chunk"]))
    return [{**one, "room_id": room.id} for one in plain]


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
