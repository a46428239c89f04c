"""A class on a real homeserver whose pupils and teachers can be erased."""

from datetime import timedelta

from handlers.platform import Gate
from matrix_bridge.admin import Admin
from matrix_bridge.erasing import Erasing
from matrix_bridge.erasure_list import ErasureList
from storage import account_erasing, pupil_erasing, pupils
from tests.matrix_bridge.names import SERVER
from tests.matrix_bridge.settled import Class, now


class Erasable(Class):
    """The class, its homeserver's administrator, and the eraser."""

    def __init__(self, homeserver, desk, name, admin, folder):
        super().__init__(homeserver, desk, name)
        self._admin = admin
        self.listed = ErasureList(folder / "erasures.txt")

    async def __aenter__(self):
        await super().__aenter__()
        self.admin = Admin(*self._admin, Gate())
        self.erasing = Erasing(
            self.homeserver,
            self.admin,
            self.listed,
            SERVER,
            self.desk.in_database,
            now,
            lambda: None,
        )
        return self

    async def __aexit__(self, *error):
        await self.admin.close()
        await super().__aexit__(*error)

    async def erase(self, pupil, *, settles=True, times=20):
        """Want a pupil erased, and do it as the service does: again until it is done."""
        self.write(pupil_erasing.want, pupil.id, now() - timedelta(seconds=1))
        await self.go_on(settles=settles, times=times)

    async def go_on(self, *, settles=True, times=20):
        """Erase what is due, again until nothing is."""
        for _ in range(times):
            if settles:
                await self.settling.settle_changed()
            await self.erasing.erase_due()
            if not self.read(account_erasing.due, now()):
                return

    def knows(self, pupil):
        """Say whether the pupil is in our database."""
        return self.read(pupils.by_id, pupil.id) is not None
