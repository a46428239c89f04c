"""Whether every reader's platform takes an announcement: found when it is tried, not when sent."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from handlers import announcing, splitting, words
from handlers.announcing import Version
from handlers.conversation import WEB, Name, Words, is_link
from handlers.rich import Rich, from_html, to_html
from storage import campaign_texts
from storage.campaigns import Campaign
from storage.db import Db

#: Telegram shows no more formatting. Source: https://core.telegram.org/bots/api#messageentity
MOST_SPANS = 100
#: An event of Matrix has at most 65,536 bytes, with its text twice; encrypted it grows by a third.
MOST_BYTES = 40_000


def problems(db: Db, campaign: Campaign) -> list[Words]:
    """Say what is wrong with each text, in words for its author; empty if everybody can get it."""
    plain = replace(campaign, link="")
    found = [one for version in announcing.versions(db, plain) for one in _first(version)]
    if campaign_texts.FALLBACK not in campaign_texts.of(db, campaign.id):
        found.insert(0, Words("announce.no_english"))
    if campaign.link and not is_link(campaign.link):
        found.insert(0, Words("announce.broken_button", {"link": campaign.link}))
    return found


def _first(version: Version) -> list[Words]:
    """Say what is wrong with a version in the first language of the bot in which something is.

    Whoever reads a text, the bot may speak any of its languages with them: what stands around the
    text is longer in some.
    """
    spoken = [version.spoken] if version.is_marked else words.languages()
    found = (list(_of(replace(version, spoken=one))) for one in spoken)
    return next(filter(None, found), [])


def _of(version: Version) -> Iterator[Words]:
    """Put one version into words as delivery does, and look whether both platforms take it."""
    text = version.copy.fields["text"]
    named = {"language": Name("language", version.language)}
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in text.text):
        yield Words("announce.broken_empty", named)
        return
    try:
        written = words.render(version.spoken, version.copy.key, version.copy.fields, UTC)
        is_sound = from_html(to_html(written)).text == written.text
        marks = len(splitting.entities(written))
        size = len(to_html(written).encode()) + len(written.text.encode())
    except (ValueError, KeyError, IndexError, TypeError):
        yield Words("announce.broken_marks", named)
        return
    if not is_sound or marks > MOST_SPANS or size > MOST_BYTES:
        yield Words("announce.broken_marks", named)
    yield from _too_long(version, written, named)
    for span in text.spans:
        if span.kind == "a" and not span.url.startswith(WEB):
            yield Words("announce.broken_link", {**named, "link": text.text[span.start : span.end]})


def _too_long(version: Version, written: Rich, named: dict[str, Name]) -> Iterator[Words]:
    has_file = version.copy.file is not None
    most = splitting.MOST_CAPTION_UNITS if has_file else splitting.MOST_UNITS
    if len(splitting.parts(written, most)) == 1:
        return
    fields = {**named, "over": splitting.units(written.text) - most, "most": most}
    yield Words("announce.broken_caption" if has_file else "announce.broken_long", fields)
