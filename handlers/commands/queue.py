"""/queue: what waits for a coordinator, card by card; Approve, Ask, Refuse."""

from typing import Any

from handlers import (
    cards,
    forms,
    founding,
    groupcard,
    numbers,
    proposals,
    proving,
    questions,
    roomreports,
)
from handlers.commands.available import renew
from handlers.commands.register import buttons_of, card_of
from handlers.commands.reporting import waiting_for
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from storage import coordinators, groups, people, projects, school_changes
from storage.db import Db
from storage.people import Person, Standing
from storage.projects import Project
from storage.room_reports import RoomReport


@command("queue", needs=Needs.COORDINATOR, rank=0)
def queue(event: Event, db: Db) -> list[Reply]:
    """Show the oldest card, with its age and how many wait; "after CARD" goes past one.

    Source: docs/rules.md, NSS-1.
    """
    return [_next(event, db, Words("queue.top"), after=event.words.strip())]


def _next(event: Event, db: Db, outcome: Words, after: str = "") -> Reply:
    """Say what came of the last card and show the next one."""
    waiting = _waiting(event, db)
    reported = len(waiting_for(db, event.actor.id))
    told = Button(Words("queue.reports", {"count": reported}), "/reports")
    if not waiting and reported:
        return say("queue.reports_wait", outcome=outcome, count=reported).with_buttons((told,))
    if not waiting:
        help_button = Button(Words("router.help"), "/help")
        return say("queue.empty", outcome=outcome).with_buttons((help_button,))
    names = [name for name, _, _ in waiting]
    place = names.index(after) + 1 if after in names else 0
    name, card, buttons = waiting[place % len(waiting)]
    later = Button(Words("queue.later"), f"/queue {name}")
    more = [later] if len(waiting) > 1 else []
    more += [told] if reported else []
    shown = (*buttons, tuple(more)) if more else buttons
    fields = {"outcome": outcome, "card": card, "count": len(waiting)}
    return Reply("queue.card", fields, shown)


Card = tuple[str, Words, tuple[tuple[Button, ...], ...]]


def _waiting(event: Event, db: Db) -> list[Card]:
    """List the cards this coordinator may decide, each kind by age."""
    mine = coordinators.countries_of(db, event.actor.id)
    found: list[tuple[Any, Card]] = []
    for person in people.waiting(db, mine, appeals=coordinators.ALL in mine):
        if person.id != event.actor.id:
            days = (event.at - person.since).days
            aged = Words("queue.aged", {"card": card_of(db, person), "days": days})
            found.append((person.since, (f"p{person.id}", aged, buttons_of(db, person))))
    for project, country in projects.waiting(db, mine):
        if event.actor.id not in project.founders:
            days = (event.at - project.since).days
            aged = Words("queue.aged", {"card": cards.project(db, project), "days": days})
            buttons = founding.buttons_of(project, country)
            found.append((project.since, (f"j{project.id}{country}", aged, buttons)))
    for group in groups.waiting(db) if coordinators.ALL in mine else ():
        if group.proposer_id != event.actor.id:
            days = (event.at - group.since).days
            aged = Words("queue.aged", {"card": proposals.card(db, group), "days": days})
            found.append((group.since, (f"g{group.id}", aged, proposals.buttons_of(group))))
    for report in roomreports.waiting_for(db, event.actor):
        found.append((report.at, _report(db, report)))
    return [card for _, card in sorted(found, key=lambda one: one[0])]


def _report(db: Db, report: RoomReport) -> Card:
    """Show that there is a report out of a TwinSpace; what it says stands on its page alone."""
    project = projects.by_id(db, report.project_id)
    fields = {"title": project.title if project else "", "since": report.at.date()}
    show = Button(Words("roomreports.open"), f"/roomreport {report.id}")
    return f"r{report.id}", Words("roomreports.card", fields), ((show,),)


@command("approve", needs=Needs.COORDINATOR, listed=False)
def approve(event: Event, db: Db) -> list[Reply]:
    """Approve a card: "p12 3" is person 12 at revision 3, "j7 2 RO" project 7 for Romania.

    "g5 1" is group 5.
    """
    name, *rest = event.words.split() or [""]
    if name.startswith("j"):
        outcome, replies = founding.approve(event, db, *_project(db, name, rest))
        return [_next(event, db, outcome), *replies]
    if name.startswith("g"):
        outcome, replies = proposals.approve(event, db, name, rest)
        return [_next(event, db, outcome), *replies]
    person = _person(event, db, name, rest)
    if isinstance(person, Words):
        return [_next(event, db, person)]
    person = people.decide(db, person, Standing.VALIDATED, event.at, note="", is_appeal=False)
    is_change = school_changes.is_under_way(db, person.id)
    proving.decided(db, person.id)
    if person.is_available:
        renew(db, person, event.at)
    outcome = Words("queue.approved", {"name": person.name})
    if is_change:
        profile = Button(Words("help.profile"), "/profile")
        confirmed = say("profile.confirmed", to=person.id, name=person.name)
        return [_next(event, db, outcome), confirmed.with_buttons((profile,))]
    switch = Button(Words("available.yes"), "/available on")
    search = Button(Words("available.no"), "/available off")
    told = say("register.approved", to=person.id, name=person.name)
    return [_next(event, db, outcome), told.with_buttons(*rows([switch, search]))]


@command("ask", needs=Needs.COORDINATOR, listed=False)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask the person behind a card something before deciding."""
    return _with_words(event, db, "ask")


@command("refuse", needs=Needs.COORDINATOR, listed=False)
def refuse(event: Event, db: Db) -> list[Reply]:
    """Refuse a card, with a reason that the person reads."""
    return _with_words(event, db, "refuse")


def _with_words(event: Event, db: Db, what: str) -> list[Reply]:
    name, *rest = event.words.split() or [""]
    if name.startswith("j"):
        project, _ = _project(db, name, rest)
        is_open = project is not None and founding.may_decide(event, db, project, rest[-1])
        problem = None if is_open else Words("queue.already")
    elif name.startswith("g"):
        group = proposals.find(event, db, name, rest)
        problem = group if isinstance(group, Words) else None
    else:
        person = _person(event, db, name, rest)
        problem = person if isinstance(person, Words) else None
    if problem is not None:
        return [_next(event, db, problem)]
    return forms.begin(event, db, what, {"card": name, "rest": rest})


@form("ask", Question("words", questions.Paragraph, "queue.ask_words"), needs=Needs.COORDINATOR)
def asked(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the question to the person, or to a project's founders; the ball is theirs."""
    if answers["card"].startswith("j"):
        project, country = _project(db, answers["card"], answers["rest"])
        outcome, replies = founding.ask(event, db, project, country, answers["words"])
        return [_next(event, db, outcome), *replies]
    if answers["card"].startswith("g"):
        card, rest, words = answers["card"], answers["rest"], answers["words"]
        outcome, replies = proposals.ask(event, db, card, rest, words)
        return [_next(event, db, outcome), *replies]
    person = _person(event, db, answers["card"], answers["rest"])
    if isinstance(person, Words):
        return [_next(event, db, person)]
    person = people.decide(db, person, Standing.ASKED, event.at, note=answers["words"])
    button = Button(Words("status.answer"), "/reply")
    told = say("register.asked", to=person.id, note=answers["words"]).with_buttons((button,))
    return [_next(event, db, Words("queue.asked", {"name": person.name})), told]


def _ready_made(asking: Asking) -> list[Option]:
    """Offer the reasons for which groups are refused most often."""
    is_group = str(asking.answers["card"]).startswith("g")
    return [Option(one, words) for one, words in groupcard.BELONGS.items()] if is_group else []


@form(
    "refuse",
    Question("words", questions.Paragraph, "queue.refuse_words", options=_ready_made, wide=1),
    needs=Needs.COORDINATOR,
)
def refused(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Refuse, and say why; the person may register again, or appeal."""
    reason = answers["words"]
    if answers["card"].startswith("j"):
        project, country = _project(db, answers["card"], answers["rest"])
        outcome, replies = founding.refuse(event, db, project, country, reason)
        return [_next(event, db, outcome), *replies]
    if answers["card"].startswith("g"):
        outcome, replies = proposals.refuse(event, db, answers["card"], answers["rest"], reason)
        return [_next(event, db, outcome), *replies]
    person = _person(event, db, answers["card"], answers["rest"])
    if isinstance(person, Words):
        return [_next(event, db, person)]
    person = people.decide(
        db, person, Standing.REFUSED, event.at, note=reason, is_available=False, is_appeal=False
    )
    proving.decided(db, person.id)
    again = Button(Words("status.again"), "/register")
    appeal = Button(Words("status.appeal_button"), "/appeal")
    told = say("register.refused", to=person.id, reason=reason)
    outcome = Words("queue.refused", {"name": person.name})
    return [_next(event, db, outcome), told.with_buttons(*rows([again, appeal]))]


def _person(event: Event, db: Db, name: str, rest: list[str]) -> Person | Words:
    """Lock the person of a card, or say why this coordinator cannot decide about it now."""
    number = numbers.read(name.removeprefix("p"))
    if people.by_id(db, number) is None:
        return Words("queue.gone")
    person = people.hold(db, number)
    mine = coordinators.countries_of(db, event.actor.id)
    is_central = coordinators.ALL in mine
    may = coordinators.may_decide(mine, person.country) and (is_central or not person.is_appeal)
    if person.id == event.actor.id or not may:
        return Words("queue.not_yours")
    if person.standing != Standing.WAITING or [str(person.revision)] != rest[:1]:
        return Words("queue.already")
    return person


def _project(db: Db, name: str, rest: list[str]) -> tuple[Project | None, str]:
    """Lock the project of a card, and say for which country it asks; None if it is outdated."""
    project = projects.hold(db, numbers.read(name.removeprefix("j")))
    if project is None or len(rest) < 2 or str(project.revision) != rest[0]:
        return None, ""
    return project, rest[1]
