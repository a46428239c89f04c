"""Things of Rivers and of Romania that some may see and others not, put straight into a database.

Carla coordinates Romania, where Ana's school is.
"""

import json
from datetime import date

from handlers import browsing, roomreports
from handlers.rich import Rich
from handlers.rooms import Said
from storage import (
    addresses,
    audiences,
    campaign_texts,
    campaigns,
    codes,
    exports,
    frozen,
    members,
    pupils,
    room_reports,
    statistics,
)
from storage.addresses import Address
from storage.audiences import Audience
from storage.campaigns import State
from storage.codes import Purpose
from storage.room_reports import RoomReport
from tests.conftest import NOON
from tests.makers import png
from tests.portal import publishing
from tests.portal.photographs import photograph
from tests.portal.world import SERVER

#: What stands in a report, an announcement, an export.
REPORTED, ANNOUNCED, EXPORTED = "something rude", "The labels are given", "PK of Rivers"
_FILE = "ab" * 16 + ".zip"


def plant(world, rivers):
    """Put all of it there; give its numbers and addresses by name."""
    for folder in (world.exports, world.published):
        folder.mkdir(exist_ok=True)
    (world.exports / _FILE).write_text(EXPORTED)

    def work(db):
        carla = addresses.by_user(db, Address("telegram", "carla")).person_id
        report = _report(db, rivers)
        _export(db, rivers)
        statistics.save(db, date(2026, 9, 1), {(one, "registered"): 25 for one in ("RO", "*")})
        picture = {"caption": "a mill", "alt": "a mill by a river"}
        return {
            "report": f"r{report.id}",
            "report_link": _link(db, report, rivers.ana),
            "campaign": str(_campaign(db, carla).id),
            "export": _FILE,
            "picture": publishing.plant(
                db, rivers.id, rivers.ana, NOON, photograph(), world.published, **picture
            ),
        }

    return world.database.write(work)


def _report(db, rivers) -> RoomReport:
    """Let a pupil of Ana's school report what Ben wrote."""
    school = members.of_person(db, rivers.id, rivers.ana).school_id
    who = {"pseudonym": "Sly Toad 4", "code": "7K98SECRET", "localpart": "p_toad"}
    where = {"project_id": rivers.id, "school_id": school}
    toad = pupils.add(db, **where, **who, added_by=rivers.ana, at=NOON)
    said = Said("$rude", f"@t_ben:{SERVER}", NOON, Rich(REPORTED))
    kept = roomreports.freeze(rivers.classroom, [said], png(), "image/png")
    frozen.keep(db, "rude", kept, NOON)
    about = {"reporter_pupil": toad.id, "about_id": rivers.ben}
    said = {"key": "rude", "room": rivers.classroom, "message": "$rude", "words": ""}
    return room_reports.add(db, NOON, **where, **about, **said)


def _link(db, report, reader):
    """Give the way to a report that the bot gives."""
    code = "REPORTOFRIVERS"
    how = {"at": NOON, "lasts": browsing.LASTS, "person_id": reader}
    codes.make(db, code, Purpose.ROOM_REPORT, str(report.id), **how)
    return f"/report/{code}"


def _campaign(db, author):
    """Let somebody have sent an announcement, which is over."""
    who = {"audience": audiences.write(Audience(("RO",))), "countries": ("RO",)}
    made = campaigns.add(db, author, NOON, **who, is_central=False)
    campaign_texts.put(db, made.id, "en", ANNOUNCED, "[]")
    outcome = json.dumps({"sent": 3})
    return campaigns.move(db, made, State.DONE, NOON, ended_at=NOON, outcome=outcome)


def _export(db, rivers):
    made = exports.ask(db, rivers.id, rivers.ana, NOON)
    exports.begin(db, made.id)
    exports.end(db, made.id, exports.State.READY, NOON, file=_FILE, size=len(EXPORTED))
