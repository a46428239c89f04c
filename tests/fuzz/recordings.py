"""What Telegram says of everything that people do, as it is when nobody spoils it.

Whoever does it has the id `SOMEBODY`, and a group is `GROUP`: others take their places.
"""

from typing import Any

from bot.sandbox.telegram import TelegramWorld
from bot.sandbox.telegram.feed import KINDS
from tests.makers import png

Json = dict[str, Any]

BOT = 123456
SOMEBODY, GROUP = 700_000_001, -1_001_000_000_002
_DATE = 1_800_000_000
_SENT = (
    *("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes"),
    *("polls", "other_messages"),
)
_ELSE = (
    *("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
    *("can_edit_tag", "can_add_web_page_previews", "can_react_to_messages"),
)


def updates() -> list[Json]:
    """Make an update of every kind, also of those that the stand-in does not know."""
    world = TelegramWorld(token=f"{BOT}:fuzz", bot_username="etwin_bot")
    world.feed.allow(sorted(KINDS))
    ana, ben = (world.person(SOMEBODY + number, first_name=f"P{number}") for number in (0, 1))
    world.group("Little", [ben])
    staff = world.group("Staff", [ana, ben], supergroup=True, bot="administrator")
    for to in (None, staff):
        written = ana.send("hello *you*", to=to)
        ana.send("/help", to=to)
        ana.send("in answer", reply_to=written, to=to)
        ana.edit(written, "hello again", to=to)
        ana.forge(written, "/help", to=to)
        ana.react(written, "👍", to=to)
        photo = ana.send_photo(png(), "a picture", to=to)
        ana.edit(photo, "a better picture", to=to)
        ana.send_document(b"%PDF", "plan.pdf", "application/pdf", "a plan", to=to)
    bold = [{"type": "bold", "offset": 0, "length": 4}]
    ana.send("bold words", entities=bold)
    ana.block()
    ana.unblock()
    staff.remove(ben)
    staff.add(ben)
    staff.rename("Staff of all")
    staff.kick_bot()
    staff.add_bot(admin=True)
    made = list(world.feed.pending.values())
    return [_renamed(one, {staff.id: GROUP}) for one in (*made, *_only_telegram())]


def put(value: Any, places: dict[Any, Any]) -> Any:
    """Give JSON with some of its values exchanged."""
    return _renamed(value, places)


def _renamed(value: Any, places: dict[Any, Any]) -> Any:
    match value:
        case dict():
            return {name: _renamed(one, places) for name, one in value.items()}
        case list():
            return [_renamed(one, places) for one in value]
        case str() | int() if not isinstance(value, bool):
            return places.get(value, value)
    return value


def _only_telegram() -> list[Json]:
    everywhere = ({"id": SOMEBODY, "type": "private", "first_name": "P0"}, _group())
    messages = [_message(chat, content) for chat in everywhere for content in _contents()]
    messages += [_message(_group(), content) for content in _services()]
    channel = {"id": GROUP, "type": "channel", "title": "News"}
    found: list[Json] = [{"message": one} for one in messages]
    found += [{"edited_message": {**one, "edit_date": _DATE + 1}} for one in messages[:20]]
    found += [{kind: _message(channel, {"text": "news"})} for kind in ("channel_post", "message")]
    anonymous = {"sender_chat": channel, "author_signature": "A"}
    found.append({"message": _message(_group(), {"text": "said", **anonymous})})
    found += [{"callback_query": query} for query in _queries()]
    found += _others()
    return [{"update_id": 1, **one} for one in found]


def _contents() -> list[Json]:
    file = {"file_id": "BQACAgIAAx", "file_unique_id": "AgADx", "file_size": 1234}
    sized = {**file, "width": 320, "height": 240}
    timed = {**file, "duration": 3, "mime_type": "video/mp4", "file_name": "clip.mp4"}
    user = {"id": SOMEBODY, "is_bot": False, "first_name": "P0"}
    option = {"persistent_id": "1", "text": "yes", "voter_count": 0}
    poll = {"id": "1", "question": "Really?", "options": [option, option], "total_voter_count": 0}
    poll |= {"is_closed": False, "is_anonymous": True, "type": "regular"}
    poll |= {"allows_multiple_answers": False, "allows_revoting": False, "members_only": False}
    place = {"longitude": 23.6, "latitude": 46.8}
    return [
        {"photo": [sized, {**sized, "width": 20, "height": 10}], "caption": "a picture"},
        {"document": timed, "caption": "words", "caption_entities": [_bold()]},
        {"animation": {**timed, **sized}, "document": timed},
        {"video": {**timed, **sized}, "caption": "a film"},
        {"video_note": {**file, "length": 240, "duration": 3}},
        {"voice": {**file, "duration": 3, "mime_type": "audio/ogg"}},
        {"audio": {**timed, "performer": "x", "title": "y"}},
        {"sticker": {**sized, "type": "regular", "is_animated": False, "is_video": False}},
        {"location": place},
        {"venue": {"location": place, "title": "School", "address": "Here"}, "location": place},
        {"contact": {"phone_number": "+40", "first_name": "P0", "user_id": SOMEBODY}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"poll": poll},
        {"text": "forwarded", "forward_origin": {"type": "user", "date": 1, "sender_user": user}},
        {"text": "hidden", "forward_origin": _hidden()},
        {"text": "quoted", "quote": {"text": "q", "position": 0}, "reply_to_message": _earlier()},
        {"text": "by a bot", "via_bot": {"id": 5, "is_bot": True, "first_name": "B"}},
        {"text": "https://x.example", "link_preview_options": {"is_disabled": True}},
        {"text": "bold 🙂 words", "entities": [_bold(), {**_bold(), "type": "custom_emoji"}]},
        {"web_app_data": {"data": "x", "button_text": "y"}},
        {"game": {"title": "g", "description": "d", "photo": [sized]}},
    ]


def _services() -> list[Json]:
    user = {"id": SOMEBODY, "is_bot": False, "first_name": "P0"}
    return [
        {"new_chat_members": [user, {**user, "id": BOT, "is_bot": True}]},
        {"left_chat_member": user},
        {"new_chat_photo": []},
        {"delete_chat_photo": True},
        {"group_chat_created": True},
        {"migrate_to_chat_id": -1_009_999_999_999},
        {"migrate_from_chat_id": -9_999_999_999},
        {"pinned_message": _earlier()},
        {"forum_topic_created": {"name": "T", "icon_color": 1}, "is_topic_message": True},
        {"text": "in a topic", "message_thread_id": 7, "reply_to_message": _topic()},
        {"video_chat_started": {}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    ]


def _queries() -> list[Json]:
    user = {"id": SOMEBODY, "is_bot": False, "first_name": "P0"}
    shown = _message({"id": SOMEBODY, "type": "private", "first_name": "P0"}, {"text": "card"})
    old = {"chat": shown["chat"], "message_id": 3, "date": 0}
    query = {"id": "77", "from": user, "chat_instance": "1"}
    return [
        {**query, "data": "/help", "message": shown},
        {**query, "data": "/help", "message": old},
        {**query, "data": "/help", "message": _message(_group(), {"text": "card"})},
        {**query, "data": "/help", "inline_message_id": "x"},
        {**query, "game_short_name": "x"},
    ]


def _others() -> list[Json]:
    user = {"id": SOMEBODY, "is_bot": False, "first_name": "P0"}
    inside = {"user": user, "status": "member"}
    outside = {"user": user, "status": "left"}
    rights = {f"can_send_{what}": True for what in _SENT} | dict.fromkeys(_ELSE, True)
    restricted = {**inside, "status": "restricted", "is_member": True, "until_date": 0, **rights}
    change = {"chat": _group(), "from": user, "date": _DATE}
    moves = [(inside, outside), (outside, inside), (restricted, outside), (inside, inside)]
    found: list[Json] = [
        {"chat_member": {**change, "old_chat_member": old, "new_chat_member": new}}
        for old, new in moves
    ]
    found += [
        {"chat_join_request": {**change, "user_chat_id": SOMEBODY}},
        {"inline_query": {"id": "1", "from": user, "query": "x", "offset": ""}},
        {"poll_answer": {"poll_id": "1", "user": user, "option_ids": [0]}},
        {"message_reaction": {**change, "message_id": 1, "old_reaction": [], "new_reaction": []}},
        {},
        {"kind_to_come": {"from": user}},
    ]
    return found


def _message(chat: Json, content: Json) -> Json:
    sender = {"id": SOMEBODY, "is_bot": False, "first_name": "P0", "username": "p_zero"}
    sender |= {"language_code": "en"}
    return {"message_id": 11, "date": _DATE, "chat": chat, "from": sender, **content}


def _group() -> Json:
    return {"id": GROUP, "type": "supergroup", "title": "Staff"}


def _bold() -> Json:
    return {"type": "bold", "offset": 0, "length": 4}


def _hidden() -> Json:
    return {"type": "hidden_user", "date": 1, "sender_user_name": "X"}


def _earlier() -> Json:
    sender = {"id": BOT, "is_bot": True, "first_name": "B"}
    return {"message_id": 3, "date": 1, "chat": _group(), "from": sender, "text": "earlier"}


def _topic() -> Json:
    return {**_earlier(), "forum_topic_created": {"name": "T", "icon_color": 1}}
