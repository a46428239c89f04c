"""Nobody of a project is named to everybody, also not by a name they have no more. POR-5, REG-6."""

import pytest

from handlers import leaving
from storage import addresses, members, merging, pages, people, projects
from storage.addresses import Address
from storage.members import Role
from storage.people import Standing
from tests.conftest import NOON
from tests.portal.publishing import agree as agree_picture
from tests.portal.publishing import ask as ask_picture
from tests.portal.writing import agree, ask, write

CLEO = "Cleo Muster"


def change(database, rivers, **plan):
    """Change the plan of the project."""

    def work(db):
        projects.change(db, projects.by_id(db, rivers.id), projects.State.ACTIVE, NOON, **plan)

    database.write(work)


@pytest.fixture
def cleo(database, teacher, rivers):
    """A third teacher, who is named all over the project."""
    who, address = teacher(CLEO)

    def join(db):
        how = {"role": Role.PARTNER, "state": members.State.IN, "school_id": who.school_id}
        members.put(db, rivers.id, who.id, at=NOON, **how)

    database.write(join)
    return who, address


@pytest.fixture
def everywhere(database, rivers, cleo, ana, ben, filed, permit):
    """The addresses of all public pages on which Cleo is named, before the name is cut out."""
    permit()
    change(
        database,
        rivers,
        title="Water, by Cleo Muster",
        description="With Ms Muster,  Cleo\nMUSTER.",
    )
    number = filed(by_ana=True, caption="Cleo Muster's stream", alt="Muster Cleo at a stream")
    ask_picture(ana, number, sure="1")
    agree_picture(ben, number, sure="1")
    text = (
        f"Water, says C. Muster.\n\n![Cleo Muster and trees](picture:{number})\n\n- Cleo **Muster**"
    )
    write(ana, title="With Cleo Muster", text=text, audience="public")
    ask(ana, "with", sure="1")
    agree(ben, "with", sure="1")
    return (
        f"/en/projects/{rivers.id}",
        f"/en/projects/{rivers.id}/pages/with",
        "/en/projects",
        "/en/gallery",
        "/en/search?q=water",
    )


def erase(database, cleo, chats):
    [told] = [one for one in chats.send("/forget yes", cleo[1]) if one.key == "forget.done"]
    assert told


def rename(database, cleo, chats):
    [shown] = chats.send("/profile", cleo[1])
    chats.press("profile.name", shown, cleo[1])
    [changed] = chats.send("Cleo Vogel", cleo[1])
    assert changed.key == "profile.changed"


def merge(database, cleo, chats):
    def work(db):
        columns = {"role": "teacher", "standing": Standing.VALIDATED, "country": "RO"}
        other = people.add(db, at=NOON, name="Dora Vogel", school_id=cleo[0].school_id, **columns)
        merging.merge(db, people.by_id(db, cleo[0].id), other, NOON)

    database.write(work)
    assert database.read(people.by_id, cleo[0].id).name == "Dora Vogel"


def leave(database, cleo, chats):
    database.write(lambda db: leaving.leave(db, people.by_id(db, cleo[0].id), NOON))


def nothing(database, cleo, chats):
    pass


@pytest.mark.parametrize("what", [nothing, leave, erase, rename, merge])
def test_no_public_page_names_who_takes_part_or_did(
    browse, everywhere, database, cleo, chats, rivers, what
):
    what(database, cleo, chats)

    site = browse()
    for path in everywhere:
        page = site.get(path)
        assert page.status == 200, path
        assert "muster" not in page.html.lower(), path
        assert "cleo" not in page.html.lower(), path
        assert "Water" in page.html, path
    assert "<img" in site.get(everywhere[1]).html
    for typed in ("muster", "cleo", "Muster water"):
        for path in ("/en/projects", "/en/search"):
            assert f"/projects/{rivers.id}" not in site.get(f"{path}?q={typed}").html, typed


def test_a_name_that_is_forgotten_stands_in_no_text_of_the_project(
    everywhere, database, cleo, chats, rivers
):
    before = database.read(pages.by_slug, rivers.id, "with")
    assert "Muster" in before.text

    erase(database, cleo, chats)

    now = database.read(pages.by_slug, rivers.id, "with")
    project = database.read(projects.by_id, rivers.id)
    for text in (now.title, now.text, project.title, project.description):
        assert "uster" not in text.lower()
    assert now.revision > before.revision, "who has the old text open does not bring it back"


def test_the_address_of_a_page_forgets_a_name_too(ana, ben, public, database, cleo, chats, rivers):
    def write_before(db):
        values = {"title": "Adler's eyes", "text": "x", "audience": pages.Audience.PUBLIC}
        return pages.add(db, rivers.id, rivers.ana, NOON, **values)

    def rename_to(name):
        database.write(lambda db: people.change(db, rivers.ben, name=name))

    assert database.write(write_before).slug == "s-eyes"
    rename_to("Ben Brown")
    assert database.write(write_before).slug == "adler-s-eyes"
    rename_to("Ben Adler")
    ask(ana, "adler-s-eyes")
    agree(ben, "adler-s-eyes")
    [one] = database.read(addresses.of_person, rivers.ben)

    [shown] = chats.send("/profile", Address(one.platform, one.user))
    chats.press("profile.name", shown, Address(one.platform, one.user))
    chats.send("Ben Vogel", Address(one.platform, one.user))

    assert public("adler-s-eyes").status == 404
    assert public("s-eyes-2").status == 200


def test_who_joins_is_not_found_by_name_either(browse, database, rivers, cleo):
    change(database, rivers, description="With Dora Vogel.")
    site = browse()
    assert f"/projects/{rivers.id}" in site.get("/en/projects?q=vogel").html

    def join(db):
        columns = {"role": "teacher", "standing": Standing.VALIDATED, "country": "RO"}
        dora = people.add(db, at=NOON, name="Dora Vogel", school_id=cleo[0].school_id, **columns)
        how = {"role": Role.PARTNER, "state": members.State.INVITED, "school_id": dora.school_id}
        members.put(db, rivers.id, dora.id, at=NOON, **how)

    database.write(join)

    assert f"/projects/{rivers.id}" not in site.get("/en/projects?q=vogel").html


def test_whose_work_others_show_is_named_because_its_licence_asks_for_it(
    ana, ben, browse, filed, permit, rivers
):
    permit()
    number = filed(by_ana=True, licence="others", source="a picture by Ana Pop")
    ask_picture(ana, number, sure="1")
    agree_picture(ben, number, sure="1")

    assert "a picture by Ana Pop" in browse().get(f"/en/projects/{rivers.id}").words
