"""What those are called who take part in a project, or did: nobody else is to read it."""

from collections.abc import Collection

from sqlalchemy import bindparam, select

from storage import member_rows, nameless, people
from storage.db import Db
from storage.prepared import Prepared

_part = member_rows.table.c
_of_project = Prepared(
    select(people.table.c.name)
    .join(member_rows.table, _part.person_id == people.table.c.id)
    .where(_part.project_id == bindparam("project"))
)


def of_project(db: Db, project_id: int) -> Collection[str]:
    """List the names of who takes part in a project, did, or was asked to."""
    return [name for (name,) in _of_project.rows(db, project=project_id)]


def cut(db: Db, project_id: int, *texts: str) -> list[str]:
    """Give texts without these names."""
    names = of_project(db, project_id)
    return [nameless.without(one, names) for one in texts]
