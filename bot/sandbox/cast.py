"""Who is on the chat page from the start, and who else can be found as a partner."""

from dataclasses import dataclass

TELEGRAM, MATRIX = "telegram", "matrix"
#: The sandbox's homeserver. The ending ".test" is nobody's, for ever (RFC 6761).
SERVER = "etwinning.test"


@dataclass(frozen=True)
class Part:
    """Somebody whom one can be on the page."""

    #: Also the localpart of the account on Matrix.
    id: str
    name: str
    #: Who this is, in a few words under the name.
    about: str
    platform: str
    #: What the device says its user reads; only Telegram tells the bot.
    language: str = "en"
    #: The account's number on Telegram.
    number: int = 0
    #: Whether the phone lies on the table from the start.
    is_shown: bool = True

    @property
    def user(self) -> str:
        """The account, as the platform writes it."""
        return str(self.number) if self.platform == TELEGRAM else f"@{self.id}:{SERVER}"


ANA = Part("ana", "Ana", "teacher in Romania", TELEGRAM, "ro", 700_000_001)
BEN = Part("ben", "Ben", "teacher in Germany", MATRIX, "de")
MARIA = Part(
    "maria",
    "Maria",
    "National Support Service, Romania",
    TELEGRAM,
    "ro",
    700_000_002,
)
JONAS = Part("jonas", "Jonas", "National Support Service, Germany", MATRIX, "de")
EVA = Part(
    "eva", "Eva", "central support, for the other countries", TELEGRAM, "en", 700_000_003, False
)
CHIARA = Part(
    "chiara", "Chiara", "teacher in Italy, looks for partners", TELEGRAM, "it", 700_000_004, False
)
MAREK = Part(
    "marek", "Marek", "teacher in Poland, looks for partners", MATRIX, "pl", is_shown=False
)

CAST = (ANA, BEN, MARIA, JONAS, EVA, CHIARA, MAREK)
#: The bot knows these when the sandbox is new; Ana and Ben begin as strangers.
KNOWN = (MARIA, JONAS, EVA, CHIARA, MAREK)
