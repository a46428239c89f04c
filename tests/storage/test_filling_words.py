"""What was there before the public could search is found afterwards. Rule POR-5."""

from datetime import UTC, datetime

import pytest

from storage import migrating, public_search
from storage.public_search import Term, Wish
from tests.storage.test_migrating import PERSON, PROJECT, empty, use

__all__ = ["empty"]

_AT = "'2026-10-05 12:00:00'"
_THEN = datetime(2026, 10, 5, tzinfo=UTC)
BEFORE = (
    PERSON,
    "INSERT INTO schools (name, town, country, kind, folded, created_at)"
    f" VALUES ('Oak', 'Cluj', 'RO', 'primary', 'oak|cluj', {_AT})",
    *[PROJECT] * 600,
    PROJECT.replace("Rivers", "Lakes").replace("active", "draft"),
    PERSON.replace("Ana", "Ben Adler"),
    PROJECT.replace("Rivers", "Songs of B. Adler"),
    "INSERT INTO project_members (project_id, person_id, role, state, since)"
    f" VALUES (602, 2, 'founder', 'in', {_AT})",
    "INSERT INTO project_members (project_id, person_id, role, state, school_id, since)"
    f" VALUES (7, 1, 'founder', 'in', 1, {_AT})",
    "INSERT INTO seminars (title, speaker, kind, language, subjects, starts_at, ends_at, minutes,"
    " capacity, link, host_id, state, uid, dated_at, changed_at)"
    f" VALUES ('Poems', 'x', 'seminar', 'en', 'art', {_AT}, {_AT}, 60, 9, 'x', 1, 'planned', 'u',"
    f" {_AT}, {_AT})",
)


@pytest.mark.filterwarnings("error")
def test_what_was_there_before_is_found_by_its_words(empty):
    use(empty, "5b8d02c6e1f7", BEFORE)

    migrating.migrate(empty)

    with empty.reading() as db:

        def found(word="", *codes):
            return public_search.find(db, Wish((Term(word),) if word else (), codes))

        assert len(found("riv")) == public_search.MOST + 1
        assert found("cluj") == found("", ":c:RO") == [7]
        assert found("lak") == []
        assert found("song") == [602]
        assert found("adler") == []
        assert [one.title for one in public_search.seminars_with(db, ["poem"], _THEN, 5)] == [
            "Poems"
        ]
