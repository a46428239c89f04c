"""What the bot says of itself, and settings that Telegram refuses."""

import pytest
from telegram import BotCommand, BotCommandScopeChat


async def test_commands_are_kept_by_scope_and_language(lab, anna):
    await lab.bot.set_my_commands([BotCommand("help", "Help")])
    await lab.bot.set_my_commands([BotCommand("help", "Hilfe")], language_code="de")
    await lab.bot.set_my_commands([BotCommand("queue", "Queue")], BotCommandScopeChat(anna.id))

    assert (await lab.bot.get_my_commands())[0].description == "Help"
    assert (await lab.bot.get_my_commands(language_code="de"))[0].description == "Hilfe"
    assert (await lab.bot.get_my_commands(BotCommandScopeChat(anna.id)))[0].command == "queue"
    await lab.bot.delete_my_commands()
    assert await lab.bot.get_my_commands() == ()


async def test_menu_is_the_narrowest_one_in_the_persons_language(lab, anna):
    assert anna.menu == {}
    await lab.bot.set_my_commands([BotCommand("help", "Help")])
    assert anna.menu == {"help": "Help"}
    await lab.bot.set_my_commands([BotCommand("help", "Hilfe")], language_code="de")
    assert anna.menu == {"help": "Hilfe"}

    await lab.bot.set_my_commands([BotCommand("queue", "Queue")], BotCommandScopeChat(anna.id))

    assert anna.menu == {"queue": "Queue"}


async def test_descriptions_fall_back_to_the_usual_one(lab):
    await lab.bot.set_my_description("For teachers")
    await lab.bot.set_my_short_description("Für Lehrer", language_code="de")
    await lab.bot.set_my_name("eTwinning")

    assert (await lab.bot.get_my_description("fr")).description == "For teachers"
    assert (await lab.bot.get_my_short_description("de")).short_description == "Für Lehrer"
    assert (await lab.bot.get_my_short_description()).short_description == ""
    assert (await lab.bot.get_my_name("pl")).name == "eTwinning"


@pytest.mark.parametrize(
    ("commands", "description"),
    [
        ([{"command": "Help", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "h" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "help", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "help", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "help"}], "can't parse BotCommand: Can't find field \"description\""),
        (["help"], "can't parse BotCommand: expected an Object"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
        (None, 'parameter "commands" is required'),
    ],
)
async def test_wrong_commands_are_refused(lab, commands, description):
    assert await lab.refused("setMyCommands", commands=commands) == f"Bad Request: {description}"


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("setMyCommands", {"commands": [], "scope": {"type": "all"}}),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": "@x"}}),
        ("setMyCommands", {"commands": [], "language_code": "deu"}),
        ("setMyDescription", {"description": "x" * 513}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
        ("setMyName", {"name": "x" * 65}),
        ("getMyDescription", {"language_code": "german"}),
        ("getUpdates", {"allowed_updates": ["mesage"]}),
        ("getUpdates", {"offset": "first"}),
        ("setWebhook", {"url": "http://example.org/hook"}),
        ("setWebhook", {"url": "https://example.org:5000/hook"}),
        ("setWebhook", {"url": "nonsense"}),
        ("setWebhook", {"url": "https://example.org:port/"}),
        ("setWebhook", {"url": "https://example.org/", "secret_token": "not allowed!"}),
        ("setWebhook", {"url": "https://example.org/", "secret_token": "x" * 257}),
    ],
)
async def test_wrong_setting_is_refused(lab, method, params):
    assert (await lab.refused(method, **params)).startswith("Bad Request: ")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"'])
async def test_body_that_is_no_object_is_refused(lab, body):
    headers = {"Content-Type": "application/json"}
    url = f"{lab.url}/bot{lab.token}/getMe"

    async with lab.http.post(url, data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"nonsense"),
        ("multipart/form-data", b"nonsense"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--\r\n",
        ),
    ],
)
async def test_broken_multipart_is_refused(lab, kind, body):
    url = f"{lab.url}/bot{lab.token}/getMe"

    async with lab.http.post(url, data=body, headers={"Content-Type": kind}) as response:
        answer = await response.json()

    assert answer["description"] == "Bad Request: can't parse multipart request"


async def test_body_of_another_kind_is_not_read(lab):
    url = f"{lab.url}/bot{lab.token}/getMe"

    async with lab.http.post(url, data=b"x", headers={"Content-Type": "text/plain"}) as response:
        assert (await response.json())["ok"]
