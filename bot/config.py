"""The configuration: one TOML file, secrets also from files or the environment."""

import base64
import hashlib
import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography.fernet import Fernet
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DEFAULT_FILE = Path("config.toml")
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
    #: The file that says who was erased; it must not be in the backups of the database.
    erasure_list: Path = Path("erasures.txt")


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

    @field_validator("metrics_from")
    @classmethod
    def _are_networks(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            try:
                ip_network(value, strict=False)
            except ValueError:
                raise ValueError("should be addresses or networks: 10.0.0.7, 10.0.0.0/8") from None
        return values


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


class Log(_Section):
    """What is written about the running program."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class Config(BaseSettings):
    """Every setting. `ETWIN_TELEGRAM__TOKEN` in the environment goes before the file."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="ETWIN_", env_nested_delimiter="__"
    )

    database: Database
    portal: Portal
    telegram: Telegram | None = None
    matrix: Matrix | None = None
    meetings: Meetings = Meetings()
    announcements: Announcements = Announcements()
    exports: Exports = Exports()
    publishing: Publishing = Publishing()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment go before the file's values, which come as arguments."""
        return env_settings, init_settings

    @model_validator(mode="after")
    def _has_a_platform(self) -> "Config":
        if self.telegram is None and self.matrix is None:
            raise ValueError("at least one of [telegram] and [matrix] must be there")
        return self

    def sealer(self) -> Fernet:
        """Make what encrypts parked events; its key comes from the secrets we hold anyway."""
        secret = self.matrix.secret if self.matrix else ""
        secret = secret or (self.telegram.token if self.telegram else "")
        return Fernet(_fernet_key(secret))


class WrongConfig(Exception):
    """The configuration cannot be used; the text names each setting and what it should be."""


def load(path: Path) -> Config:
    """Read the configuration. Raises WrongConfig."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongConfig(
            f"There is no file {path}. Copy config.example.toml to it and fill it in."
        ) from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongConfig(f"{path} cannot be read: {error}") from None
    try:
        return Config(**values)
    except ValidationError as error:
        lines = [f"{path} is not right yet:", *(_line(one) for one in error.errors())]
        raise WrongConfig("\n".join(lines)) from None


def _line(error: Any) -> str:
    """Say which setting is wrong and what it should be, without its value."""
    steps = [str(step) for step in error["loc"]]
    where = ".".join(steps) or "the file as a whole"
    match error["type"]:
        case "missing":
            return f"  {where}: is missing (config.example.toml explains it)"
        case "extra_forbidden":
            return f"  {where}: there is no such setting"
        case "string_pattern_mismatch":
            return f"  {where}: {_SHAPES.get(where, 'has not the right form')}"
        case "literal_error":
            return f"  {where}: should be {error['ctx']['expected']}"
        case "value_error":
            return f"  {where}: {error['ctx']['error']}"
    return f"  {where}: {error['msg']}"


_SHAPES = {
    "database.url": "should begin with sqlite:/// or postgresql://",
    "telegram.token": "should look like 123456:ABC-DEF, as @BotFather gives it",
    "telegram.api_url": "should be an address that begins with http:// or https://",
    "telegram.webhook_secret": "should have 16 to 256 letters, digits, _ or -",
    "matrix.homeserver_url": "should be an address that begins with http:// or https://",
    "matrix.server_name": "should be the homeserver's name, such as example.org",
    "matrix.admin_token": "should be an access token of a server administrator, or empty",
    "matrix.bot_localpart": "should be lower case letters and digits, without @ and server",
    "meetings.link": "should be an address with {code} in it",
    "portal.public_url": "should be the address people type, beginning with https://",
}


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"the file {path} cannot be read: {error}") from None


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.blake2b(secret.encode(), digest_size=32, person=b"etwin parked").digest()
    return base64.urlsafe_b64encode(digest)
