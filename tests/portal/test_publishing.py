"""How a picture becomes public: who asks and agrees, and what is checked before. TWS-8."""

import re

import pytest

from handlers import turn
from handlers.conversation import Event, Lines
from storage import materials, members, people, publications, pupils
from storage.addresses import Address
from storage.people import Standing
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.photographs import photograph
from tests.portal.publishing import agree, ask, at, public


def test_who_asked_does_not_agree_nor_does_a_colleague_of_the_same_school(
    ana, browse, link, filed, permit, rivers, database, teacher, says
):
    permit()
    number = filed()
    ask(ana, number)
    zoe, _ = teacher("Zoe")
    school = database.read(members.of_person, rivers.id, rivers.ana).school_id

    def join(db):
        how = {"role": members.Role.PARTNER, "state": members.State.IN, "at": NOON}
        members.put(db, rivers.id, zoe.id, school_id=school, **how)

    database.write(join)
    colleague = browse()
    colleague.post(link(zoe.id))

    for browser in (ana, colleague):
        page = agree(browser, number)
        assert page.status == 422
        assert says("publish.other_school") in page.words
    assert "our stream" not in public(browse, rivers).words


@pytest.mark.parametrize("verb", ["publish", "agree", "withdraw"])
def test_strangers_and_pupils_do_nothing(browse, fox, published, rivers, verb):
    number, copy = published

    for browser in (browse(), fox):
        assert browser.post(at(number, f"/{verb}"), child="no").status in {403, 404}

    assert browse().fetch(copy).status == 200
    assert "/publish" not in fox.get(f"/class/materials/{number}").html


@pytest.mark.parametrize("command", ["askpublish", "agreepublish", "unpublish"])
def test_the_acts_themselves_refuse_who_is_not_in_the_project(
    database, teacher, published, rivers, command, world
):
    number, _ = published
    stranger, _ = teacher("Zoe")
    mark = publications.mark_of(database.read(materials.by_id, number))
    words = f"{rivers.id} {number} {mark} none"
    who = Address("web", f"person:{stranger.id}")

    event = Event("x", who, "", world.at, command=command, words=words, seed=b"chance")
    [reply] = turn.act(database, event)

    assert reply.key in {"publish.not_yours", "publish.other_school"}
    assert database.read(publications.public, rivers.id)


def test_who_is_suspended_agrees_to_nothing(ana, ben, filed, permit, database, rivers):
    permit()
    number = filed()
    ask(ana, number)

    def suspend(db):
        change = people.table.update().where(people.table.c.id == rivers.ben)
        db.execute(change.values(standing=Standing.WAITING))

    ben.get(at(number))
    database.write(suspend)

    assert ben.post(at(number, "/agree")).status == 403
    assert not database.read(publications.public, rivers.id)


@pytest.mark.parametrize(
    ("publish", "picture", "child", "key"),
    [
        (False, True, "no", "publish.no_work"),
        (True, False, "yes", "publish.no_picture"),
        (True, False, "no", None),
        (True, True, "yes", None),
    ],
)
def test_parents_permissions_count(
    ana, filed, permit, owl, database, rivers, says, publish, picture, child, key
):
    permit(publish=publish, picture=picture)
    number = filed()

    page = ask(ana, number, child, **({"pupil": str(owl.id)} if child == "yes" else {}))

    waiting = database.read(publications.waiting, rivers.id)
    assert bool(waiting) == (key is None)
    if key:
        assert says(key, names="Wise Owl 3") in page.words
        assert f'href="/pupils/{owl.id}"' in page.html


def test_permissions_count_again_when_the_other_school_agrees(
    ana, ben, filed, permit, owl, says, database, rivers
):
    permit()
    number = filed()
    ask(ana, number)
    database.write(pupils.permit, owl.id, Permissions(True, False, True), rivers.ana, NOON)

    refused = agree(ben, number)
    assert says("publish.no_work_elsewhere") in refused.words  # Ben is of another school
    assert f"/pupils/{owl.id}" not in refused.html
    assert not database.read(publications.public, rivers.id)


def test_a_pupils_work_that_a_teacher_posted_needs_the_parents_too(
    ana, ben, filed, permit, owl, says, database, rivers
):
    number = filed(by_ana=True)
    permit(publish=False)
    for whose in ("", "pupils"):
        assert says("publish.ask_maker") in ask(ana, number, whose=whose).words
    refused = ask(ana, number, whose="pupils", maker=str(owl.id))
    assert says("publish.no_work", names="Wise Owl 3") in refused.words
    permit()
    ask(ana, number, whose="pupils", maker=str(owl.id))
    ben.get(at(number))
    assert says("page.publish_makers", names=owl.pseudonym) in ben.page.words
    agree(ben, number)
    assert database.read(publications.public, rivers.id)

    database.write(pupils.permit, owl.id, Permissions(True, False, True), rivers.ana, NOON)

    assert not database.read(publications.public, rivers.id)
    permit(publish=True)
    permit(publish=False)
    assert database.read(publications.of_material, number) is None


def test_another_picture_than_was_looked_at_is_not_published(
    ana, ben, filed, permit, says, world, database, rivers
):
    permit()
    number = filed()
    ask(ana, number)
    event = database.read(materials.by_id, number).event_id
    world.homeserver.exchange(rivers.classroom, event, photograph(320))

    assert says("publish.changed") in agree(ben, number).words
    assert not database.read(publications.public, rivers.id)


def test_a_pseudonym_without_permission_is_not_published(
    ana, filed, permit, database, rivers, says
):
    permit(publish=False)
    number = filed(by_ana=True, alt="wise owl, 3, at work")

    page = ask(ana, number)

    assert says("publish.names", names=Lines(("Wise Owl 3",))) in page.words
    assert page.status == 422
    assert not database.read(publications.waiting, rivers.id)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"kind": "file"}, "publish.only_pictures"),
        ({"alt": ""}, "publish.needs_alt"),
        ({"licence": "ours"}, "publish.needs_licence"),
        ({"licence": ""}, "publish.needs_licence"),
    ],
)
def test_what_lacks_something_is_refused_with_what_to_do(
    ana, filed, permit, database, says, words, key, rivers
):
    permit()
    number = filed(**words)
    mark = publications.mark_of(database.read(materials.by_id, number))

    ana.get(at(number))
    page = ana.post(at(number, "/publish"), child="no", mark=mark, nonce="n")

    assert says(key) in page.words
    assert not database.read(publications.waiting, rivers.id)


def test_whether_a_child_is_recognised_has_to_be_said(ana, filed, permit, says, database, rivers):
    permit()
    number = filed()
    for child, more in (("", {}), ("yes", {}), ("yes", {"pupil": "999"})):
        assert says("publish.ask_child") in ask(ana, number, child, **more).words

    assert not database.read(publications.waiting, rivers.id)


@pytest.mark.parametrize(
    "words",
    [{"caption": "drawn by Maria Ionescu"}, {"name": "Ionescu_Maria.jpg"}, {"alt": "m@school.ro"}],
)
def test_perhaps_a_real_name_is_asked_about_in_both_schools(
    ana, ben, filed, permit, database, rivers, words
):
    permit()
    number = filed(**words)

    assert ask(ana, number).status == 422
    assert ask(ana, number, sure="1").status == 200
    assert agree(ben, number).status == 422
    assert not database.read(publications.public, rivers.id)
    assert agree(ben, number, sure="1").status == 200

    assert database.read(publications.public, rivers.id)


@pytest.mark.parametrize("nobody", [False, True])
def test_what_was_chosen_is_still_so_when_a_name_is_asked_about(ana, filed, permit, owl, nobody):
    permit()
    number = filed(by_ana=True, caption="drawn by Maria Ionescu")
    theirs = {"child": "yes", "pupil": str(owl.id), "whose": "pupils", "maker": str(owl.id)}
    chosen = {"child": "no", "whose": "others"} if nobody else theirs

    page = ask(ana, number, **chosen)

    assert page.status == 422
    boxes = re.findall(r'name="(child|pupil|whose|maker)" value="(\w+)"[^>]* checked', page.html)
    assert dict(boxes) == chosen


def test_the_other_school_finds_what_waits_on_the_materials_page(
    ana, ben, fox, filed, permit, says
):
    permit()
    number = filed()
    ask(ana, number)

    assert at(number) in ben.get("/twinspace/materials").html
    assert says("page.publish_waiting") in ben.page.words
    assert says("page.publish_waiting") not in fox.get("/class/materials").words
