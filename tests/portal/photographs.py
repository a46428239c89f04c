"""Photographs as telephones take them."""

from io import BytesIO

from PIL import Image


def photograph(side=40) -> bytes:
    """Take a photograph as a telephone does: lying on its side, with time and place."""
    picture = Image.new("RGB", (side, side // 2), "red")
    notes = Image.Exif()
    notes[0x0112] = 6  # to be turned by a quarter
    notes[0x010F] = "Planted telephone"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (46.0, 46.0, 12.0)
    out = BytesIO()
    picture.save(out, "JPEG", exif=notes, comment=b"Planted comment")
    return out.getvalue()
