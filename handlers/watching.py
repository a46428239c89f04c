"""The head of the safeguarding log, told daily to those who could not have written the log."""

from datetime import datetime

import structlog

from handlers.conversation import Code, Lane, Reply
from handlers.posting import push
from storage import coordinators, safeguarding
from storage.db import Db

_log = structlog.get_logger()


def publish_head(db: Db, now: datetime) -> None:
    """Tell central support the last entry of the safeguarding log, if it is a new one.

    It stays in their chats and in the service's own log, where who writes the safeguarding log
    cannot change it. Nobody can turn it off: without witnesses the log proves nothing.
    Source: docs/rules.md, TWS-13.
    """
    number, last = safeguarding.head(db)
    if number == 0:
        return
    _log.info("safeguarding.head", number=number, hash=last)
    head = Code(f"{number}:{last}")
    told = [
        Reply(
            "safeguarding.head",
            {"head": head, "help": Code("/help")},
            to=witness,
            lane=Lane.REMINDER,
            once=f"safeguarding-{number}-{witness}",
        )
        for witness in coordinators.of_country(db, coordinators.ALL)
    ]
    push(db, now, told)
