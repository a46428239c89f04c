"""/profile: what others see, each answer changed by itself, and a change of school. Rule REG-10."""

from storage import members, partner_cards, people, pupils
from storage.addresses import Address
from storage.people import Standing
from tests import makers
from tests.conftest import NOON


def person(database, number):
    return database.read(people.by_id, number)


def card(database, number):
    table = partner_cards.cards
    with database.reading() as db:
        return db.execute(table.select().where(table.c.person_id == number)).first()


def test_the_card_says_what_others_see_and_what_contacts_see_too(send, teacher):
    _, ana = teacher("Ana", about="Rivers.")

    [shown] = send("/profile", ana)

    assert shown.key == "profile.all"
    assert (shown.fields["about"], shown.fields["name"]) == ("Rivers.", "Ana")


def test_each_answer_is_changed_by_itself(chats, teacher, database):
    who, ana = teacher("Ana")
    for field, typed in (
        ("about", "We sing every day."),
        ("name", "Ana Maria Pop"),
        ("role", "Librarian"),
        ("ages", "6-8"),
    ):
        [shown] = chats.send("/profile", ana)
        chats.press(f"profile.{field}", shown, ana)
        [changed] = chats.send(typed, ana)
        assert changed.key == "profile.changed"

    now = person(database, who.id)
    assert (now.about, now.name, now.role) == ("We sing every day.", "Ana Maria Pop", "librarian")
    assert (now.age_min, now.age_max) == (6, 8)
    assert now.subjects == who.subjects


def test_subjects_and_languages_start_from_what_is_there(chats, teacher, database):
    who, ana = teacher("Ana")
    for field, typed in (("subjects", "Music"), ("languages", "French")):
        chats.send(f"/profile {field}", ana)
        [asked] = chats.send(typed, ana)
        [changed] = chats.press("form.done", asked, ana)
        assert changed.key == "profile.changed"

    now = person(database, who.id)
    assert (now.subjects, now.languages) == (("biology", "music"), ("en", "fr"))


def test_what_partners_find_follows(chats, teacher, database):
    who, ana = teacher("Ana")
    [shown] = chats.send("/profile", ana)
    chats.press("profile.show", shown, ana)
    chats.send("/cancel", ana)

    chats.send("/profile ages", ana)
    chats.send("3-5", ana)

    assert (card(database, who.id).age_min, card(database, who.id).age_max) == (3, 5)
    [shown] = chats.send("/profile", ana)
    chats.press("profile.hide", shown, ana)
    assert card(database, who.id) is None


def change_school(chats, by, name="Elm School"):
    chats.send("/profile school", by)
    replies = chats.send("Elm", by)
    if replies[0].key == "form.again":
        replies = chats.press("register.school_new", replies[0], by)
    for text in (name, "Iași"):
        replies = chats.send(text, by)
    return chats.press("schoolkind.secondary", replies[0], by)


def test_a_change_of_school_is_confirmed_again_and_the_card_says_what_it_is(
    chats, teacher, coordinator, database
):
    _, maria = coordinator("Maria", "RO")
    who, ana = teacher("Ana")
    chats.send("/available on", ana)
    chats.send("/cancel", ana)

    told, shown = change_school(chats, ana)

    assert (told.key, shown.to) == ("profile.school_changed", maria)
    [change, *_] = shown.fields["card"].fields["also"].items
    assert change.key == "queue.school_change"
    assert change.fields["before"].fields["name"] == "School of Ana"
    assert person(database, who.id).standing == Standing.WAITING
    assert card(database, who.id) is None
    assert chats.send("/partners", ana)[0].key == "router.wait_for_validation"
    assert chats.send("/profile", ana)[0].key == "profile.all"

    _, confirmed = chats.press("queue.approve", shown, maria)
    assert (confirmed.key, confirmed.to) == ("profile.confirmed", ana)
    assert card(database, who.id).kind == "secondary"


def test_nothing_else_is_lost_by_a_change_of_school(chats, teacher, coordinator, database):
    _, maria = coordinator("Maria", "RO")
    _who, ana = teacher("Ana")
    _, ben = teacher("Ben", country="DE")
    [code] = chats.send("/mycode", ana)
    chats.send(code.fields["command"].text, ben)
    _, request = chats.send("We met at the seminar.", ben)
    chats.press("contacts.accept", request, ana)

    _, shown = change_school(chats, ana)
    chats.press("queue.approve", shown, maria)

    assert chats.send("/contacts", ana)[0].fields["count"] == 1


def test_the_same_school_again_changes_nothing(chats, teacher, coordinator, database):
    coordinator("Maria", "RO")
    who, ana = teacher("Ana")
    chats.send("/profile school", ana)

    replies = chats.send("School of Ana", ana)
    if replies[0].key == "form.again":
        command = replies[0].buttons[0][0].command
        replies = chats.send(command, ana, kind="press")

    assert [one.key for one in replies] == ["profile.all"]
    assert person(database, who.id).is_validated


def test_who_still_waits_shows_the_coordinators_the_new_answers(
    chats, teacher, coordinator, database
):
    _, maria = coordinator("Maria", "RO")
    who, ana = teacher("Ana", standing=Standing.WAITING)
    old = f"/approve p{who.id} {who.revision}"
    chats.send("/profile name", ana)

    _, shown = chats.send("Ana Pop", ana)

    assert shown.fields["card"].fields["name"] == "Ana Pop"
    late = chats.send(old, maria)
    assert late[0].fields["outcome"].key == "queue.already"


def test_visitors_have_no_profile(send):
    [reply] = send("/profile", Address("telegram", "eve"))

    assert reply.key == "router.register_first"


def test_nobody_leaves_their_pupils_alone_by_changing_school(chats, teacher, database):
    (anna, ana), (bernd, _) = teacher("Ana"), teacher("Ben", country="DE")

    def work(db):
        project = makers.project(db, (anna, bernd), NOON)
        mine = {"project_id": project.id, "school_id": anna.school_id, "added_by": anna.id}
        more = {"pseudonym": "Fox", "code": "7K222SECRET", "localpart": "p_1"}
        return pupils.add(db, **mine, **more, at=NOON)

    pupil = database.write(work)

    [refused] = change_school(chats, ana)
    kept = person(database, anna.id).school_id
    database.write(pupils.remove, pupil.id)

    assert (refused.key, kept) == ("profile.pupils", anna.school_id)
    assert change_school(chats, ana)[0].key == "profile.school_changed"


def test_two_founders_never_come_to_one_school(chats, teacher, database):
    (anna, ana), (bernd, _) = teacher("Ana"), teacher("Ben")
    database.write(lambda db: makers.project(db, (anna, bernd), NOON))
    chats.send("/profile school", ana)

    [shown] = chats.send("School of Ben", ana)
    [refused] = chats.send(shown.buttons[0][0].command, ana)

    assert refused.key == "profile.same_school"
    assert person(database, anna.id).school_id == anna.school_id


def test_projects_go_on_for_the_new_school(chats, teacher, database):
    (anna, ana), (bernd, _) = teacher("Ana"), teacher("Ben", country="DE")
    project = database.write(lambda db: makers.project(db, (anna, bernd), NOON))

    change_school(chats, ana)

    with database.reading() as db:
        assert members.of_person(db, project.id, anna.id).school_id != anna.school_id
