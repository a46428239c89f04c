"""Pressed buttons can be answered once, in time, and in few words."""

import pytest


@pytest.mark.parametrize("query_id", ["", "123", None])
async def test_unknown_query_cannot_be_answered(lab, query_id):
    description = await lab.refused("answerCallbackQuery", callback_query_id=query_id)

    assert description == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_query_is_answered_once_and_in_time(lab, anna):
    sent = await lab.bot.send_message(anna.id, "x")
    press = anna.forge(sent.message_id, "y")

    assert (await lab.call("answerCallbackQuery", callback_query_id=press.id))["ok"]
    assert "too old" in await lab.refused("answerCallbackQuery", callback_query_id=press.id)

    assert press.answer is not None

    late = anna.forge(sent.message_id, "y")
    lab.world.queries.seconds = 0
    assert "too old" in await lab.refused("answerCallbackQuery", callback_query_id=late.id)


async def test_only_the_newest_queries_can_be_answered(lab, anna, monkeypatch):
    monkeypatch.setattr("bot.sandbox.telegram.queries.KEPT", 1)
    presses = [anna.forge(1, "y") for _ in range(2)]

    assert "too old" in await lab.refused("answerCallbackQuery", callback_query_id=presses[0].id)
    assert (await lab.call("answerCallbackQuery", callback_query_id=presses[1].id))["ok"]


@pytest.mark.parametrize(
    ("text", "url", "description"),
    [("x" * 201, "", "MESSAGE_TOO_LONG"), ("", "https://example.org", "URL_INVALID")],
)
async def test_wrong_answer_to_a_query_is_refused(lab, anna, text, url, description):
    press = anna.forge(1, "y")

    found = await lab.refused("answerCallbackQuery", callback_query_id=press.id, text=text, url=url)

    assert found == f"Bad Request: {description}"
