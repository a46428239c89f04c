"""numbers of messages have 64 bits

On PostgreSQL these tables are written anew, under a lock: nobody may run meanwhile, also because
what running programs have prepared gives another type now. On SQLite every number has 64 bits.

Revision ID: 7f20c9d3a6b1
Revises: 16b479d908c8
"""

from alembic import op

revision = '7f20c9d3a6b1'
down_revision = '16b479d908c8'
branch_labels = None
depends_on = None
#: The oldest shape whose programs may go on beside this one; None: all have to be stopped.
serves = None

_HOLDING = {
    'outbox': ('id', 'target'),
    'deliveries': ('outbox_id',),
    'erasures': ('swept_to', 'up_to'),
    'message_days': ('first_id', 'last_id'),
}


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        return
    for table, columns in _HOLDING.items():
        op.execute(f"ALTER TABLE {table} {', '.join(f'ALTER {one} TYPE bigint' for one in columns)}")
    op.execute('ALTER SEQUENCE outbox_id_seq AS bigint')
