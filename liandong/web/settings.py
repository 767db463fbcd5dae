"""All settings, one file; they compute, and start or write nothing. docs/guide/settings.md explains each variable."""
import os
from pathlib import Path

from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

from liandong.web.address import database

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]


def read(name: str, default: str = "") -> str:
    """One variable of the environment; the only place where settings come from."""
    return os.environ.get(f"LIANDONG_{name}", default)


# ---- this installation
DATA = Path(read("DATA", "var")).resolve()
SERVER = DATA / "database"  # the embedded server, and its socket
DEMO = (DATA / "demo").exists()  # one-click accounts, only in a folder that `liandong demo` made
_secret = DATA / "secret"  # made by `liandong migrate`
SECRET_KEY = read("SECRET_KEY") or (_secret.read_text() if _secret.exists() else "")
KEY_SECRET = read("KEY_SECRET") or SECRET_KEY  # what agencies' signing keys are encrypted under
ROLE = read("ROLE", "web")  # web, jobs or owner: which of the three addresses this process uses
DEBUG = False
ALLOWED_HOSTS = read("HOSTS", "localhost,127.0.0.1").split(",")
PORT = int(read("PORT", "8000"))
BIND = read("BIND", "127.0.0.1")
HTTPS = read("HTTPS", "no") == "yes"
POOL = int(read("POOL", "8"))  # database connections of one web process
IDLE_MINUTES = int(read("IDLE_MINUTES", "30"))
UPLOAD_MB = int(read("UPLOAD_MB", "10"))
IMPORT_MB = int(read("IMPORT_MB", "40"))  # a file of a hundred thousand records

# ---- database: embedded, or three addresses of a real server
ADDRESSES = {"web": read("DATABASE_URL"), "jobs": read("JOBS_URL"), "owner": read("OWNER_URL")}
EMBEDDED = not any(ADDRESSES.values())
DATABASES = {"default": database(ADDRESSES[ROLE], role=ROLE, server=SERVER, pool=POOL if ROLE == "web" else 0)}
LOGINS = {role: database(ADDRESSES[role], role=role, server=SERVER, pool=0) for role in ("web", "jobs")}  # kernel/logins.py
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "liandong.web.cache.JsonCache",
                      "OPTIONS": {"MAX_ENTRIES": 20000}}}  # fewer would throw away counters of failed sign-ins

# ---- language and time
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "ld_language"

# ---- parts
MODULES = ["kernel", "audit", "agencies", "access", "notices", "duties", "documents", "agreements", "sharing", "web"]
INSTALLED_APPS = [
    *(f"liandong.{module}" for module in MODULES),
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.postgres", "django.contrib.humanize", "django.forms",
    "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions",
    "django_htmx", "csp", "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "liandong.web.sessions.SignedSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "liandong.web.middleware.IdleMiddleware",
    "liandong.web.middleware.ActorMiddleware",
]
ROOT_URLCONF = "liandong.web.urls"
ASGI_APPLICATION = "liandong.web.asgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {
        "builtins": ["django.templatetags.i18n", "django.templatetags.static", "liandong.web.templatetags.ld"],
        "context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages", "django.template.context_processors.i18n",
            "csp.context_processors.nonce", "liandong.web.context.frame",
        ],
    },
}]

# ---- what browsers load
STATIC_URL = "/static/"
NPM = {"tabler-core-1.6.1": "@tabler/core/dist", "tabler-icons-3.49.0": "@tabler/icons-webfont/dist"}
FONTS = ROOT / "node_modules" / "@expo-google-fonts"  # what papers are set in
STATICFILES_DIRS = [(f"npm/{name}", ROOT / "node_modules" / folder) for name, folder in NPM.items()]
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF], "img-src": [SELF, "data:", "blob:"], "worker-src": [SELF], "script-src": [SELF, NONCE],
    "object-src": ["'none'"], "base-uri": ["'none'"], "form-action": [SELF], "frame-ancestors": ["'none'"],
}}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
CSRF_FAILURE_VIEW = "liandong.web.errors.csrf"
SESSION_ENGINE = "liandong.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # a shift; the idle lock comes long before
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = (UPLOAD_MB + 1) * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- sign-in
AUTH_USER_MODEL = "agencies.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"django.contrib.auth.password_validation.{name}"} for name in (
    "UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "liandong.web.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "police_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,50/15m/ip", "login": "60/m/ip", "reauthenticate": "10/15m/user"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_ADAPTER = "liandong.web.signin.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey opens with finger, face or PIN, never by touch alone
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute of difference between two clocks
MFA_TOTP_ISSUER = "联动"
USERSESSIONS_TRACK_ACTIVITY = False

# ---- mail and jobs
EMAIL_HOST, EMAIL_PORT = read("MAIL_HOST"), int(read("MAIL_PORT", "25"))
MAIL_TLS = read("MAIL_TLS", "no")  # no, starttls or tls
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_TLS == "tls", MAIL_TLS not in ("no", "tls")  # an unknown word is not: in the clear
EMAIL_TIMEOUT = 20
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = read("MAIL_USER"), read("MAIL_PASSWORD")
DEFAULT_FROM_EMAIL = read("MAIL_FROM", "liandong@localhost")
URL = read("URL").rstrip("/") or (f"https://{ALLOWED_HOSTS[0]}" if HTTPS else f"http://{ALLOWED_HOSTS[0]}:{PORT}")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_ON_APP_READY = None
LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read("LOG_LEVEL", "WARNING")},
}
