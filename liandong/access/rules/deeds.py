"""What is signed: the statement over a deed, and the check of a signature, offline and without a database."""
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from liandong.kernel.canonical import canonical

ALGORITHM = "Ed25519"


def statement(*, deed: UUID, terms: str, agency: UUID, officer: UUID, at: datetime) -> bytes:
    """The canonical bytes a signature covers: which deed, which terms (and so which text), who, for whom, when."""
    return canonical({
        "algorithm": ALGORITHM, "deed": str(deed), "terms_sha256": sha256(terms.encode()).hexdigest(),
        "agency": str(agency), "officer": str(officer), "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
    })


def sign(private: bytes, message: bytes) -> bytes:
    """The Ed25519 signature of `message` under the 32 bytes of a private key (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is that key's over `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def text_fits(terms: Mapping[str, object], text: str) -> bool:
    """Whether the terms were signed over this very text."""
    return terms.get("text_sha256") == sha256(text.encode()).hexdigest()
