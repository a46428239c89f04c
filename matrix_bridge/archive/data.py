"""What stands in an export's data before the messages; export.schema.json describes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from matrix_bridge.archive.facts import Facts
from storage.materials import Material
from storage.pages import Page

FORMAT, VERSION = "eTwinning export", 1


def described(facts: Facts, now: datetime, paths: Mapping[str, str]) -> Mapping[str, Any]:
    """Give everything but the messages; `paths` says where the files are, by message."""
    project = facts.project
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(),
        "project": {
            "title": project.title,
            "description": project.description,
            "aims": project.aims,
            "process": project.process,
            "results": project.results,
            "tools": project.tools,
            "languages": list(project.languages),
            "subjects": list(project.subjects),
            "age_min": project.age_min,
            "age_max": project.age_max,
            "state": str(project.state),
            "founded_at": project.founded_at.isoformat(),
        },
        "schools": [
            {"name": one.name, "town": one.town, "country": one.country} for one in facts.schools
        ],
        "teachers": list(facts.teachers),
        "activities": [
            {
                "number": one.number,
                "title": one.title,
                "begun_at": one.at.isoformat(),
                "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            }
            for one in facts.activities
        ],
        "tasks": _tasks(facts),
        "materials": [_material(facts, one, paths) for one in facts.materials.values()],
        "pages": [_page(page, author) for page, author in facts.pages],
    }


def _page(page: Page, author: str) -> Mapping[str, Any]:
    return {
        "title": page.title,
        "text": page.text,
        "for": str(page.audience),
        "author": {"kind": "teacher" if author else "somebody", "name": author},
        "written_at": page.made_at.isoformat(),
        "changed_at": page.changed_at.isoformat(),
    }


def _tasks(facts: Facts) -> list[Mapping[str, Any]]:
    numbers = {one.id: one.number for one in facts.activities}
    return [
        {
            "number": one.number,
            "text": one.text,
            "activity": numbers.get(one.activity_id or 0),
            "set_at": one.at.isoformat(),
            "closed_at": one.closed_at.isoformat() if one.closed_at else None,
            "marks": facts.marks.get(one.id, 0),
        }
        for one in facts.tasks
    ]


def _material(facts: Facts, one: Material, paths: Mapping[str, str]) -> Mapping[str, Any]:
    numbers = {activity.id: activity.number for activity in facts.activities}
    name = facts.material_authors.get(one.id, "")
    kind = "pupil" if one.pupil_id else "teacher"
    return {
        "path": paths.get(one.event_id) or None,
        "name": one.name,
        "kind": one.kind,
        "author": {"kind": kind if name else "somebody", "name": name},
        "activity": numbers.get(one.activity_id or 0),
        "caption": one.caption,
        "alt": one.alt,
        "licence": one.licence,
        "source": one.source,
        "at": one.at.isoformat(),
    }
