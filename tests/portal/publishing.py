"""Pictures of a project, and how teachers make them public in their browsers."""

import itertools

from handlers.rooms import Media
from storage import materials, publications
from storage.publications import Concerned
from tests.conftest import NOON
from tests.portal.world import SERVER

WORDS = {"caption": "our stream", "alt": "a stream under trees", "name": "stream.jpg"}
WORDS |= {"kind": "photo", "licence": "free"}


def file_picture(world, database, rivers, content, pupil=None, **words):
    """File a picture, of a pupil or else of Ana; give its number."""
    said = WORDS | words
    media = Media(said["name"], "image/jpeg", 9, True, said["alt"])
    localpart = pupil.localpart if pupil else "t_ana"
    event = world.homeserver.show(rivers.classroom, f"@{localpart}:{SERVER}", content, media)
    author = {"pupil_id": pupil.id} if pupil else {"person_id": rivers.ana}
    where = {"project_id": rivers.id, "room": rivers.classroom, "event_id": event}
    file = {"ref": f"mxc://{SERVER}/{event}", "mime": "image/jpeg", "size": 9}

    def work(db):
        return materials.add(db, NOON, **where, localpart=localpart, **author, **file, **said)

    return database.write(work).id


def at(number, what=""):
    """Give the address of a picture's page, or of what is done there."""
    return f"/twinspace/materials/{number}{what}"


def ask(browser, number, child="no", whose="others", **fields):
    """Ask that a picture becomes public."""
    browser.get(at(number))
    return browser.post(at(number, "/publish"), child=child, whose=whose, **fields)


def agree(browser, number, **fields):
    """Agree to it."""
    browser.get(at(number))
    return browser.post(at(number, "/agree"), **fields)


def public(browse, rivers):
    """Look at the project's public page."""
    return browse().get(f"/projects/{rivers.id}")


_numbers = itertools.count(1)


def plant(db, project, by, at, content, folder, **words):
    """Put a picture that two schools agreed on straight into a database; give its address."""
    number = next(_numbers)
    said = WORDS | words
    where = {"project_id": project, "room": "!planted", "event_id": f"$planted{number}"}
    file = {"ref": f"mxc://{SERVER}/planted{number}", "mime": "image/jpeg", "size": len(content)}
    made = materials.add(db, at, **where, **file, localpart="t_ana", person_id=by, **said)
    publications.ask(db, made, by, None, Concerned(), at)
    name = f"{number:032x}.jpg"
    publications.agree(db, publications.of_material(db, made.id), by, name, at)
    (folder / name).write_bytes(content)
    return f"/projects/{project}/{name}"
