"""A strict stand-in for Telegram: its Bot API over HTTP, and the people as Python objects.

    world = TelegramWorld(token="123:abc", bot_username="our_bot")  # folder=…: remember everything
    base_url = await world.start()              # the bot calls {base_url}/bot{token}/{method},
                                                # files are at {base_url}/file/bot{token}/{path}
    anna = world.person(first_name="Anna", language_code="de")      # user_id=… to choose it
    anna.start("payload")                       # every act happens at once: no await
    message_id = anna.send("hello", reply_to=None, entities=None)   # to=group: into a group
    card = await anna.waits_for("Welcome")      # a part of the text, or a function of the message;
                                                # only what came or changed after her last act
    press = anna.press(card.id, "Approve")      # by label or callback data, must show now
    answer = await press.answered()             # .text .show_alert .url
    anna.forge(card.id, "/approve 41 3")        # a button that does not show (any more)
    anna.edit(message_id, "hello!"); anna.delete(message_id)
    anna.send_photo(png_bytes, "caption"); anna.send_document(data, "a.pdf", "application/pdf")
    anna.react(card.id, "👍"); anna.block(); anna.unblock(); anna.deactivate()
    anna.messages                               # [ShownMessage]: id, from_bot, text, entities,
                                                # buttons, edited, reply_to, file_id, raw, …
    anna.deleted_messages; anna.keyboard; anna.menu; anna.catches_up()

    staff = world.group("Staff", [anna, ben], bot="administrator")  # supergroup=True
    anna.send("hi", to=staff); await staff.waits_for("hello"); staff.messages
    staff.add(cleo); staff.remove(ben); staff.kick_bot(); staff.add_bot(admin=True)
    new = staff.upgrade()                       # migration to a supergroup with another id

    world.inject({"message": "rubbish"})        # any update, as it is
    world.deliver_twice = True; world.away = True; world.privacy_mode = False
    world.limits = Limits(per_second=30, private_per_second=1, group_per_minute=20)
    world.faults.next("sendMessage", Fault.status(502), times=3)    # also too_many, forbidden,
                                                # error, drop, hang, slow; accepted=True: after it
    world.faults.release(); world.faults.clear()
    world.clock = lambda: …; world.queries.seconds = 60             # what is too old
    world.webhook.retry_seconds = (0.01,); world.webhook.timeout_seconds = 60
    world.calls.count("sendMessage", status=200); await world.calls.reach("sendMessage", 3)
    world.calls.of("sendMessage")[0].params
    await world.stop()

As a process: `python -m bot.sandbox.telegram --token … --username … [--port N] [--folder F]`
prints its base URL; the people are then reached over HTTP (see `human/__init__.py`).
`human_routes(world)` gives these routes for another aiohttp application.
"""

from .errors import ApiError
from .faults import Fault
from .groups import Group
from .human import human_routes
from .limits import Limits
from .people import Answer, Person, Press
from .server import application
from .shown import Button, ShownMessage
from .world import TelegramWorld

__all__ = [
    "Answer",
    "ApiError",
    "Button",
    "Fault",
    "Group",
    "Limits",
    "Person",
    "Press",
    "ShownMessage",
    "TelegramWorld",
    "application",
    "human_routes",
]
