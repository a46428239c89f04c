"""A browser in tests: it keeps cookies, follows redirects and fills in forms."""

import asyncio
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from aiohttp import ClientSession, FormData
from aiohttp.test_utils import TestClient, TestServer
from multidict import CIMultiDict


class _Reader(HTMLParser):
    """Reads a page as somebody does: its words, and the fields of its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden: dict[str, str] = {}
        self.actions: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self._textarea = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("type") == "hidden":
            self.hidden[given["name"]] = given["value"]
        if tag == "input" and given.get("type", "text") in {"hidden", "text"}:
            self.fields.append((given["name"], given.get("value", "")))
        if tag == "textarea":
            self._textarea = given.get("name", "")
        if tag == "form":
            self.actions.append(given.get("action", ""))

    def handle_data(self, data):
        self.words.append(data)
        if self._textarea:
            self.fields.append((self._textarea, data.removeprefix("\n")))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = ""


@dataclass(frozen=True)
class Seen:
    """A page that came back."""

    status: int
    html: str
    headers: dict[str, str]
    #: Where the browser ended up.
    path: str
    words: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    #: What stands in its fields, also in several of one name.
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Downloaded:
    """A file that came back."""

    status: int
    body: bytes
    headers: dict[str, str]


class Browser:
    """A browser with its own cookies; it follows redirects and fills in forms."""

    def __init__(self, loop, server: TestServer, headers: dict[str, str]) -> None:
        self.loop = loop
        self.headers = headers
        self.client = loop.run_until_complete(_client(server))
        self.page = Seen(0, "", {}, "")

    def rest(self, seconds: float) -> None:
        """Let time pass; only here and during requests does the portal do anything."""
        self.loop.run_until_complete(asyncio.sleep(seconds))

    def get(self, path: str, **headers: str) -> Seen:
        """Open an address."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, *, follows: bool = True, **fields: str) -> Seen:
        """Send a form of the page before, with its hidden fields."""
        return self._ask("POST", path, {**self.page.hidden, **fields}, {}, follows)

    def send_many(self, path: str, **fields: str | list[str]) -> Seen:
        """Send a form in which several boxes of one name are ticked."""
        given = FormData()
        for name, value in {**self.page.hidden, **fields}.items():
            for one in value if isinstance(value, list) else [value]:
                given.add_field(name, one)
        return self._ask("POST", path, given, {})

    def send_again(self, path: str) -> Seen:
        """Send the only form of the page before exactly as it stands there."""
        given = FormData()
        for name, value in self.page.fields:
            given.add_field(name, value)
        return self._ask("POST", path, given, {})

    def send_file(self, path: str, name: str, content: bytes, **fields: str) -> Seen:
        """Send the form with a file of the page before; no name is no file chosen."""
        form = FormData(default_to_multipart=True)
        for name_, value in {**self.page.hidden, **fields}.items():
            form.add_field(name_, value)
        kind = "application/octet-stream"
        form.add_field("file", content, filename=name, content_type=kind)
        return self._ask("POST", path, form, {})

    def json(self, path: str, **fields: str) -> dict[str, Any]:
        """Send a form as the page's own script does."""

        async def ask():
            headers = {**self.headers, "Accept": "application/json"}
            async with self.client.post(path, data=fields, headers=headers) as answer:
                return await answer.json()

        return self.loop.run_until_complete(ask())

    def fetch(self, path: str, **headers: str) -> Downloaded:
        """Get what an address of the page leads to, such as a picture."""

        async def ask():
            async with self.client.get(path, headers={**self.headers, **headers}) as answer:
                return Downloaded(answer.status, await answer.read(), answer.headers.copy())

        return self.loop.run_until_complete(ask())

    def plain(
        self, method: str, path: str, form: Any = None, **headers: str | list[str]
    ) -> Downloaded:
        """Ask for an address in any way, and follow nothing; of a stream, read its first event.

        A list of headers are as many lines.
        """
        lines = CIMultiDict(self.headers)
        for name, value in headers.items():
            lines.extend([(name, one) for one in (value if isinstance(value, list) else [value])])

        async def ask():
            given = {"headers": lines, "allow_redirects": False, "data": form}
            async with self.client.request(method, path, **given) as answer:
                is_endless = answer.content_type == "text/event-stream"
                body = await (answer.content.readuntil(b"data:") if is_endless else answer.read())
                return Downloaded(answer.status, body, answer.headers.copy())

        return self.loop.run_until_complete(ask())

    def packed(self, path: str, encodings: str) -> Downloaded:
        """Get an answer as it comes over the line, of these encodings."""

        async def ask():
            headers = {**self.headers, "Accept-Encoding": encodings}
            cookies = self.client.session.cookie_jar.filter_cookies(self.client.make_url("/"))
            async with (
                ClientSession(auto_decompress=False, cookies=cookies) as session,
                session.get(self.client.make_url(path), headers=headers) as answer,
            ):
                return Downloaded(answer.status, await answer.read(), answer.headers.copy())

        return self.loop.run_until_complete(ask())

    def download(self, path: str, **fields: str) -> Downloaded:
        """Send a form, or follow its button, and keep the file that comes back."""
        given = {"data": {**self.page.hidden, **fields}} if fields else {}

        async def ask():
            async with self.client.post(path, headers=self.headers, **given) as answer:
                return Downloaded(answer.status, await answer.read(), dict(answer.headers))

        return self.loop.run_until_complete(ask())

    def cookies(self) -> dict[str, str]:
        """Read what the portal keeps in this browser."""
        return {cookie.key: cookie.OutputString() for cookie in self.client.session.cookie_jar}

    def close(self) -> None:
        self.loop.run_until_complete(self.client.close())

    def _ask(self, method, path, fields, headers, follows=True) -> Seen:
        async def ask():
            given = {"data": fields, "headers": {**self.headers, **headers}}
            async with self.client.request(
                method, path, allow_redirects=follows, **given
            ) as answer:
                html = await answer.text()
                return Seen(answer.status, html, dict(answer.headers), answer.url.path_qs)

        seen = self.loop.run_until_complete(ask())
        reader = _Reader()
        reader.feed(seen.html)
        text = " ".join(" ".join(reader.words).split())
        read = {"hidden": reader.hidden, "actions": reader.actions, "fields": reader.fields}
        self.page = replace(seen, words=text, **read)
        return self.page


async def _client(server: TestServer) -> TestClient:
    return TestClient(server)
