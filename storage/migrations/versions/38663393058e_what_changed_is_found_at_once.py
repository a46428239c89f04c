"""what changed is found at once, however much there is

Revision ID: 38663393058e
Revises: df096f5dcba4
"""

import sqlalchemy as sa
from alembic import op

revision = '38663393058e'
down_revision = 'df096f5dcba4'
branch_labels = None
depends_on = None
#: The oldest shape whose programs may go on beside this one; None: all have to be stopped.
serves = '5ebf49cb38b8'


def upgrade() -> None:
    op.create_table('class_watch',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_class_watch'))
    )
    with op.batch_alter_table('account_erasures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_erasures_done_at'))
        batch_op.create_index(batch_op.f('ix_account_erasures_done_at_due_at'), ['done_at', 'due_at'], unique=False)

    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index('ix_people_waiting', ['since', 'nudges'], unique=False, sqlite_where=sa.text("standing = 'waiting'"), postgresql_where=sa.text("standing = 'waiting'"))

    with op.batch_alter_table('publications', schema=None) as batch_op:
        batch_op.create_index('ix_publications_copies', ['agreed_at'], unique=False, sqlite_where=sa.text("file != ''"), postgresql_where=sa.text("file != ''"))

    with op.batch_alter_table('pupils', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pupils_logout_wanted'))
        batch_op.create_index('ix_pupils_to_log_out', ['project_id'], unique=False, sqlite_where=sa.text('logout_wanted = 1'), postgresql_where=sa.text('logout_wanted'))

    with op.batch_alter_table('seminar_signups', schema=None) as batch_op:
        batch_op.create_index('ix_seminar_signups_offered_until', ['offered_until'], unique=False, sqlite_where=sa.text('offered_until IS NOT NULL'), postgresql_where=sa.text('offered_until IS NOT NULL'))
        batch_op.create_index('ix_seminar_signups_waiting', ['seminar_id'], unique=False, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))

    with op.batch_alter_table('twinspaces', schema=None) as batch_op:
        batch_op.create_index('ix_twinspaces_unsettled', ['project_id'], unique=False, sqlite_where=sa.text('is_dirty = 1 OR leased_until IS NOT NULL'), postgresql_where=sa.text('is_dirty OR leased_until IS NOT NULL'))

