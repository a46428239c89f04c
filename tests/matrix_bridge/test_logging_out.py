"""Pupils' Matrix apps are signed out in time, and never for good. Rule TWS-5."""

from bot import schedule
from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.mending import Mending
from storage import pupils, slips
from tests.matrix_bridge.settled import now

CLIENT = "/_matrix/client/v3"


async def devices(class_, user):
    """List the devices of a pupil."""
    known = await class_.homeserver.call("GET", f"{CLIENT}/devices", user=user, device=False)
    return {one["device_id"] for one in known["devices"]}


async def log_in(class_, token):
    """Log an app in with a link's token, as somebody without any other right."""
    body = {"type": "m.login.token", "token": token, "device_id": "PHONE"}
    return await class_.homeserver.call("POST", f"{CLIENT}/login", body=body)


async def test_a_link_drawn_before_a_new_slip_opens_nothing_that_lasts(class_):
    await class_.settle()
    fox = class_.user(class_.fox)
    class_.write(pupils.let_use_app, class_.fox.id, True)
    assert class_.write(pupils.draw_link, class_.fox.id, now())
    token = await class_.homeserver.login_token(fox)

    class_.write(slips.renew, class_.fox.id, "MNPQR234567")
    class_.wants()
    await class_.settle()
    await log_in(class_, token)
    assert await devices(class_, fox) == {"ETWIN", "PHONE"}
    class_.write(schedule._log_out_again, now())
    await class_.settle()

    assert await devices(class_, fox) == {"ETWIN"}


async def test_a_room_that_cannot_be_mended_keeps_nobody_signed_in(class_, monkeypatch):
    await class_.settle()
    fox = class_.user(class_.fox)
    await class_.homeserver.ensure_device(fox, "PHONE")

    async def fail(*_):
        raise Refused("M_FORBIDDEN", 403)

    monkeypatch.setattr(Mending, "_mend_room", fail)
    class_.write(pupils.remove, class_.fox.id)
    class_.wants()
    await class_.settling.settle_changed()

    assert await devices(class_, fox) == {"ETWIN"}


async def test_who_logs_out_everywhere_writes_on_in_the_browser(class_, synapse):
    await class_.settle()
    fox = class_.user(class_.fox)
    phone = await log_in(class_, await class_.homeserver.login_token(fox))

    app = Homeserver(synapse.url, phone["access_token"], Gate())
    await app.call("POST", f"{CLIENT}/logout/all")
    await app.close()
    assert await devices(class_, fox) == set()

    assert await class_.say(class_.fox, "still here")
    assert await devices(class_, fox) == {"ETWIN"}
