"""Files for the portal, got from the platform where they were sent."""

import asyncio

import pytest

from bot.fetching import from_platforms
from handlers.conversation import File
from handlers.files import FileAway
from handlers.platform import FileGone, OutcomeUnknown, TryLater

PHOTO = File("telegram", "AgAC", "photo", "image/jpeg", "photo.jpg", 3)


class Chats:
    """A platform that has one file, or fails."""

    def __init__(self, problem=None):
        self.problem = problem

    async def fetch(self, file):
        if self.problem:
            raise self.problem
        return file.ref.encode()


def test_a_file_comes_from_where_it_was_sent():
    fetch = from_platforms({"telegram": Chats(), "matrix": Chats(FileGone())})

    assert asyncio.run(fetch(PHOTO)) == b"AgAC"


@pytest.mark.parametrize("problem", [TryLater(3), OutcomeUnknown()])
def test_a_platform_that_does_not_answer_is_away(problem):
    with pytest.raises(FileAway):
        asyncio.run(from_platforms({"telegram": Chats(problem)})(PHOTO))


def test_a_platform_that_is_not_there_has_no_files():
    with pytest.raises(FileGone):
        asyncio.run(from_platforms({})(PHOTO))
