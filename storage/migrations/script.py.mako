"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
#: The oldest shape whose programs may go on beside this one; None: all have to be stopped.
serves = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
