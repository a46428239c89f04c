"""What people send with a phone, and what they get: files, shown or kept."""

from dataclasses import dataclass, field

#: What the page shows as a picture. Nothing else is ever opened by the browser itself.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: As much as Telegram takes of a bot.
MOST_BYTES = 50 * 1024 * 1024
#: How much of a message is shown above its answer.
SHOWN_SIGNS = 80


@dataclass(frozen=True)
class Sent:
    """A file in somebody's hands."""

    name: str
    mime: str
    content: bytes = field(repr=False)

    @property
    def is_picture(self) -> bool:
        """Whether it is shown at once."""
        return self.mime in PICTURES


def short(text: str) -> str:
    """Shorten what is shown above an answer."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_SIGNS else f"{line[:SHOWN_SIGNS]}…"
