"""The updates that wait for the bot, kept until the bot has confirmed them."""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable
from typing import Any

from .errors import bad
from .keeping import Keeper
from .signal import Signal

Json = dict[str, Any]

_KINDS_WORDS = """
message edited_message channel_post edited_channel_post business_connection
business_message edited_business_message deleted_business_messages message_reaction
message_reaction_count inline_query chosen_inline_result callback_query shipping_query
pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member
chat_join_request chat_boost removed_chat_boost managed_bot guest_message
"""
KINDS = frozenset(_KINDS_WORDS.split())
DEFAULT_KINDS = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}


class Feed:
    """Pending updates in the order of their ids.

    With `deliver_twice` every update that a poller confirmed comes once more in a later answer,
    as after a crash of a server; the webhook repeats by itself.
    """

    def __init__(self, keeper: Keeper, first_id: int) -> None:
        self.pending: dict[int, Json] = {}
        self.changed = Signal()
        self.deliver_twice = False
        self.added: Callable[[Json], None] | None = None
        self._keeper = keeper
        self._order: list[int] = []
        self._again: deque[Json] = deque()
        self._repeated: set[int] = set()
        self.next_id = int(keeper.setting("next_update_id", first_id))
        self.allowed = frozenset(keeper.setting("allowed_updates", sorted(DEFAULT_KINDS)))
        for update in keeper.every("update"):
            self._take_in(update)

    def add(self, kind: str, body: Json) -> int | None:
        """Queue an update and give its id; None when the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        return self.inject({"update_id": self.next_id, kind: body})

    def inject(self, update: Json) -> int:
        """Queue any update as it is; only a missing id is filled in."""
        update = {"update_id": update.get("update_id", self.next_id), **update}
        update_id = int(update["update_id"])
        self.next_id = max(self.next_id, update_id + 1)
        with self._keeper.together():
            self._keeper.set("next_update_id", self.next_id)
            self._keeper.put("update", update_id, update)
        self._take_in(update)
        if self.added is not None:
            self.added(update)
        self.changed.ring()
        return update_id

    def _take_in(self, update: Json) -> None:
        update_id = update["update_id"]
        if update_id not in self.pending:
            insort(self._order, update_id)
        self.pending[update_id] = update

    def allow(self, kinds: list[Any] | None) -> None:
        """Choose the kinds of later updates: None keeps the choice, empty is the default one."""
        if kinds is None:
            return
        if unknown := [kind for kind in kinds if kind not in KINDS]:
            raise bad(f"can't parse allowed updates: unknown update type {unknown[0]!r}")
        self.allowed = frozenset(kinds) or DEFAULT_KINDS
        self._keeper.set("allowed_updates", sorted(self.allowed))

    def confirm(self, offset: int) -> None:
        """Forget the updates below `offset`; a negative one keeps only that many, the newest."""
        place = bisect_left(self._order, offset)
        if offset < 0:
            place = max(len(self._order) + offset, 0)
        gone = self._order[:place]
        if self.deliver_twice:
            fresh = [update_id for update_id in gone if update_id not in self._repeated]
            self._repeated.update(fresh)
            self._again.extend(self.pending[update_id] for update_id in fresh)
        del self._order[:place]
        self._drop(gone)

    def forget(self, update_id: int) -> None:
        """Drop one update, which the webhook took."""
        if update_id in self.pending:
            del self._order[bisect_left(self._order, update_id)]
            self._drop([update_id])

    def drop_all(self) -> None:
        """Drop everything that waits."""
        gone, self._order = self._order, []
        self._drop(gone)
        self._again.clear()

    def _drop(self, ids: list[int]) -> None:
        with self._keeper.together():
            for update_id in ids:
                del self.pending[update_id]
                self._keeper.drop("update", update_id)

    def batch(self, limit: int) -> list[Json]:
        """Give up to `limit` updates, oldest first, without forgetting them."""
        again = [self._again.popleft() for _ in range(min(limit, len(self._again)))]
        return again + [self.pending[update_id] for update_id in self._order[: limit - len(again)]]
