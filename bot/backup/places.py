"""Where each part of a backup lies: in the backup, and in the service that the config describes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from storage import dumping

DATABASE, KEYS, PUBLISHED = "our database", "encryption keys of the bot", "published pictures"
HOMESERVER = "the homeserver's database"
MEDIA, SIGNING = "the homeserver's media", "the homeserver's signing key"
#: The folders of Synapse's media store that hold what people here sent; the rest is fetched anew.
LOCAL = ("local_content", "local_thumbnails")


@dataclass(frozen=True)
class Place:
    """One part: what it is called, where it lies in a backup, and where in the service."""

    name: str
    inside: str
    #: An address of a database, a folder or a file; empty if the configuration names none.
    ours: str
    setting: str

    @property
    def path(self) -> Path:
        return Path(self.ours)


def database(config: Config) -> Place:
    """Say where our own database is: it is copied first and put back last."""
    url = config.database.direct_url or config.database.url  # no pooler: it has to be one session
    return Place(DATABASE, f"database{dumping.suffix(url)}", url, "database.url")


def keys(config: Config) -> Place:
    """Say where the bot's encryption keys are."""
    folder = str(config.matrix.key_store) if config.matrix else ""
    return Place(KEYS, "keys", folder, "matrix.key_store")


def published(config: Config) -> Place:
    """Say where the public copies of pictures are."""
    return Place(PUBLISHED, "published", str(config.publishing.folder), "publishing.folder")


def homeserver(config: Config) -> Place:
    """Say where the homeserver's database is."""
    url = config.backup.homeserver_database
    inside = f"homeserver{dumping.suffix(url)}" if url else ""
    return Place(HOMESERVER, inside, url, "backup.homeserver_database")


def media(config: Config) -> Place:
    """Say where the homeserver's media are."""
    return Place(MEDIA, "media", config.backup.homeserver_media, "backup.homeserver_media")


def signing(config: Config) -> Place:
    """Say where the homeserver's signing key is."""
    key = config.backup.homeserver_signing_key
    return Place(SIGNING, "signing.key", key, "backup.homeserver_signing_key")


#: All of them, in the order in which they are copied: what points to something comes before it.
ALL: tuple[Callable[[Config], Place], ...] = (
    database,
    keys,
    published,
    homeserver,
    media,
    signing,
)


def tools(config: Config) -> Path | None:
    """Give the folder of PostgreSQL's programs; None if they are on the path."""
    named = config.backup.postgresql_tools
    return Path(named) if named else None
