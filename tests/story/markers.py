"""Everything a pupil or a parent's permission can fill with words, each with a mark of its own."""

from dataclasses import dataclass, field

import httpx

from tests.story.stage import SECONDS

#: What stands where. No other text of the program or of these tests has these words in it.
PSEUDONYM = "Quillfox 7"
CLASS = "Zephyrklasse"
SAID = "Marmotsaid lives in the yellow house"
ANSWERED = "Answerstork agrees"
FILE_NAME = "gryphonfile.txt"
FILE_CONTENT = b"Bytesparrow was here"
CAPTION = "Captionlynx"
ALT = "Altbadger on a hill"
REPORTED = "Reportweasel is scared"
ALL = ("Quillfox", "Zephyrklasse", "Marmotsaid", "Answerstork", "gryphonfile", "Bytesparrow")
ALL += ("Captionlynx", "Altbadger", "Reportweasel")


@dataclass
class Browser:
    """A browser without JavaScript that fills in forms by their hidden fields."""

    site: str
    client: httpx.Client = field(init=False)

    def __post_init__(self):
        self.client = httpx.Client(base_url=self.site, follow_redirects=True, timeout=SECONDS)

    def get(self, path):
        return self.client.get(path)

    def post(self, path, page="", **fields):
        """Send a form that stands on a page."""
        nonce = _nonce(self.client.get(page).text) if page else ""
        given = {"nonce": nonce} if nonce else {}
        return self.client.post(path, data=given | fields)

    def send_file(self, path, page, file, **fields):
        form = self.client.post(path, data={"nonce": _nonce(self.client.get(page).text)})
        texts = {"nonce": (None, _nonce(form.text))}
        texts |= {name: (None, text) for name, text in fields.items()}
        return self.client.post(path, files={**texts, "file": file})

    def close(self):
        self.client.close()


def _nonce(html):
    """Find the hidden field that tells one showing of a form from another."""
    _, _, rest = html.partition('name="nonce" value="')
    return rest.partition('"')[0]


def marks(text):
    """List the marks that are found in something."""
    found = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return [mark for mark in ALL if mark in found]
