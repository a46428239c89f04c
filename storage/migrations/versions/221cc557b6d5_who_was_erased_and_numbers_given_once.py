"""who was erased and numbers given once

On PostgreSQL numbers were never given twice. On SQLite those of people and projects could be, after a
backup was put back, and those of messages after the last ones were deleted: an earlier migration made
that table anew and lost the count. Now it keeps count there too.

Revision ID: 221cc557b6d5
Revises: d93e4e998a92
"""

import sqlalchemy as sa
from alembic import op

revision = '221cc557b6d5'
down_revision = 'd93e4e998a92'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('erasures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('whom', sa.Text(), server_default='', nullable=False))
        batch_op.create_index('ix_erasures_unlisted', ['id'], unique=False, sqlite_where=sa.text("whom != ''"), postgresql_where=sa.text("whom != ''"))
    if op.get_bind().dialect.name == 'sqlite':
        for table in ('people', 'projects', 'outbox'):
            counted = {'sqlite_autoincrement': True}
            with op.batch_alter_table(table, recreate='always', table_kwargs=counted):
                pass
