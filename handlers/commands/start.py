"""/start, /help, /language, and what belongs to every form: /back, /cancel, its buttons."""

import re
from dataclasses import replace

from handlers import forms, router, words
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lines,
    Name,
    Reply,
    Words,
    command,
    rows,
    say,
)
from storage import addresses, assignments, dialogues
from storage.db import Db
from storage.people import Standing

#: What a link may open: never anything that acts by itself.
PAYLOADS = {"register", "partners", "projects", "contacts", "status", "help", "language"}
#: The same, with the name or number of what is shown behind it: the portal's pages lead here.
_SHOWN = {"seminar": re.compile(r"[0-9]{1,9}"), "kit": re.compile(r"[a-z][a-z-]{0,40}")}


@command("start", rank=0)
def start(event: Event, db: Db) -> list[Reply]:
    """Welcome somebody, and show the next step; a link may lead straight to a page of ours."""
    payload = event.words.strip().lower()
    if payload in PAYLOADS:
        return router.run(replace(event, command=payload, words=""), db)
    name, _, which = payload.partition("-")
    if name in _SHOWN and _SHOWN[name].fullmatch(which):
        return router.run(replace(event, command=name, words=which), db)
    if payload.startswith("contact-"):
        code = event.words.strip()[8:18]
        return router.run(replace(event, command="contact", words=code), db)
    if payload.startswith("link-"):
        code = event.words.strip()[5:15]
        button = Button(Words("link.yes"), f"/link {code}")
        return [say("link.confirm").with_buttons((button,))]
    return [home(event, db)]


def home(event: Event, db: Db) -> Reply:
    """Say where somebody stands and what they can do next."""
    person = event.person
    if person is None:
        if dialogues.of_form(db, event.sender.id, "register"):
            go_on = Button(Words("start.go_on"), "/register")
            return say("start.unfinished").with_buttons(*rows([go_on, *_always()]))
        register = Button(Words("router.register"), "/register")
        return say("start.welcome").with_buttons(*rows([register, *_always()]))
    if person.standing in {Standing.VALIDATED, Standing.STAFF}:
        offered = _DESK if person.standing == Standing.STAFF else _HOME
        commands = [one for one in router.allowed(event, db) if one.name in offered]
        buttons = [Button(Words(f"help.{one.name}"), f"/{one.name}") for one in commands]
        return say("start.hello", name=person.name).with_buttons(*rows(buttons))
    status = Button(Words("router.status"), "/status")
    return say("start.registered", name=person.name).with_buttons(*rows([status, *_always()]))


#: What the start page offers; the second to who works for a National Support Service.
_HOME = {"queue", "partners", "projects", "contacts", "groups", "seminars"}
_DESK = {"queue", "announce", "stats", "seminars", "groups", "help"}
#: The listed commands by what they are for; /help shows one subject at a time.
TOPICS: dict[str, tuple[str, ...]] = {
    "partners": ("partners", "available", "ideas", "idea", "contacts", "mycode"),
    "projects": (
        "projects",
        "project",
        "twinspace",
        "room",
        "bridge",
        "pupils",
        "activities",
        "tasks",
        "materials",
        "export",
        "label",
        "kits",
    ),
    "groups": ("groups", "post"),
    "seminars": ("seminars", "attended", "calendar", "meet"),
    "desk": ("queue", "stats", "announce", "coordinators", "ambassadors", "suspensions", "move"),
    "me": ("register", "profile", "status", "notifications", "link", "mydata", "forget"),
    "chat": ("start", "help", "language", "back", "cancel"),
}
#: Forms about a card of the queue: who cancels one looks at the card no more.
_AT_A_CARD = {"ask", "refuse"}
#: So many commands are shown at once; of more, their subjects.
_AT_ONCE = 10


def _always() -> list[Button]:
    return [
        Button(Words("router.help"), "/help"),
        Button(Words("help.language"), "/language"),
    ]


@command("help", rank=3)
def help_(event: Event, db: Db) -> list[Reply]:
    """Show what this person can do now: all of it, or its subjects if that is much."""
    names = [one.name for one in router.allowed(event, db)]
    topic = event.words.strip().lower()
    topics = [one for one, some in TOPICS.items() if set(some) & set(names)]
    if topic in topics:
        names = [name for name in TOPICS[topic] if name in names]
    elif len(names) > _AT_ONCE and topic != "all":
        buttons = [Button(Name("topic", one), f"/help {one}") for one in topics]
        return [say("help.topics", all=Code("/help all")).with_buttons(*rows(buttons, wide=2))]
    lines = [
        Words("help.line", {"command": f"/{one}", "what": Words(f"help.{one}")}) for one in names
    ]
    return [say("help.all", commands=Lines(tuple(lines)))]


@command("language", rank=4)
def language(event: Event, db: Db) -> list[Reply]:
    """Choose the language that the bot speaks, also in the middle of a form."""
    wanted = event.words.strip().lower()
    if wanted in words.languages():
        addresses.speak(db, event.sender.id, wanted)
        dialogue = dialogues.open_of(db, event.sender.id)
        go_on = [Button(Words("start.go_on"), "/resume")] if dialogue else []
        done = say("language.done", language=Name("language", wanted))
        return [done.with_buttons(*rows([*go_on, Button(Words("router.help"), "/help")]))]
    buttons = [Button(words.own_name(one), f"/language {one}") for one in words.languages()]
    return [say("language.choose").with_buttons(*rows(buttons, wide=2))]


@command("back", rank=8)
def back(event: Event, db: Db) -> list[Reply]:
    """Go back one question in the form that is open."""
    return forms.back(event, db) or [_nothing_open(event, db)]


@command("cancel", rank=9)
def cancel(event: Event, db: Db) -> list[Reply]:
    """Leave the form that is open; what was answered is kept for a month."""
    dialogue = dialogues.open_of(db, event.sender.id)
    if dialogue is None:
        return [_nothing_open(event, db)]
    dialogues.leave(db, event.sender.id)
    if event.person is not None and dialogue.form in _AT_A_CARD:
        assignments.release(db, event.person.id)
    go_on = Button(Words("start.go_on"), "/resume")
    help_button = Button(Words("router.help"), "/help")
    return [say("cancel.done").with_buttons((go_on, help_button))]


@command("resume", listed=False)
def resume(event: Event, db: Db) -> list[Reply]:
    """Go on with the form that was left last."""
    dialogue = dialogues.latest(db, event.sender.id)
    if dialogue is None or dialogue.form not in forms.FORMS:
        return [_nothing_open(event, db)]
    return forms.resume(event, db, dialogue.form) or [_nothing_open(event, db)]


def _nothing_open(event: Event, db: Db) -> Reply:
    welcome = home(event, db)
    return say("form.nothing_open").with_buttons(*welcome.buttons)


@command("answer", listed=False)
def answer(event: Event, db: Db) -> list[Reply]:
    """Take the press of a form's button: "17 country RO"."""
    parts = event.words.split()
    if len(parts) < 3:
        return [forms.closed(event, db)]
    return forms.choose(event, db, parts[0], parts[1], parts[2:])
