"""The places of the portal where a room is read and written: three, all the same."""

from dataclasses import dataclass

from bot.portal.visits import Kind, Visit


@dataclass(frozen=True)
class Spot:
    """A room's page."""

    #: "classroom" or "staff", as commands name the room.
    place: str
    #: Whose visits it belongs to.
    kind: Kind
    #: The address of its page, and what the addresses of everything around it begin with.
    here: str
    under: str

    def room_of(self, visit: Visit) -> str:
        """Find the room; empty as long as there is none."""
        twinspace = visit.twinspace
        if twinspace is None or not twinspace.is_open:
            return ""
        return twinspace.staff_room if self.place == "staff" else twinspace.classroom

    @property
    def is_classroom(self) -> bool:
        return self.place == "classroom"


PUPILS = Spot("classroom", Kind.PUPIL, "/class/room", "/class")
CLASSROOM = Spot("classroom", Kind.TEACHER, "/twinspace", "/twinspace")
STAFF = Spot("staff", Kind.TEACHER, "/twinspace/staff", "/twinspace/staff")
