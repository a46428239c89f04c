"""Up to when it was looked whether classes are neglected: a school day ends with the day."""

from storage.marks import Mark

_watched = Mark("class_watch")
#: Until when every day that ended was looked at, and to note it.
until, note = _watched.until, _watched.note
