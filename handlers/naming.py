"""Pupils who are named by their pseudonyms in what is public, or is to be.

Whoever is named so counts among those whose work it is: less permission hides it.
Source: docs/rules.md, TWS-8 and TWS-14.
"""

import re
from collections.abc import Collection, Iterable

from handlers import markdown, pseudonyms
from handlers.permissions import Gone
from storage import materials, page_publications, pages, publications, pupils
from storage.db import Db
from storage.materials import Material
from storage.pages import Page
from storage.pupils import Pupil

_WORD = re.compile(r"[^\W_]+")


def texts_of(one: Material | Page) -> tuple[str, ...]:
    """List what a material or a page says; a page as it is read, and with its links' addresses."""
    if isinstance(one, Page):
        return one.title, markdown.plain(one.text), one.text
    return one.caption, one.alt, one.source, one.name


def named(db: Db, one: Material | Page) -> list[Pupil]:
    """List the pupils whom a material or a page of their project names."""
    return _among(pupils.ever(db, one.project_id), texts_of(one))


def refused(those: Iterable[Pupil]) -> list[str]:
    """List the pseudonyms of those whose work may not be public."""
    return [one.pseudonym for one in those if not page_publications.permitted([one])]


def take_off(db: Db, project_id: int, new: Collection[Pupil]) -> list[Gone]:
    """Take off the public, and off what waits, what names pupils who have just come; say what."""
    gone = []
    for material in materials.of_project(db, project_id):
        if _among(new, texts_of(material)) and publications.withdraw(db, material.id):
            gone.append(Gone(f"material:{material.id}", project_id))
    for page in pages.of_project(db, project_id):
        if _among(new, texts_of(page)) and page_publications.withdraw(db, page.id):
            gone.append(Gone(f"page:{page.id}", project_id))
    return gone


def _among(those: Iterable[Pupil], texts: Iterable[str]) -> list[Pupil]:
    said = f" {_plain(' '.join(texts))} "
    plain = ((one, _plain(one.pseudonym)) for one in those)
    return [one for one, name in plain if name and f" {name} " in said]


def _plain(text: str) -> str:
    """Leave of a text its words, so that no comma between them hides a name."""
    return " ".join(_WORD.findall(pseudonyms.same(text)))
