"""Canonical JSON (RFC 8785): the same value always gives the same bytes, so that a digest means something."""
from hashlib import sha256

import rfc8785


def canonical(value: object) -> bytes:
    """The one JSON text of `value` (dicts, lists, strings, whole numbers, booleans, None)."""
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # its own type lists the same kinds by name


def digest(value: object) -> bytes:
    """SHA-256 over the canonical JSON of `value`; 32 bytes."""
    return sha256(canonical(value)).digest()
