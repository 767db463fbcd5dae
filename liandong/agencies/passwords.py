"""First passwords: made by the platform, shown once to the administrator, never kept in the clear."""
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another


def new() -> str:
    """A password to be said over the telephone: three groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def locked(password: str) -> str:
    """The password as the session may hold it, from the act until the page that shows it."""
    return _box().encrypt(password.encode()).decode()


def opened(text: str) -> str:
    """The password again, to be shown once."""
    return _box().decrypt(text.encode(), ttl=600).decode()


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"liandong.first" + settings.KEY_SECRET.encode()).digest()))
