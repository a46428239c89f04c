"""Whatever we say, the next step is in sight: a button, or a command in the text."""

import ast
import re

from tests import fluent_files
from tests.handlers import keys_in_code

#: In a text: a command, or a field that holds one.
COMMAND = re.compile(r"(?<![\w/.])/[a-z]{3,}|\{ ?\$(command|help|all)\b")
#: After these nobody has to do anything: what somebody else does follows by itself.
NOTHING_TO_DO = {
    "activity.begun",  # said in a room
    "announce.previewed",  # what readers get follows, and the card with its buttons
    "bridge.closed",  # said in room and group: it ended by itself
    "bridge.guest",  # its buttons are put under it for each founder
    "bridge.left",  # likewise
    "bridge.left_room",  # a founder is asked, on a card of their own
    "bridge.deaf_room",  # said in a room; the group is told what to do
    "bridge.deleted",
    "bridge.founders_only",  # the card with its buttons comes with it
    "bridge.hears",  # said in room and group: nobody has to do anything
    "bridge.make_administrator",  # it says what to do, in Telegram
    "bridge.off",  # said in room and group by whoever turned it off
    "bridge.on_again",
    "bridge.paused_room",  # a founder is asked, on a card of their own
    "bridge.said",  # somebody's words
    "classroom.said",  # somebody's words
    "activity.ended",  # said in a room
    "confirm.done",  # a head of school has done all there is
    "help.all",  # it lists commands
    "merge.asked",  # it says what to press, and where
    "move.told",  # its button is put under it with the others'
    "project.active",  # the way in comes by itself
    "pupils.link",  # it holds the link to follow
    "proof.link",  # it holds the link to follow
    "queue.reminded",  # it says that others have to act
    "queue.reminded_appeal",
    "room.parked",  # said in a room
    "room.welcome",  # said in a room
    "room.which",  # thrown away where it has no buttons
    "router.which_list",  # it says what to do
    "router.no_files_here",
    "files.too_big",  # it says what to send instead
    "form.of_field",  # the field stands there, on a page
    "router.unreadable",
    "router.parked",
    "status.appeal",  # the answer comes by itself
    "status.waiting",
    "twinspace.which",  # thrown away where it has no buttons
}
#: The acts of pages: the page itself is the next step.
PAGES = {
    "classroom.py",
    "deskwork.py",
    "erasepupil.py",
    "mypages.py",
    "pagegate.py",
    "pages.py",
    "permitting.py",
    "publishing.py",
    "pupils.py",
    "roomreports.py",
    "slips.py",
}
#: What is said in rooms: nothing is pressed there, and commands are in the texts that need one.
ROOMS = {
    "filing.py",
    "roomhelp.py",
    "roomlocks.py",
    "roommaterials.py",
    "roommeetings.py",
    "roomtasks.py",
}
#: The longest text that is still read between two lessons, in signs, without what is filled in.
LONGEST = 300
#: What has to be longer, and why.
LONG = set()


def replies():
    """List each reply in the code: its key, where, and whether buttons may come with it."""
    for path in keys_in_code.sources():
        if "handlers" in path.parts and path.name not in PAGES | ROOMS:
            tree = keys_in_code.tree(path)
            parents = {
                child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
            }
            for call in keys_in_code.calls(path):
                if keys_in_code.called(call) in {"say", "Reply"}:
                    for key in keys_in_code.chosen(keys_in_code.key_of(call)):
                        yield key.value, keys_in_code.where(path, call), _has_buttons(call, parents)


def _has_buttons(call, parents):
    """Tell whether buttons are put under a reply: in its call, after it, or under its name."""
    if any(one.arg == "buttons" for one in call.keywords) or len(call.args) > 2:
        return True
    node = call
    while isinstance(parents[node], ast.Attribute | ast.Call | ast.IfExp | ast.Starred):
        node = parents[node]
        if isinstance(node, ast.Attribute) and node.attr == "with_buttons":
            return True
        if isinstance(node, ast.Call) and keys_in_code.called(node) == "_with_help":
            return True
    name = parents[node]
    if not isinstance(name, ast.Assign) or not isinstance(name.targets[0], ast.Name):
        return False
    scope = node
    while not isinstance(scope, ast.FunctionDef | ast.Module):
        scope = parents[scope]
    under = f"{name.targets[0].id}.with_buttons"
    return any(
        ast.unparse(one.func) == under for one in ast.walk(scope) if isinstance(one, ast.Call)
    )


def text_of(key):
    message = fluent_files.messages("en")[key]
    return fluent_files.source(message)


def test_whatever_we_say_shows_the_next_step():
    bare = {
        f"{key} ({where})"
        for key, where, has_buttons in replies()
        if not has_buttons and not COMMAND.search(text_of(key)) and key not in NOTHING_TO_DO
    }

    assert not bare, "no button and no command: " + ", ".join(sorted(bare))


def test_what_needs_no_next_step_is_said_somewhere():
    assert {key for key, _, _ in replies()} >= NOTHING_TO_DO


def test_texts_are_short():
    long = {key for key in fluent_files.messages("en") if len(text_of(key)) > LONGEST}

    assert long == LONG
