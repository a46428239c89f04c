"""The configuration: one TOML file, secrets also from files or the environment."""

import base64
import hashlib
import tomllib
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.sections import (
    Announcements,
    Backup,
    Database,
    Exports,
    Log,
    Matrix,
    Meetings,
    Portal,
    Publishing,
    Service,
    Telegram,
)
from storage.countries import by_code

DEFAULT_FILE = Path("config.toml")


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
    backup: Backup = Backup()
    #: By the country's code, e.g. "RO": goes before what storage/countries.toml says.
    countries: dict[str, Service] = Field(default_factory=dict)
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

    @field_validator("countries")
    @classmethod
    def _take_part(cls, values: dict[str, Service]) -> dict[str, Service]:
        if wrong := sorted(code for code in values if by_code(code) is None):
            raise ValueError(f"no country of eTwinning: {', '.join(wrong)}")
        return values

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
    "database.direct_url": "should begin with postgresql://, or be empty",
    "backup.homeserver_database": "should begin with sqlite:/// or postgresql://, or be empty",
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


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.blake2b(secret.encode(), digest_size=32, person=b"etwin parked").digest()
    return base64.urlsafe_b64encode(digest)
