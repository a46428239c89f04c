"""`etwin check-config`: whether everything that the configuration names answers as it should."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.backup import checking
from bot.config import Config
from bot.probing import database, homeserver, machine, portal, proxy, telegram

__all__ = ["notes", "problems"]

Probe = Callable[[], Awaitable[list[str]]]


async def problems(config: Config) -> list[str]:
    """List what is wrong, each with the setting's name and what to do."""
    probes: list[Probe] = [
        lambda: database.problems(config),
        lambda: machine.problems(config),
        lambda: portal.problems(config.portal),
    ]
    if config.telegram is not None:
        of_telegram = config.telegram
        probes.append(lambda: telegram.problems(of_telegram, config.portal.public_url))
    if config.matrix is not None:
        of_matrix = config.matrix
        probes += [lambda: homeserver.problems(of_matrix), lambda: proxy.problems(of_matrix)]
    return await _all(probes) + checking.problems(config)


async def notes(config: Config) -> list[str]:
    """List what is not wrong but good to know, as far as what `config` names answers."""
    probes: list[Probe] = [lambda: portal.notes(config.portal), lambda: homeserver.notes(config)]
    if config.telegram is not None:
        of_telegram = config.telegram
        probes.append(lambda: telegram.notes(of_telegram))
    if config.matrix is not None:
        of_matrix = config.matrix
        probes.append(lambda: proxy.notes(of_matrix))
    return await _all(probes) + checking.notes(config)


async def _all(probes: list[Probe]) -> list[str]:
    found = await asyncio.gather(*(probe() for probe in probes))
    return [line for some in found for line in some]
