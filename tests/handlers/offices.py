"""Everybody who may or may not decide, and one thing of each kind to decide about, in Romania."""

from datetime import timedelta

from storage import (
    ambassadors,
    approvals,
    audiences,
    campaign_texts,
    campaigns,
    coordinators,
    group_members,
    groups,
    label_reviews,
    labels,
    people,
    projects,
    proofs,
    pupils,
    reports,
    room_reports,
    suspensions,
)
from storage.audiences import Audience
from storage.group_members import Role
from storage.group_members import State as Part
from storage.people import Standing
from tests import makers
from tests.conftest import NOON
from tests.handlers.circles import PLAN, PLAN_OF_LAKES

BEFORE = NOON - timedelta(weeks=13)
#: Who decides nothing, by role, with the text that refuses each command of coordinators.
OTHERS = {
    "visitor": "router.register_first",
    "waiting": "router.coordinators_only",
    "refused": "router.coordinators_only",
    "suspended": "router.suspended",
    "teacher": "router.coordinators_only",
    "moderator": "router.coordinators_only",
    "ambassador": "router.coordinators_only",
}
#: Who decides: of Romania, of another country, one who is concerned by everything though they
#: coordinate Romania and are central support too, and central support.
DECIDERS = ("own", "other", "concerned", "central")


class Offices:
    """The world in which every role tries every command; `ids` names what there is in it."""

    def __init__(self, database, teacher, coordinator):
        self.at, self.ids = {}, {}
        made = {}
        made["own"], self.at["own"] = coordinator("Maria", "RO")
        made["other"], self.at["other"] = coordinator("Chiara", "IT")
        made["central"], self.at["central"] = coordinator("Clara", "*")
        made["concerned"], self.at["concerned"] = teacher("Conny")
        for role in ("teacher", "moderator", "ambassador", "refused", "waiting", "suspended"):
            standing = role if role in {"refused", "waiting"} else Standing.VALIDATED
            made[role], self.at[role] = teacher(role.title(), standing=standing)
        made["abroad"], _ = teacher("Eva", country="DE")
        self.at["visitor"] = type(self.at["own"])("telegram", "visitor")
        self.people = made
        database.write(self._fill, made)

    def _fill(self, db, made):
        conny, ana = made["concerned"], made["teacher"]
        for country in ("RO", "*"):
            coordinators.add(db, conny.id, country, NOON)
        ambassadors.add(db, made["ambassador"].id, "RO", made["own"].id, NOON)
        self.ids = {role: person.id for role, person in made.items()}
        self._proof(db, made["waiting"])
        self._group(db, made)
        self._projects(db, conny, made["abroad"], ana)
        self._reports(db, conny, ana)
        self._suspend(db, made["suspended"], conny)
        states = {"mine": "draft", "second": "waiting", "running": "running", "paused": "paused"}
        for name, state in states.items():
            author = conny if name == "second" else made["own"]
            self.ids[name] = self._campaign(db, author, campaigns.State(state))

    def _proof(self, db, waiting):
        values = {"origin": "telegram", "ref": "x", "file_kind": "photo", "mime": "image/png"}
        kind = proofs.Kind.CERTIFICATE
        proofs.keep(db, proofs.Proof(waiting.id, kind, NOON, **values))

    def _group(self, db, made):
        self.ids["group"] = groups.propose(db, made["concerned"].id, NOON, **PLAN).id
        running = groups.propose(db, made["moderator"].id, NOON, **PLAN_OF_LAKES)
        groups.change(db, running, groups.State.ACTIVE, NOON, note="")
        moderator = made["moderator"].id
        group_members.put(db, running.id, moderator, Part.IN, NOON, Role.MODERATOR)

    def _projects(self, db, conny, abroad, ana):
        planned = makers.project(db, (conny, abroad), NOON, projects.State.NSS)
        approvals.submit(db, planned, frozenset({"RO", "DE"}))
        self.ids |= {"project": planned.id, "revision": planned.revision}
        running = makers.project(db, (conny, abroad), BEFORE)
        labels.hand_in(db, running.id, conny.id, NOON)
        self.ids["label"] = label_reviews.send(db, running.id, conny.id, "RO", NOON).id
        self.ids["pupil"] = pupils.add(
            db,
            project_id=running.id,
            school_id=conny.school_id,
            added_by=conny.id,
            pseudonym="Fox",
            code="7K22XSECRET",
            localpart="p_1",
            at=NOON,
        ).id
        about = {"reporter_id": ana.id, "about_id": conny.id, "school_id": ana.school_id}
        said = {"key": "k", "room": "!r", "message": "", "words": "help"}
        made = room_reports.add(db, NOON, project_id=running.id, **about, **said)
        self.ids["room_report"] = made.id

    def _reports(self, db, conny, ana):
        values = {"kind": "profile", "words": "Rude.", "frozen": "", "at": NOON}
        made = reports.add(db, reporter_id=ana.id, about_id=conny.id, **values)
        self.ids["report"] = made.id
        made = reports.add(db, reporter_id=conny.id, about_id=ana.id, **values)
        self.ids["own_report"] = made.id

    def _suspend(self, db, person, by):
        values = {"reason": "Rude.", "since": NOON, "until": None, "was_available": False}
        values |= {"by_id": by.id, "is_central": True}
        made = suspensions.add(db, person_id=person.id, stood=Standing.VALIDATED, **values)
        suspensions.change(db, made, appeal="I was not.", appealed_at=NOON)
        people.decide(db, people.hold(db, person.id), Standing.SUSPENDED, NOON)
        self.ids["suspension"] = made.id

    def _campaign(self, db, author, state):
        values = {
            "countries": ("RO",),
            "is_central": False,
            "audience": audiences.write(Audience(("RO",))),
        }
        made = campaigns.add(db, author.id, NOON, **values)
        campaign_texts.put(db, made.id, "en", "The seminars are open.", "[]")
        if state != campaigns.State.DRAFT:
            made = campaigns.move(db, made, state, NOON, is_enqueued=True)
        if state == campaigns.State.WAITING:
            self.ids["second_revision"] = made.revision
        return made.id
