"""What happens in a group on Telegram: commands typed there, people who come, and what is said."""

from dataclasses import replace

from handlers import bridgecare, bridging, relay, router
from handlers.conversation import Event, Reply, say
from storage import bridges, outbox, projects
from storage.db import Db


def route(event: Event, db: Db) -> list[Reply]:
    """Answer what happened in a group; what is nothing to us is left alone.

    Commands that are of no group are answered in the private chat.
    Source: docs/rules.md, TWS-9.
    """
    match event.kind:
        case "came":
            return bridging.came(event, db)
        case "went":
            return bridging.went(event, db)
        case "standing":
            return bridging.stands(event, db)
    if not event.command or event.kind == "edit":
        return relay.from_group(event, db)
    match event.command:
        case "bridge":
            return _bridge(event, db)
        case "start" if event.words.strip():
            return bridging.tie(event, db)
        case "delete":
            return _delete(event, db)
    return router.route(replace(event, group="", message="", about=""), db)


def _bridge(event: Event, db: Db) -> list[Reply]:
    """Tie the group by a code, untie it by "off", or say how it stands."""
    typed = event.words.strip().lower()
    bridge = bridges.of_chat(db, event.group)
    if typed and typed != "off":
        return bridging.tie(event, db)
    if bridge is None:
        return [bridging.in_group(event, say("bridge.how", command=bridging.COMMAND))]
    project = projects.by_id(db, bridge.project_id)
    if typed == "off":
        if project is None or not relay.may_speak(db, project, event.person):
            return [bridging.in_group(event, say("bridge.not_yours", command=bridging.COMMAND))]
        return bridging.untie(event, db, bridge)
    key = "bridge.is_on" if bridge.is_on else "bridge.is_paused"
    title = project.title if project else ""
    return [bridging.in_group(event, say(key, title=title, command=bridgecare.OFF))]


def _delete(event: Event, db: Db) -> list[Reply]:
    """Take back in the staff room the own message that this one answers.

    Telegram tells bots of nothing that people delete.
    """
    bridge = bridges.of_chat(db, event.group)
    if bridge is None:
        return []
    source = f"telegram:{event.group}:{event.about}"
    author = outbox.author_of(db, source)
    if not event.about or not author or author != relay.speaker_of(db, bridge, event.person):
        return [bridging.in_group(event, say("bridge.delete_how", command=bridging.DELETE))]
    relay.take_back(db, source, event.at)
    return [replace(bridging.in_group(event, say("bridge.deleted")), replies_to=event.about)]
