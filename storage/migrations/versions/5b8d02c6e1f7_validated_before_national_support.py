"""validated before national support

Whoever was validated before it was written down when would count as newly validated once they
are confirmed again, and the months before would show that nobody was. A validated teacher has
been one since then. Of who waits again it is not known when, so it is put to when they came.

Revision ID: 5b8d02c6e1f7
Revises: 7c3f5a92be14
"""

from alembic import op

revision = '5b8d02c6e1f7'
down_revision = '7c3f5a92be14'
branch_labels = None
depends_on = None

_STATEMENTS = (
    "UPDATE people SET validated_at = since WHERE validated_at IS NULL AND standing = 'validated'",
    # With a new school to confirm, or in a project: only validated teachers came that far.
    "UPDATE people SET validated_at = registered_at WHERE validated_at IS NULL"
    " AND standing IN ('waiting', 'asked', 'refused')"
    " AND (id IN (SELECT person_id FROM school_changes)"
    " OR id IN (SELECT person_id FROM project_members))",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
