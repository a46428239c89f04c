"""What Telegram refuses, in its own words."""

import time

import aiohttp
import pytest
from telegram.error import BadRequest, Forbidden

HELLO = {"text": "hello"}
BUTTON = {"text": "x", "callback_data": "y"}
UNALLOWED = "text buttons are unallowed in the inline keyboard"
ROWS = "of the InlineKeyboardMarkup must be an Array"


def buttons(**button):
    return {"reply_markup": {"inline_keyboard": [[button]]}}


async def test_unknown_method_is_not_found(lab):
    async with lab.http.get(f"{lab.url}/bot{lab.token}/sendTelegram") as response:
        assert response.status == 404
        assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_wrong_token_is_unauthorized(lab):
    for path in ("bot1:wrong/getMe", "file/bot1:wrong/documents/file_1.txt"):
        async with lab.http.get(f"{lab.url}/{path}") as response:
            assert response.status == 401
            assert (await response.json())["description"] == "Unauthorized"


async def test_methods_are_found_in_any_case_and_by_any_encoding(lab, anna):
    url = f"{lab.url}/bot{lab.token}/SENDMESSAGE"
    fields = {"chat_id": str(anna.id), "text": "hi", "disable_notification": "true"}
    form = aiohttp.FormData(fields, default_to_multipart=True)

    for sent in ({"params": fields}, {"data": fields}, {"data": form}, {"json": fields}):
        async with lab.http.post(url, **sent) as response:
            assert (await response.json())["result"]["text"] == "hi"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": 5}, 'field "text" must be of type String'),
        ({**HELLO, "parse_mode": "Wiki"}, "unsupported parse_mode"),
        (
            {"text": "Anna <3 b", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "3" at byte offset 5',
        ),
        ({**HELLO, "colour": "red"}, 'unknown parameter "colour" of sendMessage'),
        ({**HELLO, "disable_notification": "perhaps"}, None),
        ({**HELLO, "entities": "x"}, "can't parse entities JSON object"),
        ({**HELLO, "link_preview_options": {"off": True}}, None),
        ({**HELLO, "message_thread_id": 3}, "message thread not found"),
        ({**HELLO, "business_connection_id": "x"}, "business connection not found"),
        ({**HELLO, "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({**HELLO, "reply_parameters": {}}, None),
        ({**HELLO, "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({**HELLO, "reply_markup": {"buttons": []}}, None),
        ({**HELLO, "reply_markup": {"inline_keyboard": 1}}, f'field "inline_keyboard" {ROWS}'),
        (
            {**HELLO, "reply_markup": {"inline_keyboard": [1]}},
            f'field "inline_keyboard" {ROWS} of Arrays',
        ),
        ({**HELLO, **buttons(text="x")}, UNALLOWED),
        ({**HELLO, **buttons(text="x", callback_data="")}, "BUTTON_DATA_INVALID"),
        ({**HELLO, **buttons(text="x", callback_data="ä" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {**HELLO, **buttons(text="x", url="http://localhost/a")},
            "inline keyboard button URL 'http://localhost/a' is invalid: Wrong HTTP URL",
        ),
        ({**HELLO, **buttons(text=" ", callback_data="x")}, UNALLOWED),
        ({**HELLO, **buttons(text="x", callback_data="x", url="https://a.eu")}, UNALLOWED),
        ({**HELLO, **buttons(text="x", callback_data="x", color="red")}, None),
        ({**HELLO, "reply_markup": {"inline_keyboard": [["Yes"]]}}, None),
        ({**HELLO, "reply_markup": {"inline_keyboard": [[BUTTON] * 101]}}, "REPLY_MARKUP_TOO_LONG"),
        ({**HELLO, "reply_markup": {"keyboard": [[]]}}, None),
        ({**HELLO, "reply_markup": {"keyboard": [[" "]]}}, None),
        ({**HELLO, "reply_markup": "[]"}, "object expected as reply markup"),
        ({**HELLO, "entities": "{}"}, 'field "entities" must be of type Array'),
        (
            {**HELLO, **buttons(callback_data="x")},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
    ],
)
async def test_wrong_message_is_refused(lab, anna, params, description):
    found = await lab.refused("sendMessage", chat_id=anna.id, **params)

    assert found.startswith("Bad Request: ")
    assert description is None or found == f"Bad Request: {description}"
    assert len(anna.messages) == 1


async def test_callback_data_of_64_bytes_passes(lab, anna):
    markup = buttons(text="x", callback_data="ä" * 32)

    assert (await lab.call("sendMessage", chat_id=anna.id, text="x", **markup))["ok"]


@pytest.mark.parametrize("chat_id", [999, "@nobody_here", "Anna", -5, -1_009_999])
async def test_unknown_chat_is_not_found(lab, chat_id):
    description = await lab.refused("sendMessage", chat_id=chat_id, text="x")

    assert description == "Bad Request: chat not found"


async def test_missing_chat_is_refused(lab):
    assert await lab.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("block", "bot was blocked by the user"),
        ("deactivate", "user is deactivated"),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "sendChatAction"])
async def test_lost_people_cannot_be_written_to(lab, anna, act, words, method):
    getattr(anna, act)()
    params = {"text": "x"} if method == "sendMessage" else {"action": "typing"}

    assert await lab.refused(method, chat_id=anna.id, **params) == f"Forbidden: {words}"


async def test_bot_cannot_begin_a_conversation(lab):
    ben = lab.world.person(first_name="Ben")

    description = await lab.refused("sendMessage", chat_id=ben.id, text="x")

    assert description == "Forbidden: bot can't initiate conversation with a user"
    ben.start()
    assert (await lab.call("sendMessage", chat_id=ben.id, text="x"))["ok"]


async def test_unblocked_bot_may_write_again(lab, anna):
    anna.block()
    anna.block()
    with pytest.raises(Forbidden):
        await lab.bot.send_message(anna.id, "x")

    anna.unblock()

    await lab.bot.send_message(anna.id, "x")
    updates = await lab.bot.get_updates()
    statuses = [update.my_chat_member.new_chat_member.status for update in updates]
    assert statuses == ["kicked", "member"]


async def test_same_text_is_not_modified(lab, anna):
    markup = buttons(text="x", callback_data="y")
    sent = await lab.call("sendMessage", chat_id=anna.id, text="same", **markup)
    target = {"chat_id": anna.id, "message_id": sent["result"]["message_id"]}

    description = await lab.refused("editMessageText", **target, text="same ", **markup)

    assert description == (
        "Bad Request: message is not modified: specified new message content and reply markup"
        " are exactly the same as a current content and reply markup of the message"
    )
    assert (await lab.call("editMessageText", **target, text="same"))["ok"]
    assert not anna.messages[-1].buttons


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
        ("editMessageText", {"message_id": 1, "text": ""}, "message text is empty"),
        ("editMessageReplyMarkup", {"message_id": 999}, "message to edit not found"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("deleteMessages", {"message_ids": [1] * 101}, "too many message identifiers specified"),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        (
            "editMessageReplyMarkup",
            {"message_id": 1, "reply_markup": {"keyboard": [["x"]]}},
            "inline keyboard expected",
        ),
        ("unpinChatMessage", {}, "message to unpin not found"),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
            "REACTIONS_TOO_MANY",
        ),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": ["👍"]},
            "can't parse reaction type: Can't find field \"type\"",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo"}, {"type": "document"}]},
            "document can't be mixed with other media types",
        ),
        (
            "sendMediaGroup",
            {"media": ["x", "y"]},
            "can't parse InputMedia: unsupported type specified",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo"}]},
            "there must be 2-10 media in the request",
        ),
        ("getChatMember", {}, "invalid user_id specified"),
        ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
        ("copyMessage", {"from_chat_id": 1, "message_id": 1}, "chat not found"),
        ("setMessageReaction", {"message_id": 999}, "message to react not found"),
        (
            "setMessageReaction",
            {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]},
            "REACTION_INVALID",
        ),
        ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "http://example.org/a"}, "failed to get HTTP URL content"),
        ("sendMediaGroup", {"media": []}, "media is empty"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("createChatInviteLink", {}, "chat invite links are not supported in private chats"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("getChatMember", {"user_id": 5}, "member not found"),
    ],
)
async def test_wrong_target_is_refused(lab, anna, method, params, description):
    found = await lab.refused(method, chat_id=anna.id, **params)

    assert found == f"Bad Request: {description}"


async def test_only_what_is_there_and_copyable_is_copied(lab, anna):
    group = lab.world.group("Staff", [anna])
    service_id = group.messages[0].id
    params = {"chat_id": anna.id, "from_chat_id": group.id}

    gone = await lab.refused("copyMessage", **params, message_id=999)
    service = await lab.refused("copyMessage", **params, message_id=service_id)

    assert gone == "Bad Request: message to copy not found"
    assert service == "Bad Request: message can't be copied"


async def test_old_message_cannot_be_deleted(lab, anna):
    sent = await lab.bot.send_message(anna.id, "x")
    lab.world.clock = lambda: time.time() + 49 * 3600

    with pytest.raises(BadRequest, match=r"[Mm]essage can't be deleted for everyone"):
        await sent.delete()
