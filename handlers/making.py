"""Files that we make: which function makes a recipe's file, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from handlers.conversation import Recipe
from handlers.newer import Newer
from storage.db import Db


@dataclass(frozen=True)
class Made:
    """A file that we made."""

    #: As its reader will see it, e.g. "seminar.ics".
    name: str
    mime: str
    content: bytes = b""
    #: Draws the content, where that takes long: outside of the transaction it was read in.
    draw: Callable[[], bytes] | None = None

    def finished(self) -> "Made":
        """Draw what is still to be drawn: nothing for an event loop, it may take a second."""
        return self if self.draw is None else Made(self.name, self.mime, self.draw())


#: Makes a file of what has these ids, for a reader of this language in this zone.
#: None if what it is made of is gone: then the text goes without the file.
Maker = Callable[[Db, tuple[int, ...], str, tzinfo], Made | None]

#: Every maker by its recipe's name; filled as handlers/commands is imported.
MAKERS: dict[str, Maker] = {}


def recipe(name: str) -> Callable[[Maker], Maker]:
    """Make the function the maker of `Recipe(name, …)`.

    It only reads. It runs in a worker thread when the file is sent, perhaps several times.
    """

    def register(maker: Maker) -> Maker:
        if name in MAKERS:
            raise ValueError(f"two functions make {name!r}")
        MAKERS[name] = maker
        return maker

    return register


def make(db: Db, wanted: Recipe, language: str, zone: tzinfo) -> Made | None:
    """Make the file of a recipe; None if what it is made of is gone.

    Raises Newer if there is no such recipe.
    """
    maker = MAKERS.get(wanted.name)
    if maker is None:
        raise Newer(f"no recipe {wanted.name!r}")
    return maker(db, wanted.ids, language, zone)
