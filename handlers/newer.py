"""What only a newer version of the program can say: it waits until one is there to say it.

Source: docs/decisions/0027-many-processes.md, question 2.
"""

from datetime import timedelta

#: How long it waits; if nobody could say it by then, we have made a mistake.
PATIENCE = timedelta(days=1)


class Newer(LookupError):
    """This program has no such text, kind of field, or recipe; a newer one may have."""
