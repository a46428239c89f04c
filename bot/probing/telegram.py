"""Whether Telegram knows the bot, and brings us what people write."""

import asyncio
import time
from typing import Any
from urllib.parse import urlsplit

from bot.sections import Telegram
from bot.telegram.api import DEFAULT_URL, Api, Refused, TokenRefused
from bot.telegram.webhook import PATH
from handlers.platform import OutcomeUnknown, TryLater

PATIENCE_SECONDS = 10.0
#: What went wrong longer ago is over.
LATELY_SECONDS = 600
#: Where Telegram calls at all. Source: https://core.telegram.org/bots/api#setwebhook
PORTS = frozenset({443, 80, 88, 8443})
#: What a bot may send that does not pay for more.
USUAL_PER_SECOND = 30


async def problems(settings: Telegram, public_url: str) -> list[str]:
    """List what is wrong with the bot and its webhook."""
    try:
        info = await _asked(settings)
    except TokenRefused as refused:
        return [str(refused)]
    except Refused as refused:
        return [f"telegram.token: Telegram answers {refused.code}"]
    except (TryLater, OutcomeUnknown, TimeoutError):
        return [f"telegram.api_url: nothing answers at {settings.api_url}"]
    if settings.mode == "polling":
        return []
    return [*_place(settings, public_url), *_webhook(info, public_url.rstrip("/") + PATH)]


async def notes(settings: Telegram) -> list[str]:
    """List what is good to know about the bot."""
    found = await _ahead(settings)
    if settings.messages_per_second > USUAL_PER_SECOND:
        found.append(
            f"telegram.messages_per_second is {settings.messages_per_second}: Telegram takes"
            f" {USUAL_PER_SECOND}, and more only from bots that pay for it."
        )
    return found


async def _ahead(settings: Telegram) -> list[str]:
    """Say what `etwin run` changes at Telegram; where it cannot be asked, that is a problem."""
    try:
        info = await _asked(settings)
    except (Refused, TokenRefused, TryLater, OutcomeUnknown, TimeoutError):
        return []
    if settings.mode == "polling" and info["url"]:
        return [
            f"Telegram calls {_host(info)}: `etwin run` ends that, since telegram.mode is polling."
        ]
    if settings.mode == "webhook" and not info["url"]:
        return ["Telegram does not call us yet: `etwin run` sets the webhook."]
    return []


async def _asked(settings: Telegram) -> dict[str, Any]:
    api = Api(settings.token, settings.api_url)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await api.call("getMe")
            info: dict[str, Any] = await api.call("getWebhookInfo")
            return info
    finally:
        await api.close()


def _place(settings: Telegram, public_url: str) -> list[str]:
    """Say that Telegram itself would not call there."""
    url = urlsplit(public_url)
    if settings.api_url != DEFAULT_URL or (url.scheme == "https" and (url.port or 443) in PORTS):
        return []
    ports = ", ".join(map(str, sorted(PORTS)))
    return [f"portal.public_url: Telegram calls https at the ports {ports} alone: choose one."]


def _webhook(info: dict[str, Any], ours: str) -> list[str]:
    if info["url"] and info["url"] != ours:
        return [
            f"telegram.mode: Telegram calls {_host(info)} instead of {ours}. `etwin run` sets ours;"
            " end whatever else uses the token."
        ]
    failed = time.time() - info.get("last_error_date", 0) < LATELY_SECONDS
    if not info["url"] or not failed:
        return []
    waiting = info.get("pending_update_count", 0)
    return [
        f"telegram.mode: Telegram could not bring us {waiting} updates, the last time with"
        f' "{info["last_error_message"]}": is {ours} reached from outside, and does `etwin run` run'
        " with this webhook_secret?"
    ]


def _host(info: dict[str, Any]) -> str:
    return str(urlsplit(info["url"]).hostname)
