"""What time the homeserver has, as it says with each answer."""

import time
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from matrix_bridge.calls import Calls

#: An answer tells only the second in which it was made.
_HALF = 0.5


async def ahead(calls: Calls) -> float | None:
    """Say how many seconds the homeserver's clock is before ours; None if it does not say.

    Right to about half a second, and half of what the answer took. Raises what `Calls.call` raises.
    """
    asked = time.time()
    answer = await calls.call("GET", "/_matrix/client/versions", read=_date)
    between = (asked + time.time()) / 2
    try:
        theirs = parsedate_to_datetime(answer["date"]).timestamp()
    except ValueError:
        return None
    return theirs + _HALF - between


async def _date(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    return {"date": answer.headers.get("Date", "")}
