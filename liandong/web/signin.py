"""How officers sign in: by police number, with passwords an administrator gave first, second factors encrypted at rest."""
from base64 import urlsafe_b64encode
from enum import Enum
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from liandong.agencies import queries as agencies
from liandong.agencies.models import Officer
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor, acting

from . import idle, middleware

NO_PASSKEY = _("The passkey was not accepted. Sign in with number and password.")
WRONG = _("The police number or the password is wrong.")
SAID = {
    "account/messages/password_changed.txt": _("The password is changed. You are signed out everywhere else."),
    "usersessions/messages/sessions_logged_out.txt": _("The other places are signed out."),
    "mfa/messages/totp_activated.txt": _("The code is asked for from the next sign-in on."),
    "mfa/messages/totp_deactivated.txt": _("The code is switched off."),
    "mfa/messages/webauthn_added.txt": _("The passkey is made. It signs you in, and agreements."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}


class Proof(Enum):
    """How an officer proved again who sits there."""

    HELD = "held"
    WRONG = "wrong"
    CODE = "code"  # the password is right, the code is missing or wrong
    PASSKEY = "passkey"  # the password is right, and this account asks for its passkey


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by administrators; nobody registers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG, "invalid_login": WRONG,
        "incorrect_password": _("The password is wrong."), "enter_current_password": _("The password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def set_password(self, user: Officer, password: str) -> None:
        """Keep the officer's own new password; only these columns may be written by the web role."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        _note(self.request.actor, "agencies.change_password")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the workbench: the officer came to work."""
        return "/"

    def login(self, request: HttpRequest, user: Officer) -> None:
        """Start the session, and say so in the ledger under the officer who is now acting."""
        super().login(request, user)
        actor = agencies.actor(user, at=middleware.now())
        idle.unlock(request, actor.at)
        with acting(actor):
            _note(actor, "agencies.sign_in")

    def logout(self, request: HttpRequest) -> None:
        """End the session; the line belongs to the same transaction."""
        _note(request.actor, "agencies.sign_out")
        super().logout(request)

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: object,
                    **kwargs: object) -> None:
        """Say what the page one lands on does not show, in our words."""
        if text := SAID.get(message_template or "") or (NO_PASSKEY if kwargs.get("message") else ""):
            messages.add_message(request, level, text)

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """Too many tries are a page of their own (429), wherever they were made."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(ratelimit.respond_429(self.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Failures are counted by officer alone, by whatever name of this server they came."""
        return _failures(credentials.get("username", ""))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors lie encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _("The code is wrong.")}

    def encrypt(self, text: str) -> str:
        """The secret, encrypted under a key derived from the installation's."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as the authenticator app knows it."""
        return _box().decrypt(encrypted_text.encode()).decode()


def asks_code(officer: Officer) -> bool:
    """Whether this officer's password alone is not enough."""
    return is_mfa_enabled(officer, [Authenticator.Type.TOTP])


def asks_passkey(officer: Officer) -> bool:
    """Whether this officer's second factor is a passkey alone."""
    return is_mfa_enabled(officer, [Authenticator.Type.WEBAUTHN]) and not asks_code(officer)


def challenge(request: HttpRequest) -> dict[str, object] | None:
    """What the browser asks this officer's passkeys; None where there are none."""
    return passkeys.begin_authentication(request.user) if is_mfa_enabled(
        request.user, [Authenticator.Type.WEBAUTHN]) else None


def prove(request: HttpRequest, password: str, code: str = "", credential: str = "") -> Proof:
    """Whether who sits there is the officer who signed in: a passkey, or the password and the code where one is enrolled.

    An account whose second factor is a passkey is not opened by the password alone.

    A failure counts towards the five after which the account is closed for a while, even though the request that
    failed is rolled back: it is counted again in the transaction that outlives it.
    """
    adapter = AccountAdapter(request)
    if credential and _opens(request, credential):
        return Proof.HELD
    if credential or not adapter.reauthenticate(request.user, password):
        _count(request, _failures(request.user.police_number))
        return Proof.WRONG
    if not asks_code(request.user):
        return Proof.PASSKEY if asks_passkey(request.user) else Proof.HELD
    if not code:
        return Proof.CODE
    form = ReauthenticateForm(user=request.user, data={"code": code})
    if not form.is_valid():
        _count(request, f"mfa-auth-user-{request.user.pk}")  # the key that allauth's own form counts under
        return Proof.CODE
    form.save()
    return Proof.HELD


def forget_code(actor: Actor, officer: Officer) -> None:
    """Take the code off an officer's account: the phone is lost, an administrator gave a new first password."""
    Authenticator.objects.filter(user=officer).delete()


def _opens(request: HttpRequest, credential: str) -> bool:
    """Whether the answer is of a passkey of this very officer; what no browser sends is none."""
    held = ReauthenticateWebAuthnForm(user=request.user, data={"credential": credential})
    try:
        if not held.is_valid():
            return False
    except (KeyError, TypeError, ValueError):
        return False
    held.save()
    return True


def _count(request: HttpRequest, key: str) -> None:
    request.outlives.append(lambda: ratelimit.consume(request, action="login_failed", key=key))


def _failures(police_number: str) -> str:
    return f"officer:{police_number.strip().lower()}"


def _note(actor: Actor, verb: str) -> None:
    audit.record(actor, verb, actor.officer, kind="officer")


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"liandong.totp" + settings.KEY_SECRET.encode()).digest()))
