"""what groups got is found at once

Revision ID: 16b479d908c8
Revises: 38663393058e
"""

import sqlalchemy as sa
from alembic import op

revision = '16b479d908c8'
down_revision = '38663393058e'
branch_labels = None
depends_on = None
#: The oldest shape whose programs may go on beside this one; None: all have to be stopped.
serves = '5ebf49cb38b8'


def upgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_groups', ['platform', 'attempted_at'], unique=False, sqlite_where=sa.text("substr(chat, 1, 1) = '-'"), postgresql_where=sa.text("substr(chat, 1, 1) = '-'"))
