"""Which function answers an event, whether the person may, and what to say if none does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz, process

from handlers import following, forms, rights, signs, words
from handlers.conversation import (
    COMMANDS,
    Button,
    Code,
    Command,
    Event,
    Reply,
    Words,
    rows,
    say,
)
from handlers.forms import FORMS, Question
from handlers.newer import Newer
from handlers.packing import unpack
from handlers.platform import MOST_FILE_BYTES
from handlers.zones import zone_of
from storage import deliveries, dialogues, outbox
from storage.db import Db
from storage.dialogues import Dialogue

#: How alike a mistyped command must be, of 100, to be offered.
ALIKE = 60
#: No choice has more signs.
LONGEST_CHOICE = 80
#: Commands that begin a form of one question: a reply in words to their message is its answer.
ANSWERED_IN_WORDS = {"write", "reply", "tell", "comment", "grouptell", "roomsay"}
#: What is said to a form that is open; everything else is about something else.
WITHIN_FORMS = {"answer", "back", "cancel", "resume"}
#: Where buttons are pressed, a number that is typed is only a number.
WITH_BUTTONS = "telegram"


def route(event: Event, db: Db) -> list[Reply]:
    """Answer an event."""
    match event.kind:
        case "gone" | "back":
            return []
        case "unreadable":
            return [say("router.unreadable")]
        case "file":
            return _take_file(event, db)
        case "edit":
            return following.edited(event, db)
    if event.command:
        return run(event, db)
    if event.kind == "press" or event.words.startswith("/"):
        return [_unknown(event, db)]
    dialogue = dialogues.open_of(db, event.sender.id)
    question = _open_question(dialogue)
    chosen = _choice(event, db, question)
    if isinstance(chosen, Reply):
        return [chosen]
    if chosen is not None:
        return run(replace(event, command=chosen[0], words=chosen[1]), db)
    if event.about and (asked := _asks_for_words(event, db)):
        return _answer_in_words(event, asked, db)
    if dialogue is not None and question is not None:
        return forms.write(event, db, dialogue)
    return [_unknown(event, db)]


def run(event: Event, db: Db) -> list[Reply]:
    """Give the event to its command, if this person may give it now."""
    command = COMMANDS.get(event.command)
    if command is None or command.is_for_browser:
        return [_unknown(event, db)]
    if command.needs and command.needs > rights.level(event, db):
        return [rights.refusal(event, command.needs)]
    if event.command not in WITHIN_FORMS:
        _leave_letter(event, db)
    signs.noted(event, db)
    return command.answer(event, db)


def act(event: Event, db: Db) -> list[Reply]:
    """Give an act of a page to its command; the page has asked nobody for rights.

    Raises ValueError if it is no act of a page, or not for this person: no page offers it.
    """
    command = COMMANDS.get(event.command)
    if command is None or not command.is_on_pages or command.needs > rights.level(event, db):
        raise ValueError("no act of a page, or not this person's")
    signs.noted(event, db)
    return command.answer(event, db)


def allowed(event: Event, db: Db) -> list[Command]:
    """List the commands that this person can give now, as /help shows them."""
    most = rights.level(event, db)
    listed = (one for one in COMMANDS.values() if one.is_listed and one.needs <= most)
    return sorted(listed, key=lambda one: (-one.needs, one.rank, one.name))


def _leave_letter(event: Event, db: Db) -> None:
    """Close the form that is open if what is typed would go to other people at once."""
    dialogue = dialogues.open_of(db, event.sender.id)
    if dialogue is not None and dialogue.form in FORMS and FORMS[dialogue.form].is_letter:
        dialogues.leave(db, event.sender.id)


def _open_question(dialogue: Dialogue | None) -> Question | None:
    """Find the question that stands open; None if no form, or one that is no more, is open."""
    form = FORMS.get(dialogue.form) if dialogue else None
    if dialogue is None or form is None:
        return None
    return form.question(dialogue.step) or form.questions[0]


def _choice(event: Event, db: Db, question: Question | None) -> tuple[str, str] | Reply | None:
    """Read a number, several, or a button's own words as the command behind it.

    A number answers the list that was asked last; in a reply to one of our
    messages, that message's list. Where a list came by itself in between, we ask
    which is meant: nobody decides a card by accident.
    """
    platform, typed = event.address.platform, event.words.strip()
    if not typed or len(typed) > LONGEST_CHOICE:
        return None
    answered = None
    if event.about:
        answered = deliveries.by_remote_id(db, platform, event.chat, event.about)
    lists = [answered] if answered else outbox.last_asked(db, platform, event.chat, event.at)
    asked = [one for one in lists if answered or not one.get("pushed")][:1]
    pushed = lists[: lists.index(asked[0])] if asked else lists
    replies = [_choices(shown) for shown in (*asked, *pushed)]
    counts = not _is_answer(event, question, replies[0] if asked else None)
    for number, shown in enumerate(replies):
        buttons = [button for row in shown.buttons for button in row if not button.is_link]
        if counts and (commands := _by_number(event, typed, buttons, question)):
            is_clear = number == 0 and bool(asked) and not pushed
            return _together(commands) if is_clear else say("router.which_list")
        if command := _by_words(event, typed, buttons):
            return _parted(command)
    return None


def _choices(shown: Mapping[str, Any]) -> Reply:
    """Read a message's buttons; what else it says may be a newer version's words."""
    return unpack({**shown, "fields": {}})


def _take_file(event: Event, db: Db) -> list[Reply]:
    """Take a file as the answer to what is asked for, where that may be one."""
    refusal = _no_file(event)
    if refusal is not None:
        return [refusal]
    if event.about and (asked := _asks_for_words(event, db)):
        return _answer_in_words(event, asked, db)
    dialogue = dialogues.open_of(db, event.sender.id)
    question = _open_question(dialogue)
    if dialogue is None or question is None or not question.takes_files:
        return [Reply(question.no_file if question else "router.no_files_here")]
    return forms.write(event, db, dialogue)


def _no_file(event: Event) -> Reply | None:
    """Say why a file can be taken nowhere; None if it can."""
    if event.file is None:
        return say("router.no_files_here")
    if event.file.size > MOST_FILE_BYTES:
        return say("files.too_big", most=MOST_FILE_BYTES // 1024**2)
    return None


def _answer_in_words(event: Event, asked: Event, db: Db) -> list[Reply]:
    """Take a reply as the answer for which its message has a button."""
    dialogues.leave(db, event.sender.id)  # a form open now is another one: it is not answered
    replies = run(asked, db)
    begun = dialogues.open_of(db, event.sender.id)
    if begun is None:
        return replies
    question = _open_question(begun)
    if event.file is not None and not (question and question.takes_files):
        return [Reply(question.no_file if question else "router.no_files_here"), *replies]
    return forms.write(event, db, begun)


def _asks_for_words(event: Event, db: Db) -> Event | None:
    """Find the command by which the message that is replied to wants words in answer.

    None too if it names several people: words must not reach the wrong one.
    """
    answered = deliveries.by_remote_id(db, event.address.platform, event.chat, event.about)
    rows_ = _choices(answered).buttons if answered else ()
    commands = [_parted(button.command) for row in rows_ for button in row]
    wanting = [one for one in commands if one[0] in ANSWERED_IN_WORDS]
    if len(wanting) != 1:
        return None
    return replace(event, command=wanting[0][0], words=wanting[0][1])


def _is_answer(event: Event, question: Question | None, shown: Reply | None) -> bool:
    """Tell whether a number typed now is the answer to the question that is open.

    It is the place of a choice where the list `shown` last has numbers.
    """
    if question is None or not question.reads_numbers:
        return False
    return shown.by_words if shown is not None else not event.about


def _by_number(
    event: Event, typed: str, buttons: list[Button], question: Question | None
) -> list[str]:
    """Find the commands that stand at these places, where choices are numbered at all."""
    if event.address.platform == WITH_BUTTONS:
        return []
    numbers = typed.replace(",", " ").rstrip(".)").split()
    if len(numbers) > 1 and not (question and question.many):
        return []
    if all(one.isascii() and one.isdigit() and 1 <= int(one) <= len(buttons) for one in numbers):
        return [buttons[int(one) - 1].command for one in numbers]
    return []


def _by_words(event: Event, typed: str, buttons: list[Button]) -> str:
    zone = zone_of(event.person)
    for button in buttons:
        try:
            label = words.plain(event.sender.language, button.label, zone)
        except Newer:  # a newer version asked so: it is none of the words that we know
            continue
        if label.casefold() == typed.casefold():
            return button.command
    return ""


def _together(commands: list[str]) -> tuple[str, str] | None:
    """Make several answers to one question one command; of anything else, only one counts."""
    if len(commands) == 1:
        return _parted(commands[0])
    heads = {command.rsplit(" ", 1)[0] for command in commands}
    if len(heads) != 1 or not commands[0].startswith("/answer "):
        return None
    values = " ".join(command.rsplit(" ", 1)[1] for command in commands)
    return _parted(f"{heads.pop()} {values}")


def _parted(command: str) -> tuple[str, str]:
    name, _, rest = command.removeprefix("/").partition(" ")
    return name, rest


def _unknown(event: Event, db: Db) -> Reply:
    """Say kindly that we did not understand, with the nearest command and the next step."""
    typed = event.command or event.words.strip().removeprefix("/").split(" ")[0].lower()
    is_sentence = not event.command and not event.words.startswith("/") and " " in event.words
    names = [] if is_sentence else [one.name for one in allowed(event, db)]
    near = process.extractOne(typed, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
    help_ = Button(Words("router.help"), "/help")
    if near is None or near[0] == "help":
        register = Button(Words("router.register"), "/register")
        return say("router.unknown").with_buttons((help_,) if event.person else (register, help_))
    nearest = Button(Words(f"help.{near[0]}"), f"/{near[0]}")
    reply = say("router.did_you_mean", command=Code(f"/{near[0]}"))
    return reply.with_buttons(*rows([nearest, help_]))
