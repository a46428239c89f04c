"""What is a person's: every table that points to people has a rule, and the rules hold."""

from sqlalchemy import Text

from storage import belongings, merging
from storage.belongings import BESIDES, RULES
from storage.db import metadata

COLUMNS = dict(belongings.columns())
#: What a column is called that says who or where somebody is without pointing to people.
ADDRESSES = {"chat", "user", "address_id", "person"}


def test_every_column_that_points_to_people_has_a_rule():
    missing = sorted(COLUMNS.keys() - RULES.keys())

    assert not missing, "storage/belongings.py lacks a rule for: " + ", ".join(missing)


def test_there_is_no_rule_for_what_is_not_there():
    assert not RULES.keys() - COLUMNS.keys()


def test_mydata_gives_every_table_or_says_why_not():
    silent = [name for name, rule in RULES.items() if not rule.says and not rule.why]
    headings = [rule.says for rule in RULES.values() if rule.says]

    assert not silent
    assert sorted(headings) == sorted(set(headings))


def test_what_a_rule_names_is_there():
    for name, rule in RULES.items():
        there = set(COLUMNS[name].table.c.keys())
        assert {*rule.hides, *rule.blanks} <= there, name


def test_only_texts_are_blanked_and_only_what_may_be_is_emptied():
    for name, rule in RULES.items():
        table = COLUMNS[name].table
        assert all(isinstance(table.c[one].type, Text) for one in rule.blanks)
        if rule.erasing == belongings.Erasing.EMPTY:
            assert COLUMNS[name].nullable, name


def test_every_table_that_holds_an_address_is_spoken_of():
    belonging = {column.table.name for column in COLUMNS.values()}
    holding = {table.name for table in metadata.sorted_tables if ADDRESSES & set(table.c.keys())}

    assert not holding - belonging - BESIDES.keys()
    assert BESIDES.keys() <= metadata.tables.keys()


def test_what_two_people_stand_to_is_ranked_by_states_that_there_are():
    for name, (key, _) in merging.RANKED.items():
        assert {key, "person_id", "state"} <= set(metadata.tables[name].c.keys())
