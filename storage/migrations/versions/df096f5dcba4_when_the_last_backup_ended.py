"""when the last backup ended

Revision ID: df096f5dcba4
Revises: 5ebf49cb38b8
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = 'df096f5dcba4'
down_revision = '5ebf49cb38b8'
branch_labels = None
depends_on = None
#: The oldest shape whose programs may go on beside this one; None: all have to be stopped.
serves = '5ebf49cb38b8'


def upgrade() -> None:
    backups = op.create_table('backups',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('is_made', sa.Boolean(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_backups'))
    )
    # None was noted before: it counts from here, so that none at all is noticed too.
    op.bulk_insert(backups, [{'id': 1, 'is_made': False, 'since': datetime.now(UTC)}])
