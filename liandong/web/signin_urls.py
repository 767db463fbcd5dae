"""The addresses of signing in: of django-allauth only those an officer needs; nobody registers, nobody mails a password."""
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import path

from .public import public

urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("code/", mfa.index, name="mfa_index"),
    path("code/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("code/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("code/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("code/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("code/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("code/recovery/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("code/recovery/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("code/passkeys/", mfa.index, name="mfa_list_webauthn"),
    path("code/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("code/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("code/passkeys/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("login/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
]
