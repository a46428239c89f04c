"""What Telegram shows of the bot: set once, in every language, and again only when it changes."""

import handlers.turn  # noqa: F401 - registers every command
from bot.sandbox.telegram import Fault
from bot.telegram import profile
from handlers import words


async def test_menu_and_descriptions_are_shown_in_every_language(stage):
    await profile.show(stage.api)

    for code in ("", *words.languages()):
        place = {"scope": {"type": "all_private_chats"}, "language_code": code}
        menu = await stage.api.call("getMyCommands", place)
        language = code or "en"
        assert {"command": "help", "description": text(language, "help.help")} in menu
        described = await stage.api.call("getMyDescription", {"language_code": code})
        assert described["description"] == text(language, "bot.description").strip()


async def test_the_menu_has_what_everybody_may_give_and_nothing_of_coordinators(stage):
    await profile.show(stage.api)

    menu = await stage.api.call("getMyCommands", {"scope": {"type": "all_private_chats"}})
    names = [one["command"] for one in menu]
    assert {"start", "help", "language", "register", "partners"} <= set(names)
    assert "queue" not in names
    assert len(names) == len(set(names))


async def test_what_has_not_changed_is_not_set_again(stage):
    await profile.show(stage.api)
    stage.world.calls.clear()

    await profile.show(stage.api)

    assert [call.method for call in stage.world.calls if call.method.startswith("set")] == []


async def test_a_refusal_does_not_stop_the_rest(stage):
    stage.world.faults.next("setMyCommands", Fault.error(400, "Bad Request: BOT_COMMAND_INVALID"))

    await profile.show(stage.api)

    assert stage.world.calls.count("setMyShortDescription", 200) >= 1


async def test_a_server_that_cannot_tell_what_is_shown_is_told_what_to_show(stage):
    for method in ("getMyCommands", "getMyDescription", "getMyShortDescription"):
        stage.world.faults.next(method, Fault.error(404, "Not Found: method not found"), None)

    await profile.show(stage.api)

    places = len(words.languages()) + 1
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        assert stage.world.calls.count(method, 200) == places


async def test_an_answer_that_is_not_telegrams_does_not_end_the_service(stage):
    stage.world.faults.next("getMyDescription", Fault("answer", False, 200, '{"ok": true}'), None)

    await profile.show(stage.api)

    assert stage.world.calls.count("setMyDescription", 200) == len(words.languages()) + 1


def text(language, key):
    return words.plain(language, words.Words(key))
