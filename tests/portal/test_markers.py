"""What pupils write, and what is written of them, comes into no chat and no log. Rule TWS-9."""

import io
import json
import logging

import pytest
import structlog

from storage import outbox
from tests.portal.markers import FIELDS

#: Of no kind that a question or a length would refuse.
MARKER = "Qzxmarker"


@pytest.fixture
def log():
    """Everything that is logged, at the lowest level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    before = structlog.get_config()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written))
    yield written
    structlog.configure(**before)
    root.setLevel(level)
    root.removeHandler(handler)


@pytest.mark.parametrize("name", FIELDS)
def test_marker_in_a_field_comes_into_no_chat_and_no_log(name, ana, fox, database, log):
    field = FIELDS[name]

    field.fill(ana if field.by == "teacher" else fox, MARKER)

    with database.reading() as db:
        rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    chats = [row for row in rows if row.platform in {"telegram", "matrix"}]
    assert MARKER not in json.dumps([row.payload for row in chats])
    assert MARKER not in log.getvalue()


def test_the_log_is_really_read(log):
    structlog.get_logger().info("marker", text=MARKER)

    assert MARKER in log.getvalue()
