"""The codes on slips: read however they were typed, and hashed to be kept."""

import hashlib

#: A code has so many signs; the first of them name it (24 million names), the rest is its secret.
LENGTH, _NAME = 11, 5


def halves(code: str) -> tuple[str, str]:
    """Part a slip's code, however it was typed, into its name and its secret."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return plain[:_NAME], plain[_NAME:]


def kept(code: str) -> dict[str, str]:
    """Give what is kept of a slip: its name, and a hash of its secret."""
    name, secret = halves(code)
    return {"slip": name, "secret_hash": hashed(name, secret)}


def hashed(slip: str, secret: str) -> str:
    """Hash slowly: the secret has six signs, and a stolen table must not be searched through."""
    return hashlib.scrypt(secret.encode(), salt=slip.encode(), n=2**12, r=8, p=1).hex()
