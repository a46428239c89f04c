"""words by which the public finds what there is

Projects and seminars from before were never put among the words that the portal searches; what
changes from now on puts its own (storage/public_words.py).

Revision ID: 9d41b7e05c38
Revises: d7472a4696cf
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage import public_words
from storage.public_words import Part

revision = '9d41b7e05c38'
down_revision = 'd7472a4696cf'
branch_labels = None
depends_on = None

#: So many are read at a time.
_PART = 500
_PLAN = 'id, title, description, subjects, languages, age_min, age_max'


def upgrade() -> None:
    db = op.get_bind()
    for row in _rows(db, f"SELECT {_PLAN} FROM projects WHERE title <> ''"
                         " AND state IN ('active', 'closed', 'archived')"):
        words = public_words.of_plan(
            row.title,
            row.description,
            subjects=row.subjects.split(),
            languages=row.languages.split(),
            youngest=row.age_min,
            oldest=row.age_max,
        )
        public_words.put(db, row.id, words)
    for row in _rows(db, 'SELECT id FROM projects WHERE id > 0'):
        places = db.execute(
            sa.text("SELECT DISTINCT s.country, s.town FROM schools s JOIN project_members m"
                    " ON m.school_id = s.id WHERE m.project_id = :id AND m.state = 'in'"),
            {'id': row.id},
        )
        found = public_words.of_places((country, town) for country, town in places)
        public_words.put(db, row.id, {Part.PLACES: found})
    for row in _rows(db, 'SELECT id, title, subjects, language FROM seminars WHERE id > 0'):
        public_words.put_seminar(db, row.id, row.title, row.subjects.split(), row.language)


def _rows(db: sa.Connection, query: str) -> Iterator[sa.Row]:
    """Go through what a query with a WHERE finds, some at a time, by ids."""
    last = 0
    paged = sa.text(f'{query} AND id > :last ORDER BY id LIMIT {_PART}')
    while rows := db.execute(paged, {'last': last}).all():
        yield from rows
        last = rows[-1].id
