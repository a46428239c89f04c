"""The names by which the tests' homeserver and we know each other."""

SERVER = "school.example"
#: The account that the homeserver knows as ours, and the bot's in the registration.
SERVICE = f"@etwin-twinspace:{SERVER}"
BOT = f"@etwin:{SERVER}"
AS_TOKEN = "as-token-of-the-tests"
HS_TOKEN = "hs-token-of-the-tests"
PASSWORD = "password of everybody"
