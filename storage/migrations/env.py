"""How Alembic reaches our tables: on the connection that storage/migrating.py hands over."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

import storage
from storage.db import metadata

for module in iter_modules(storage.__path__):
    if not module.ispkg:
        import_module(f"storage.{module.name}")


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as what the database knows, so that migrations stand alone."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run() -> None:
    """Migrate in the transaction of the one who called."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=False,
        render_item=render_item,
    )
    context.run_migrations()


run()
