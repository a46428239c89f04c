"""People of a story. The same words and presses, on Telegram and on Matrix."""

import io
import re
import secrets

from nio import Api, AsyncClient, AsyncClientConfig, RoomPreset

from tests.story.said import said
from tests.story.stage import SECONDS, SERVER, Stage

BOT = f"@etwin:{SERVER}"


class TelegramPerson:
    """Somebody with Telegram on the phone."""

    platform = "telegram"

    def __init__(self, stage: Stage, name: str, language: str = "en") -> None:
        self._loop = stage.loop
        self.name = name
        self.person = self._loop.call(stage.world.person, first_name=name, language_code=language)

    def say(self, text: str) -> None:
        """Write to the bot."""
        self._last = self._loop.call(self.person.send, text)

    def changes(self, text: str) -> None:
        """Change the last message."""
        self._loop.call(self.person.edit, self._last, text)

    def sends(self, picture: bytes, caption: str) -> None:
        """Send a picture to the bot."""
        self._loop.call(self.person.send_photo, picture, caption)

    def files(self) -> list[str]:
        """Name the files that the bot sent; a picture has no name on Telegram."""
        return [one.file_name or "picture" for one in self.messages() if one.file_id]

    def press(self, key: str) -> None:
        """Press the newest button that says this text key, or begins with this text."""
        label = said(key) if re.fullmatch(r"[a-z]+\.[a-z_]+", key) else key
        for message in reversed(self.messages()):
            for row in message.buttons:
                for button in row:
                    if label in button.text:
                        self._loop.call(self.person.press, message.id, button.data)
                        return
        raise AssertionError(f"{self.name} sees no button {label!r}")

    def sees(self, key: str) -> str:
        """Wait for what the bot says, by text key or a piece of text; give the whole message."""
        return self.message(key).text

    def message(self, key: str):
        piece = said(key) if re.fullmatch(r"[a-z]+\.[a-z_]+", key) else key
        return self._loop.run(self.person.waits_for(piece, seconds=SECONDS), SECONDS + 5)

    def messages(self):
        return self._loop.call(lambda: [one for one in self.person.messages if one.from_bot])

    def texts(self) -> list[str]:
        """List everything the bot said, the oldest first."""
        return [one.text for one in self.messages()]

    def close(self) -> None:
        pass


class MatrixPerson:
    """Somebody with a Matrix app of their own, which knows nothing of us."""

    platform = "matrix"

    def __init__(self, stage: Stage, name: str, is_encrypted: bool = False) -> None:
        self._loop = stage.loop
        self.name, self.is_encrypted = name, is_encrypted
        user, token = stage.synapse.register_user(name.lower(), "secret")
        folder = stage.folder / f"app-of-{name}"
        folder.mkdir()
        config = AsyncClientConfig(pickle_key="theirs")
        self.client = AsyncClient(stage.synapse.url, user, store_path=str(folder), config=config)
        self.user, self._token = user, token
        #: (room, event) of everything heard, in order.
        self.heard: list[tuple[str, object]] = []
        self.invited: set[str] = set()
        self.room = ""
        self._since = 0
        self._loop.run(self._open())

    async def _open(self) -> None:
        self.client.access_token = self._token
        whoami = await self.client.whoami()
        self.client.restore_login(self.user, whoami.device_id, self._token)
        await self._sync()
        algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
        encryption = {"type": "m.room.encryption", "content": algorithm}
        made = await self.client.room_create(
            is_direct=True,
            preset=RoomPreset.trusted_private_chat,
            invite=[BOT],
            initial_state=[encryption] if self.is_encrypted else [],
        )
        self.room = made.room_id

    async def _sync(self, wait_ms: int = 0) -> None:
        answer = await self.client.sync(timeout=wait_ms)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()
        self.invited |= set(answer.rooms.invite)
        for room, info in answer.rooms.join.items():
            self.heard += [(room, event) for event in info.timeline.events]

    def say(self, text: str, answers: str = "") -> None:
        """Write to the bot, once it is there; perhaps in reply to one of its messages."""
        self._loop.run(self._say(text, answers))

    async def _say(self, text: str, answers: str) -> None:
        while not self._is_joined():
            await self._sync(500)
        self._since = len(self.heard)
        await self._write(self.room, text, answers)

    def _is_joined(self) -> bool:
        room = self.client.rooms.get(self.room)
        return room is not None and BOT in room.users and BOT not in room.invited_users

    async def _write(self, room: str, text: str, answers: str = "") -> None:
        body: dict = {"msgtype": "m.text", "body": text}
        if answers:
            body["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
        self._last = await self._send(body, room)

    async def _send(self, body: dict, room: str = "") -> str:
        sent = await self.client.room_send(
            room or self.room, "m.room.message", body, ignore_unverified_devices=True
        )
        assert getattr(sent, "event_id", ""), sent
        return sent.event_id

    def changes(self, text: str) -> None:
        """Change the last message."""
        new = {"msgtype": "m.text", "body": text}
        relates = {"rel_type": "m.replace", "event_id": self._last}
        body = {"msgtype": "m.text", "body": f"* {text}", "m.new_content": new}
        self._loop.run(self._send({**body, "m.relates_to": relates}))

    def sends(self, picture: bytes, caption: str) -> None:
        """Send a picture to the bot."""
        self._loop.run(self._upload(picture, caption))

    async def _upload(self, picture: bytes, caption: str) -> None:
        info = {"mimetype": "image/png", "size": len(picture)}
        stored, _ = await self.client.upload(
            io.BytesIO(picture), "image/png", filesize=len(picture)
        )
        body = {"msgtype": "m.image", "url": stored.content_uri, "info": info}
        self._since = len(self.heard)
        await self._send({**body, "body": caption, "filename": "picture"})

    def files(self) -> list[str]:
        """Name the files that the bot sent."""
        here = (event for room, event in self.heard if room == self.room and event.sender == BOT)
        contents = [event.source["content"] for event in here]
        kinds = {"m.file", "m.image"}
        return [one.get("filename", one["body"]) for one in contents if one.get("msgtype") in kinds]

    def press(self, key: str) -> None:
        """Answer with the number before this choice in the newest list with it, or its words."""
        label = said(key) if re.fullmatch(r"[a-z]+\.[a-z_]+", key) else key
        for event in reversed(self._bots()):
            choice = rf"^(?:(\d+)\.|•) (.*{re.escape(label)}.*)$"
            found = re.search(choice, _body(event), re.MULTILINE)
            if found:
                relation = event.source["content"].get("m.relates_to", {})
                is_edit = relation.get("rel_type") == "m.replace"
                self.say(found[1] or found[2], relation["event_id"] if is_edit else event.event_id)
                return
        raise AssertionError(f"{self.name} sees no choice {label!r}")

    def sees(self, key: str) -> str:
        """Wait for what the bot says since the last word; give the whole message."""
        piece = said(key) if re.fullmatch(r"[a-z]+\.[a-z_]+", key) else key
        try:
            return self._loop.run(self._until(self.room, piece, BOT), SECONDS)
        except TimeoutError:
            heard = "\n--\n".join(self.texts()[-4:])
            raise AssertionError(f"{piece!r} did not come; {self.name} saw:\n{heard}") from None

    async def _until(self, room: str, piece: str, sender: str) -> str:
        while True:
            for where, event in self.heard[self._since :]:
                if where == room and event.sender == sender and piece in _body(event):
                    return _body(event)
            await self._sync(1000)

    def texts(self) -> list[str]:
        """List everything the bot said, the oldest first."""
        return [_body(event) for event in self._bots()]

    def _bots(self) -> list:
        said_here = (event for room, event in self.heard if room == self.room)
        return [event for event in said_here if event.sender == BOT and _body(event)]

    def listens(self) -> None:
        """Read what came meanwhile."""
        self._loop.run(self._sync())

    def accepts(self, rooms: int) -> dict[str, str]:
        """Accept so many invitations; give the rooms by their names."""
        return self._loop.run(self._accept(rooms))

    async def _accept(self, rooms: int) -> dict[str, str]:
        while len(self.invited) < rooms:
            await self._sync(1000)
        for room in self.invited:
            await self.client.join(room)
        while not self.invited <= set(self.client.rooms):
            await self._sync(1000)
        return {self.client.rooms[room].name: room for room in self.invited}

    def hears(self, room: str, text: str) -> None:
        """Wait until somebody says this in a room."""
        self._loop.run(self._hear(room, text), SECONDS)

    async def _hear(self, room: str, text: str) -> None:
        while not any(where == room and text in _body(event) for where, event in self.heard):
            await self._sync(1000)

    def writes(self, room: str, text: str) -> None:
        """Write in a room."""
        self._loop.run(self._write(room, text))

    def puts(self, kind: str, content: dict) -> None:
        """Put an event of any kind into the chat with the bot, as it is."""
        path = ["rooms", self.room, "send", kind, secrets.token_hex(4)]
        sent = self._loop.run(self._put(Api._build_path(path), content))
        assert "event_id" in sent, sent

    async def _put(self, path: str, content: dict) -> dict:
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = await self.client.send("PUT", path, Api.to_json(content), headers)
        return await answer.json()

    def close(self) -> None:
        self._loop.run(self.client.close())


def _body(event) -> str:
    return str(getattr(event, "body", ""))
