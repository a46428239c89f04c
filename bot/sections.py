"""The sections of the configuration: each setting, what it may be, and its default."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_ADDRESS = re.compile(r"^(\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})$")

HttpUrl = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]
Secret = Annotated[str, Field(min_length=8, repr=False)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _read_files(cls, values: Any) -> Any:
        """Read `token_file = "…"` as `token`, for every setting that may be a secret."""
        if not isinstance(values, dict):
            return values
        read = dict(values)
        for name in list(read):
            target = name.removesuffix("_file")
            if name.endswith("_file") and target in cls.model_fields:
                read[target] = _content(str(read.pop(name)))
        return read


class Database(_Section):
    """Where everything is kept."""

    url: Annotated[str, Field(pattern=r"^(sqlite:///|postgresql(\+psycopg)?://)")]
    #: PostgreSQL itself, if `url` is of a pooler that lends its sessions for a transaction.
    direct_url: Annotated[str, Field(pattern=r"^postgresql(\+psycopg)?://|^$", repr=False)] = ""
    #: The file that says who was erased; it must not be in the backups of the database.
    erasure_list: Path = Path("erasures.txt")

    @model_validator(mode="after")
    def _both_are_postgresql(self) -> "Database":
        if self.direct_url and self.url.startswith("sqlite"):
            raise ValueError("direct_url goes with a pooler of PostgreSQL, and url is SQLite's")
        return self

    @property
    def urls(self) -> tuple[str, str]:
        """Give where it is reached, and where directly, if that differs."""
        return self.url, self.direct_url


class Telegram(_Section):
    """The bot on Telegram."""

    token: Annotated[str, Field(pattern=r"^\d+:[\w-]{6,}$", repr=False)]
    api_url: HttpUrl = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,256}$|^$", repr=False)] = ""
    messages_per_second: Annotated[int, Field(ge=1, le=1000)] = 30

    @model_validator(mode="after")
    def _webhook_has_secret(self) -> "Telegram":
        if self.mode == "webhook" and not self.webhook_secret:
            raise ValueError("mode is webhook, so webhook_secret must be set (16 signs or more)")
        return self


class Matrix(_Section):
    """The homeserver and our registration with it."""

    homeserver_url: HttpUrl
    server_name: Annotated[str, Field(pattern=r"^[^\s/@]+$")]
    as_token: Secret
    #: Several, separated by commas, are valid while the operator changes them.
    hs_token: Secret
    listen: str = "127.0.0.1:29320"
    bot_localpart: Annotated[str, Field(pattern=r"^[a-z0-9._=/-]+$")] = "etwin"
    secret: Secret
    key_store: Path = Path("matrix-keys")
    #: Of an administrator of the homeserver; used to erase pupils, and for nothing else.
    admin_token: Annotated[str, Field(pattern=r"^\S{8,}$|^$", repr=False)] = ""
    #: Where people reach the homeserver, if that is not homeserver_url.
    public_url: HttpUrl | Literal[""] = ""
    #: A Matrix app in the browser that knows the homeserver, for sign-in links.
    client_url: HttpUrl | Literal[""] = ""

    @field_validator("listen")
    @classmethod
    def _is_address(cls, value: str) -> str:
        found = _ADDRESS.match(value)
        if found is None or int(found[2]) > 65535:
            raise ValueError('should be "address:port", such as "127.0.0.1:29320"')
        return value

    @property
    def listen_at(self) -> tuple[str, int]:
        """Part `listen` into host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


class Portal(_Section):
    """The web pages."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    public_url: HttpUrl
    #: The reverse proxies whose word about a visitor's address is believed.
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    #: Who runs the service, with an address: it stands on the pages about it and about privacy.
    operator: Annotated[str, Field(max_length=300)] = ""
    #: The addresses and networks that may read /metrics, besides the machine itself.
    metrics_from: tuple[str, ...] = ()
    #: How long it says that it is not ready before it stops.
    leave_seconds: Annotated[float, Field(ge=0, le=60)] = 0

    @field_validator("metrics_from")
    @classmethod
    def _are_networks(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            try:
                ip_network(value, strict=False)
            except ValueError:
                raise ValueError("should be addresses or networks: 10.0.0.7, 10.0.0.0/8") from None
        return values


class Service(_Section):
    """How a National Support Service is reached besides the bot, for its country's page."""

    site: Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=300)] = ""
    mail: Annotated[str, Field(pattern=r"^([^\s@]+@[^\s@]+)?$", max_length=200)] = ""


class Meetings(_Section):
    """The video meetings of teachers."""

    #: Where they take place; each gets its own code.
    link: Annotated[str, Field(pattern=r"^https?://\S*\{code\}\S*$")] = (
        "https://meet.jit.si/etwinning-{code}"
    )


class Announcements(_Section):
    """What coordinators announce to many."""

    #: To more people than this, a second coordinator has to agree.
    second_above: Annotated[int, Field(ge=0)] = 500


class Exports(_Section):
    """Projects saved as files."""

    #: Where the files lie until they are deleted, a day later.
    folder: Path = Path("exports")


class Publishing(_Section):
    """What projects publish."""

    #: Where the public copies of pictures lie.
    folder: Path = Path("published")


class Backup(_Section):
    """What `etwin backup` copies besides what is ours, and how long its copies are kept."""

    #: Synapse's database, media_store_path and signing_key_path; empty: not in the backup.
    homeserver_database: Annotated[
        str, Field(pattern=r"^(sqlite:///|postgresql(\+psycopg)?://)|^$", repr=False)
    ] = ""
    homeserver_media: str = ""
    homeserver_signing_key: str = ""
    #: The folder of pg_dump and pg_restore; empty: they are on the path.
    postgresql_tools: str = ""
    #: For how many days backups are kept in their folder; the newest always is.
    keep_days: Annotated[int, Field(ge=1)] = 30


class Log(_Section):
    """What is written about the running program."""

    level: Literal["debug", "info", "warning", "error"] = "info"


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"the file {path} cannot be read: {error}") from None
