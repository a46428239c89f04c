"""Teachers with Matrix clients of their own, which know nothing of us."""

from uuid import uuid4

from nio import Api, AsyncClient, AsyncClientConfig, RoomKeyRequest, RoomPreset, RoomSendResponse
from nio.event_builders import ToDeviceMessage

from tests.matrix_bridge.names import PASSWORD


class Teacher:
    """Somebody with an ordinary Matrix client of their own, which knows nothing of us."""

    def __init__(self, url, user, token, folder):
        config = AsyncClientConfig(pickle_key="theirs")
        folder.mkdir()
        self.user, self._token = user, token
        self.client = AsyncClient(url, user, store_path=str(folder), config=config)
        self.heard, self.asked = [], []

    def on_another_device(self, folder):
        """The same teacher, logged in a second time."""
        return Telephone(self.client.homeserver, self.user, "", folder / "telephone")

    async def __aenter__(self):
        self.client.access_token = self._token
        whoami = await self.client.whoami()
        self.client.restore_login(self.user, whoami.device_id, self._token)
        await self.sync()
        return self

    async def __aexit__(self, *_):
        await self.client.close()

    async def open_chat(self, bot, encrypted=False, preset=RoomPreset.trusted_private_chat):
        """Make a direct chat as Element does, and give its id."""
        encryption = {
            "type": "m.room.encryption",
            "content": {"algorithm": "m.megolm.v1.aes-sha2"},
        }
        made = await self.client.room_create(
            is_direct=True,
            preset=preset,
            invite=[bot] if bot else [],
            initial_state=[encryption] if encrypted else [],
        )
        await self.see(bot or self.user, "invite" if bot else "join")
        return made.room_id

    async def say(self, room, text, **content):
        """Write something and give its event id."""
        body = {"msgtype": "m.text", "body": text} | content
        sent = await self.client.room_send(
            room, "m.room.message", body, ignore_unverified_devices=True
        )
        return sent.event_id

    async def sync(self, seconds=0):
        answer = await self.client.sync(timeout=seconds * 1000)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()
        self.asked += [one for one in answer.to_device_events if isinstance(one, RoomKeyRequest)]
        for info in answer.rooms.join.values():
            self.heard += [event.source for event in info.timeline.events]

    async def until(self, holds):
        """Read until something was heard, and give it."""
        while True:
            for source in self.heard:
                if holds(source):
                    return source
            await self.sync(seconds=1)

    async def hear(self, text):
        """Read until a message with this text comes, and give it."""
        return await self.until(lambda source: source.get("content", {}).get("body") == text)

    async def see(self, user, membership):
        """Read until somebody is something in a room."""
        return await self.until(
            lambda source: (
                source.get("state_key") == user
                and source["content"].get("membership") == membership
            )
        )


class Stubborn(Teacher):
    """A teacher whose client keeps its keys from the bot until told otherwise."""

    async def send_raw(self, room, kind, content):
        """Send an event as it is; say whether the homeserver took it."""
        method, path, data = Api.room_send(self._token, room, kind, content, uuid4())
        sent = await self.client._send(RoomSendResponse, method, path, data, (room,))
        return isinstance(sent, RoomSendResponse)

    async def until_device_changes(self, bot):
        """Wait until the bot has another device."""
        old = self._devices_of(bot)
        while not self._devices_of(bot) - old:
            await self.sync(seconds=1)

    def _devices_of(self, bot):
        return {device.id for device in self.client.device_store.active_user_devices(bot)}

    def device_of(self, bot):
        [device] = self.client.device_store.active_user_devices(bot)
        return device

    async def say_secretly(self, room, bot, text):
        """Write something of which the bot gets no key, and give the key that reads it."""
        self.client.blacklist_device(self.device_of(bot))
        await self.client.share_group_session(room, ignore_unverified_devices=True)
        session = self.client.olm.outbound_group_sessions[room]
        key = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        event_id = await self.say(room, text)
        self.client.unblacklist_device(self.device_of(bot))
        return event_id, key

    async def give_key(self, bot, key):
        """Give the bot the key after all."""
        device = self.device_of(bot)
        session = await self._session_with(device)
        await self._hand(device, self.client.olm._olm_encrypt(session, device, "m.room_key", key))

    async def give_key_again(self, bot, key, maker=None):
        """Give the key as clients do that are asked for one which they had given before."""
        olm, device = self.client.olm, self.device_of(bot)
        maker = (maker or self).client.olm
        whose = maker.account.identity_keys["curve25519"]
        made = maker.inbound_group_store.get(key["room_id"], whose, key["session_id"])
        session = await self._session_with(device)
        message = olm._encrypt_forwarding_key(key["room_id"], made, session, device)
        await self._hand(device, message.content)

    async def _session_with(self, device):
        if not self.client.olm.session_store.get(device.curve25519):
            await self.client.keys_claim({device.user_id: [device.id]})
        return self.client.olm.session_store.get(device.curve25519)

    async def _hand(self, device, content):
        await self.client.to_device(
            ToDeviceMessage("m.room.encrypted", device.user_id, device.id, content)
        )


class Telephone(Teacher):
    """A teacher's second device."""

    async def __aenter__(self):
        await self.client.login(PASSWORD)
        await self.sync()
        return self
