"""Whom we erased, in a file outside the database: what a backup brings back is erased again."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from storage import account_erasing, accounts, addresses, erasing
from storage.account_erasing import Wish
from storage.db import Db
from storage.erasing import Erasure

#: Who erases what a backup brought back, in the words of the safeguarding log.
REPLAY = "replay"
#: How the line of a person begins who may have had no account: number, and when they registered.
_PERSON = "person"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.]\d{6})?[+]00:00")


@dataclass(frozen=True)
class ErasureList:
    """A file that is only added to: a line for each account or person, with ids and no text."""

    path: Path

    def add(self, wish: Wish) -> None:
        """Write an account down; when this returns, it is on the disk. Twice does no harm."""
        if wish.account in {account for account, _, _, _ in self._read()}:
            return
        numbers = (wish.pupil, wish.person, wish.project)
        self._append(
            [" ".join([wish.account, *("-" if one is None else str(one) for one in numbers)])]
        )

    def add_people(self, erased: Iterable[Erasure]) -> None:
        """Write people down, by numbers and times alone; safe as above."""
        known = set(self._lines())
        lines = [f"{_PERSON} {one}" for who in erased for one in who.whom.splitlines()]
        self._append([one for one in dict.fromkeys(lines) if one not in known])

    def _append(self, lines: list[str]) -> None:
        if not lines:
            return
        is_new = not self.path.exists()
        with self.path.open("ab+") as file:
            # On a folder that machines share, two who add at once would write over each other.
            fcntl.flock(file, fcntl.LOCK_EX)
            written = "".join(f"{line}\n" for line in lines)
            file.write(f"{_new_line(file)}{written}".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(self.path.absolute().parent)

    def replay(self, db: Db, now: datetime) -> int:
        """Want everybody on the list erased whom the database does not know as erased; count them.

        With a teacher's account also the teacher, if the account is still theirs: a number alone
        may be somebody else's by now, but not one with the time of a registration. In a database
        that was not put back from a backup nobody is. Safe to repeat.
        """
        again = sum(erasing.again(db, number, at, now) for number, at in self._read_people())
        for account, pupil, person, project in self._read():
            known = account_erasing.by_account(db, account)
            if known is not None and (known.done_at is not None or known.due_at <= now):
                continue
            numbers = {"pupil": pupil, "person": person, "project": project}
            account_erasing.ask(db, account, now, asked_by=REPLAY, asked_at=now, **numbers)
            if person is not None and _is_theirs(db, account, person):
                erasing.ask(db, person, now, now)
            again += 1
        return again

    def _read(self) -> Iterator[tuple[str, int | None, int | None, int | None]]:
        for line in self._lines():
            account, *numbers = line.split()
            if len(numbers) != 3:
                continue  # a person; or where a power cut fell: the rows were not gone yet
            pupil, person, project = (None if one == "-" else int(one) for one in numbers)
            yield account, pupil, person, project

    def _read_people(self) -> Iterator[tuple[int, datetime]]:
        for line in self._lines():
            word, *rest = line.split()
            if word == _PERSON and len(rest) == 2 and _TIME.fullmatch(rest[1]):
                yield int(rest[0]), datetime.fromisoformat(rest[1])

    def _lines(self) -> list[str]:
        try:
            text = self.path.read_text(encoding="ascii")
        except FileNotFoundError:
            return []
        return [one for one in text.splitlines() if one.strip()]


def _is_theirs(db: Db, account: str, person: int) -> bool:
    """Tell whether an account, a localpart of ours or a full user id, belongs to a person."""
    if account.startswith("@"):
        return account in {one.user for one in addresses.of_person(db, person)}
    return account in accounts.localparts(db, person)


def _new_line(file: BinaryIO) -> str:
    """Give what ends the line before, if a power cut fell into it."""
    if file.seek(0, os.SEEK_END) == 0:
        return ""
    file.seek(-1, os.SEEK_END)
    return "" if file.read(1) == b"\n" else "\n"


def _sync_folder(folder: Path) -> None:
    """Let the file itself be on the disk too, not only what is in it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
