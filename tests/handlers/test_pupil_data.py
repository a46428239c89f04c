"""What a teacher's own data say of pupils: nothing by which one is known. Rule TWS-9."""

import json
from datetime import UTC

from handlers import making
from handlers.conversation import Recipe
from storage import addresses, pupils
from tests import makers
from tests.conftest import NOON


def test_mydata_says_nothing_of_who_a_pupil_is(teacher, database):
    (ana, _), (ben, _) = teacher("Ana"), teacher("Ben", country="DE")

    def work(db):
        project = makers.project(db, (ana, ben), NOON)
        mine = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        who = {"pseudonym": "Qzxfox 7", "class_name": "Qzxclass", "localpart": "p_qzx"}
        pupils.add(db, **mine, **who, code="QZX22SECRET", at=NOON)
        return addresses.of_person(db, ana.id)[0]

    known = database.write(work)
    wanted = Recipe("mydata", (ana.id, known.id, int(NOON.timestamp())))
    file = database.read(making.make, wanted, "en", UTC)

    assert "pupils you added" in json.loads(file.content)
    assert b"qzx" not in file.content.lower()
