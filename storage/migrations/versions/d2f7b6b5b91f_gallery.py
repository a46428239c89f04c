"""names kept out of the words that the public searches, and the newest pictures found quickly

Revision ID: d2f7b6b5b91f
Revises: 9d41b7e05c38
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage import nameless, public_words

revision = 'd2f7b6b5b91f'
down_revision = '9d41b7e05c38'
branch_labels = None
depends_on = None

#: So many are read at a time.
_PART = 500
_NAMES = ('SELECT p.name FROM people p JOIN project_members m ON m.person_id = p.id'
          ' WHERE m.project_id = :id')
_PLANS = ('SELECT id, title, description, subjects, languages, age_min, age_max FROM projects'
          " WHERE title <> '' AND state IN ('active', 'closed', 'archived')"
          f' AND id > :last ORDER BY id LIMIT {_PART}')


def upgrade() -> None:
    with op.batch_alter_table('publications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publications_agreed_at'), ['agreed_at'], unique=False)
    db = op.get_bind()
    for row in _plans(db):
        names = list(db.execute(sa.text(_NAMES), {'id': row.id}).scalars())
        words = public_words.of_plan(
            nameless.without(row.title, names),
            nameless.without(row.description, names),
            subjects=row.subjects.split(),
            languages=row.languages.split(),
            youngest=row.age_min,
            oldest=row.age_max,
        )
        public_words.put(db, row.id, words)


def _plans(db: sa.Connection) -> Iterator[sa.Row]:
    """Go through the plans that everybody may see, some at a time, by ids."""
    last = 0
    while rows := db.execute(sa.text(_PLANS), {'last': last}).all():
        yield from rows
        last = rows[-1].id
