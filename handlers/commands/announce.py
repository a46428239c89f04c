"""/announce: news to many teachers, asked for one question at a time; first to whom."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from handlers import announcecard, announcing, forms, numbers, questions
from handlers.commands.register import ROLES
from handlers.conversation import (
    Event,
    Name,
    Needs,
    Reply,
    Words,
    command,
)
from handlers.forms import Asking, Option, Question, form
from storage import audiences, campaigns, coordinators, groups, projects
from storage.audiences import Audience
from storage.campaigns import Campaign
from storage.countries import by_code
from storage.db import Db

#: So many of one's own announcements are listed.
SHOWN = 5
#: By what an audience can be made smaller, each with its question and what it is called.
NARROWER = {
    "roles": Words("announce.by_roles"),
    "subjects": Words("announce.by_subjects"),
    "languages": Words("announce.by_languages"),
    "groups": Words("announce.by_groups"),
    "projects": Words("announce.by_projects"),
    "days": Words("announce.by_days"),
}
#: Within how many days somebody did something here, as buttons.
_DAYS = (7, 30, 90, 365)


@command("announce", needs=Needs.COORDINATOR, rank=1)
def announce(event: Event, db: Db) -> list[Reply]:
    """List one's own announcements, for central support also what others have open or under way.

    "new" begins one, or goes on with one that was left. Source: docs/rules.md, NSS-2.
    """
    mine = campaigns.of_author(db, event.actor.id, SHOWN)
    if coordinators.ALL in coordinators.countries_of(db, event.actor.id):
        mine = [*announcing.of_others(db, event.actor.id), *mine]
    if mine and event.words.strip().lower() != "new":
        return [announcecard.listed(event, db, mine)]
    return forms.resume(event, db, "announce") or _begin(event, db, "announce", {})


@command("announcement", needs=Needs.COORDINATOR, listed=False)
def announcement(event: Event, db: Db) -> list[Reply]:
    """Show one: as its author sees it, or how far it is for central support."""
    found = announcing.governed(event, db, numbers.read(event.words))
    return [found if isinstance(found, Reply) else announcecard.show(event, db, found)]


def _begin(event: Event, db: Db, name: str, known: Mapping[str, Any]) -> list[Reply]:
    mine = sorted(coordinators.countries_of(db, event.actor.id))
    places = mine if len(mine) == 1 and mine[0] != coordinators.ALL else []
    return forms.begin(event, db, name, {**known, **({"countries": places} if places else {})})


def again(event: Event, db: Db, campaign: Campaign) -> list[Reply]:
    """Ask anew to whom an announcement goes."""
    return _begin(event, db, "announce", {"campaign": campaign.id})


def _some(read: Callable[[Any], Any]) -> Any:
    def check(value: Any) -> Any:
        if not isinstance(value, list | tuple) or not value:
            raise PydanticCustomError("form.choose", "at least one")
        return tuple(read(one) for one in value)

    return BeforeValidator(check)


def _place(value: Any) -> str:
    if value != coordinators.ALL and by_code(str(value)) is None:
        raise PydanticCustomError("form.not_found", "a country of eTwinning")
    return str(value)


def _one_of(known: Any) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in known:
            raise PydanticCustomError("form.not_found", "a known one")
        return str(value)

    return check


_EVERY_ROLE = (*ROLES, *audiences.PARTS)
Places = Annotated[tuple[str, ...], _some(_place)]
Narrower = Annotated[tuple[str, ...], _some(_one_of(NARROWER))]
Roles = Annotated[tuple[str, ...], _some(_one_of(_EVERY_ROLE))]
Days = Annotated[int, BeforeValidator(lambda value: _one_of([str(one) for one in _DAYS])(value))]
Numbers = Annotated[tuple[int, ...], _some(int)]


def _may(asking: Asking, codes: tuple[str, ...]) -> Words | None:
    """Say so if somebody does not speak for one of these countries."""
    if announcing.may_write_to(asking.db, asking.event.actor.id, tuple(codes)):
        return None
    return Words("announce.not_your_country")


def _own_places(asking: Asking) -> list[Option]:
    mine = coordinators.countries_of(asking.db, asking.event.actor.id)
    named = [Option(code, Name("country", code)) for code in sorted(mine - {coordinators.ALL})]
    if coordinators.ALL in mine:
        return [Option(coordinators.ALL, Words("announce.everywhere")), *named]
    return named


def _read_place(asking: Asking, text: str) -> list[Option]:
    if text == coordinators.ALL:
        return [Option(text, Words("announce.everywhere"))]
    return questions.read_country(asking, text)


def _read_role(asking: Asking, text: str) -> list[Option]:
    part = [one for one in audiences.PARTS if one == text]
    if part:
        return [Option(text, Name("part", text))]
    found = questions.among("role", ROLES)(asking, text)
    return [*found, *questions.among("part", audiences.PARTS)(asking, text)]


def _likely_groups(asking: Asking) -> list[Option]:
    return [Option(str(one.id), one.title) for one in groups.search(asking.db, groups.Wish(), 6)]


def _read_group(asking: Asking, text: str) -> list[Option]:
    if number := numbers.read(text):
        group = groups.by_id(asking.db, number)
        return [Option(str(number), group.title)] if group and group.is_running else []
    found = groups.search(asking.db, groups.Wish(text=text), 6)
    return [Option(str(one.id), one.title) for one in found]


def _read_project(asking: Asking, text: str) -> list[Option]:
    if number := numbers.read(text):
        project = projects.by_id(asking.db, number)
        return [Option(str(number), project.title)] if project else []
    return [Option(str(one.id), one.title) for one in projects.titled(asking.db, text, 6)]


def _chosen(answers: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    """Read what is chosen so far, also while the choice goes on."""
    value = answers.get(f"{name}?", answers.get(name))
    return tuple(value) if isinstance(value, list | tuple) else ()


def _audience(answers: Mapping[str, Any]) -> Audience:
    """Read the audience that the answers so far make."""
    narrower = _chosen(answers, "narrower")
    places = _chosen(answers, "countries")
    if coordinators.ALL in places:
        places = (coordinators.ALL,)
    words = {name: _chosen(answers, name) for name in ("roles", "subjects", "languages")}
    ids = {
        name: tuple(int(one) for one in _chosen(answers, name)) for name in ("groups", "projects")
    }
    kept = {name: value for name, value in {**words, **ids}.items() if name in narrower}
    days = int(answers.get("days") or 0) if "days" in narrower else 0
    return Audience(places, **kept, days=days)


def _so_many(asking: Asking) -> dict[str, Any]:
    """Say how many people that is now."""
    return {"people": audiences.count(asking.db, _audience(asking.answers), asking.event.at)}


def _of_all(asking: Asking) -> dict[str, Any]:
    """Say who and how many that is before it is narrowed down, and by how much it will be."""
    places = _audience(asking.answers).countries
    return {
        "who": announcing.countries(places),
        "people": audiences.count(asking.db, Audience(places), asking.event.at),
        "chosen": len(_chosen(asking.answers, "narrower")),
    }


def _by(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda answers: name in _chosen(answers, "narrower")


@form(
    "announce",
    Question(
        "countries",
        Places,
        "announce.ask_countries",
        options=_own_places,
        read=_read_place,
        fits=_may,
        fields=_so_many,
        many=True,
    ),
    Question(
        "narrower",
        Narrower,
        "announce.ask_narrower",
        options=lambda _: [Option(name, label) for name, label in NARROWER.items()],
        fields=_of_all,
        many=True,
        is_optional=True,
    ),
    Question(
        "roles",
        Roles,
        "announce.ask_roles",
        when=_by("roles"),
        options=lambda _: [Option(one, announcecard.role(one)) for one in _EVERY_ROLE],
        read=_read_role,
        fields=_so_many,
        many=True,
    ),
    Question(
        "subjects",
        questions.Subjects,
        "announce.ask_subjects",
        when=_by("subjects"),
        options=questions.subject_options,
        read=questions.read_subject,
        fields=_so_many,
        many=True,
    ),
    Question(
        "languages",
        questions.Languages,
        "announce.ask_languages",
        when=_by("languages"),
        options=questions.language_options,
        read=questions.read_language,
        fields=_so_many,
        many=True,
    ),
    Question(
        "groups",
        Numbers,
        "announce.ask_groups",
        when=_by("groups"),
        options=_likely_groups,
        read=_read_group,
        fields=_so_many,
        many=True,
        wide=1,
    ),
    Question(
        "projects",
        Numbers,
        "announce.ask_projects",
        when=_by("projects"),
        read=_read_project,
        fields=_so_many,
        many=True,
        wide=1,
    ),
    Question(
        "days",
        Days,
        "announce.ask_days",
        when=_by("days"),
        options=lambda _: [
            Option(str(one), Words("announce.days", {"days": one})) for one in _DAYS
        ],
        fields=_so_many,
    ),
    needs=Needs.COORDINATOR,
)
def chosen(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep to whom it goes; a new one asks next what it says."""
    audience = _audience(answers)
    me, places = event.actor.id, audience.countries
    if not announcing.may_write_to(db, me, places):
        return [announcing.not_yours()]
    values = {
        "countries": places,
        "is_central": announcing.is_central(db, me, places),
        "audience": audiences.write(audience),
    }
    if "campaign" not in answers:
        made = campaigns.add(db, me, event.at, **values)
        known = {"campaign": made.id, "language": "en", "is_new": 1}
        return forms.begin(event, db, "announcetext", known)
    found = announcing.own(event, db, int(answers["campaign"]))
    if isinstance(found, Reply) or found.state not in campaigns.OPEN:
        return [found if isinstance(found, Reply) else announcecard.show(event, db, found)]
    changed = campaigns.change(db, found, event.at, **values)
    return [announcecard.show(event, db, changed, Words("announce.changed"))]
