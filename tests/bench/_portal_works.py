"""What a fifth of the projects have published: pictures, some of them by pupils, and pages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from storage import materials, page_publications, pages, publications, pupils
from storage.materials import Material
from storage.pages import Audience, Page

#: One project in so many has published something; so many pictures each, and the first of all more.
ONE_IN, PICTURES, MOST_PICTURES = 5, 5, 200
_AT = datetime(2026, 9, 1, tzinfo=UTC)
_TEXT = _AT.isoformat(" ")
_SAID = {
    "caption": "Our stream in spring, as we measured it: every week, at three places.",
    "alt": "A stream under old trees, with a wooden bridge",
    "licence": "free",
    "source": "",
    "name": "stream.jpg",
    "kind": "photo",
    "mime": "image/jpeg",
    "size": 400_000,
}


def rows(projects: int) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Give each table with its rows, in an order in which they can be put."""
    some = range(ONE_IN, projects + 1, ONE_IN)
    works = [work for number in some for work in _works(number)]
    yield pupils.table, [_pupil(number) for number in some]
    yield materials.table, [{**vars(one), "at": _TEXT} for one in works]
    yield publications.table, [_publication(one) for one in works]
    shown = [one for one in works if one.pupil_id]
    yield publications.seen, [_seen(one, kind) for one in shown for kind in ("made", "seen")]
    written = [_page(number, place) for number in some for place in (0, 1)]
    yield pages.table, [{**vars(one), "made_at": _TEXT, "changed_at": _TEXT} for one in written]
    yield page_publications.table, [_page_publication(one) for one in written]


def _works(number: int) -> Iterator[Material]:
    first = number * MOST_PICTURES
    for place in range(MOST_PICTURES if number == ONE_IN else PICTURES):
        is_pupils = place == 0
        yield Material(
            id=first + place,
            project_id=number,
            event_id=f"$picture{first + place}",
            room="!classroom",
            localpart="p_one" if is_pupils else "t_one",
            person_id=None if is_pupils else number * 3,
            pupil_id=number if is_pupils else None,
            activity_id=None,
            ref=f"mxc://school.example/{first + place}",
            at=_AT,
            taken_back_at=None,
            **_SAID,  # type: ignore[arg-type]
        )


def _publication(one: Material) -> dict[str, Any]:
    return {
        "material_id": one.id,
        "project_id": one.project_id,
        "mark": publications.mark_of(one),
        "asked_by": one.project_id * 3,
        "asked_at": _TEXT,
        "agreed_by": one.project_id * 3 + 1,
        "agreed_at": _TEXT,
        "file": f"{one.id:032x}.jpg",
    }


def _seen(one: Material, kind: str) -> dict[str, Any]:
    return {"material_id": one.id, "pupil_id": one.pupil_id, "kind": kind}


def _pupil(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "project_id": number,
        "added_by": number * 3,
        "class_name": "4b",
        "pseudonym": "Wise Owl 3",
        "localpart": f"p_{number}",
        "state": "in",
        "takes_part": True,
        "may_publish": True,
        "may_picture": True,
        "added_at": _TEXT,
    }


def _page(number: int, place: int) -> Page:
    return Page(
        id=2 * number + place,
        project_id=number,
        slug=f"our-river-{place}",
        title=f"Our river {place}",
        text="We went to **the river** and saw a heron.\n\n" * 12,
        audience=Audience.PUBLIC,
        revision=1,
        author_id=number * 3,
        made_at=_AT,
        changed_at=_AT,
    )


def _page_publication(one: Page) -> dict[str, Any]:
    return {
        "page_id": one.id,
        "mark": page_publications.mark_of(one),
        "asked_by": one.author_id,
        "asked_at": _TEXT,
        "agreed_by": one.author_id + 1,
        "agreed_at": _TEXT,
    }
