"""What a new sandbox has to offer besides partners: a group, seminars, ideas."""

from datetime import date, datetime, timedelta

from storage import group_members, groups, ideas, posts, seminars
from storage.db import Db
from storage.group_members import Role
from storage.group_members import State as Part
from storage.people import Person

_HOUR = timedelta(hours=1)


def fill(db: Db, found: dict[str, Person], host: Person, at: datetime) -> None:
    """Let these teachers, by their names, have a group and ideas, and a host two seminars."""
    _group(db, found["Lucía Romero"], found["Chiara Conti"], at - timedelta(days=3))
    _ideas(db, found["Aino Virtanen"], found["Sofia Papadaki"], at)
    noon = at.replace(hour=14, minute=0, second=0, microsecond=0)
    _seminar(db, host, "First steps with a partner class", noon + timedelta(days=1), 100, at)
    _seminar(db, host, "Pictures and music that pupils may use", noon + timedelta(days=8), 1, at)


def _group(db: Db, moderator: Person, member: Person, at: datetime) -> None:
    group = groups.propose(
        db,
        moderator.id,
        at,
        title="Songs across borders",
        description="We collect songs that children sing, with the notes and what they mean.",
        aims="A song book with forty songs by summer.",
        languages=("en",),
        subjects=("music", "foreign_languages"),
        entry=groups.Entry.OPEN,
    )
    groups.change(db, group, groups.State.ACTIVE, at)
    group_members.put(db, group.id, moderator.id, Part.IN, at, Role.MODERATOR)
    group_members.put(db, group.id, member.id, Part.IN, at)
    text = "Welcome! Which song do your pupils ask for again and again?"
    posts.add(db, group_id=group.id, author_id=moderator.id, text=text, batch="seed", at=at + _HOUR)


def _ideas(db: Db, first: Person, second: Person, at: datetime) -> None:
    start = date(at.year + (at.month == 12), at.month % 12 + 1, 1)
    _idea(db, first, "A year at the water", "Each class adopts a lake or a river.", start, at)
    _idea(db, second, "Old myths, new plays", "One class writes, the other plays.", start, at)


def _idea(db: Db, author: Person, title: str, text: str, start: date, at: datetime) -> None:
    ages = (author.age_min or 9, author.age_max or 12)
    draft = ideas.Draft(title, text, ages, author.languages, author.subjects, (), start)
    ideas.post(db, author.id, draft, at)


def _seminar(
    db: Db, host: Person, title: str, starts_at: datetime, places: int, at: datetime
) -> None:
    seminars.add(
        db,
        at=at,
        title=title,
        speaker=host.name,
        kind=seminars.Kind.SEMINAR,
        language="en",
        subjects=(),
        starts_at=starts_at,
        ends_at=starts_at + _HOUR,
        minutes=60,
        capacity=places,
        link="https://meet.example/etwinning",
        host_id=host.id,
        uid=f"seminar-{starts_at:%Y%m%d}@etwinning.test",
    )
