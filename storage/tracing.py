"""What caused a transaction: an opaque id by which it is followed from a door to a delivery."""

from contextvars import ContextVar

#: The id of the event, of the page's request or of the job whose doing this is; empty if of none.
#: It is kept with what is put into the outbox, and stands in the logs as `request`.
cause: ContextVar[str] = ContextVar("cause", default="")
