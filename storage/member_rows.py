"""Rows of who takes part in which project (storage/members.py)."""

from sqlalchemy import Column, ForeignKey, Table, Text

from storage.db import UtcTime, metadata

table = Table(
    "project_members",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("role", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("since", UtcTime, nullable=False),
)
