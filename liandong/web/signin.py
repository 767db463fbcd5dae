"""How officers sign in: by police number, with passwords an administrator gave first, second factors encrypted at rest."""
from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from liandong.agencies.models import Officer


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by administrators; nobody registers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Officer, password: str) -> None:
        """Keep the officer's own new password; only these columns may be written by the web role."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


class MFAAdapter(DefaultMFAAdapter):
    """Second factors lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        """The secret, encrypted under a key derived from the installation's."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as the authenticator app knows it."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"liandong.totp" + settings.KEY_SECRET.encode()).digest()))
