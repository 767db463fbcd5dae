"""Who signs proves again that it is them: a passkey, or the password and the code where one is enrolled."""
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkeys
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..forms import SignForm

ACTION = "login_failed"  # a wrong password counts towards the five after which the account is closed for a while

TOO_MANY = _("Too many tries. Wait a quarter of an hour, then try again.")
WRONG = {
    "credential": _("The passkey was not accepted. Nothing was signed."),
    "password": _("The password is wrong. Nothing was signed."), "code": _("The code is wrong. Nothing was signed."),
}


def needs_code(request: HttpRequest) -> bool:
    """Whether this officer's password alone is not enough."""
    return is_mfa_enabled(request.user, [Authenticator.Type.TOTP])


def holds(request: HttpRequest, form: SignForm) -> bool:
    """Whether the officer is who signed in; if not, the form says what was wrong and the failure is counted."""
    key = f"officer:{request.user.police_number.lower()}"
    if not ratelimit.consume(request, action=ACTION, key=key, dry_run=True):
        form.add_error("password", TOO_MANY)
        return False
    if form.cleaned_data["credential"]:
        return _by_passkey(request, form, key)
    if not get_adapter(request).reauthenticate(request.user, form.cleaned_data["password"]):
        return _wrong(request, form, "password", key)
    if needs_code(request):
        code = ReauthenticateForm(user=request.user, data={"code": form.cleaned_data["code"]})
        if not code.is_valid():
            return _wrong(request, form, "code", key)
        code.save()
    return True


def passkey(request: HttpRequest) -> dict[str, object] | None:
    """What the browser asks the officer's passkeys; None where there are none."""
    if not is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN]):
        return None
    return passkeys.begin_authentication(request.user)


def _by_passkey(request: HttpRequest, form: SignForm, key: str) -> bool:
    """The passkey of this very officer, opened with finger, face or PIN, over a challenge that serves once."""
    held = ReauthenticateWebAuthnForm(user=request.user, data={"credential": form.data["credential"]})
    try:
        is_theirs = held.is_valid()
    except (KeyError, TypeError, ValueError):  # what no browser sends
        is_theirs = False
    if not is_theirs:
        return _wrong(request, form, "credential", key)
    held.save()
    return True


def _wrong(request: HttpRequest, form: SignForm, name: str, key: str) -> bool:
    """Counted in the transaction that outlives the request: this one is rolled back."""
    request.outlives.append(lambda: ratelimit.consume(request, action=ACTION, key=key))
    form.add_error(None if name == "credential" else name, WRONG[name])
    return False
