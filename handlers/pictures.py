"""Pictures made fit for others to see: no bigger than a screen, and nothing but the picture.

A telephone writes into a photograph where and when it was taken, and with what; none of it is
in what comes out of here.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: The longest side that comes out, and the most pixels that go in: a photograph has less.
LONGEST, MOST_PIXELS = 2048, 60_000_000
#: The longest side where many stand on one page.
SMALL = 720
_QUALITY = 85
#: What is read; everything else counts as no picture.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Picture:
    """A picture as others get it."""

    content: bytes = field(repr=False)
    mime: str
    #: How files of this kind end, without the dot.
    ending: str


def cleaned(content: bytes) -> Picture | None:
    """Draw a picture anew, upright and without anything about it; None if it is none we can read.

    Of one that moves the first image stays: nothing moves by itself on our pages.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            return _written(_upright(opened), is_photograph=opened.format == "JPEG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return None
    except Image.DecompressionBombError:
        return None


def small(picture: Picture) -> Picture | None:
    """Draw a picture that came out of here small; None if it is small already."""
    from PIL import Image

    with Image.open(BytesIO(picture.content)) as opened:
        if max(opened.size) <= SMALL:
            return None
        opened.thumbnail((SMALL, SMALL))
        return _written(opened, is_photograph=opened.format == "JPEG")


def kind_of(content: bytes) -> str:
    """Name the kind of a picture that every browser shows, by its first bytes; empty for others."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _upright(opened: "Image") -> "Image":
    """Turn the picture as its notes say, then leave them: its pixels alone are kept."""
    from PIL import Image, ImageOps

    opened.seek(0)
    opened.load()
    try:
        turned = ImageOps.exif_transpose(opened)
    except (SyntaxError, ValueError, OSError, KeyError, TypeError):
        turned = opened  # notes that nobody can read say nothing
    is_clear = "A" in turned.getbands() or "transparency" in turned.info
    drawn = turned.convert("RGBA" if is_clear else "RGB")
    drawn.thumbnail((LONGEST, LONGEST))
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare


def _written(bare: "Image", *, is_photograph: bool) -> Picture:
    out = BytesIO()
    if is_photograph:
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
        return Picture(out.getvalue(), "image/jpeg", "jpg")
    bare.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), "image/png", "png")
