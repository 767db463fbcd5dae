"""What most commands need first: an installation, and Django speaking the terminal's language."""
import django
from django.conf import settings
from django.utils import translation

from liandong.web import database, words
from liandong.web.words import _


def ready() -> None:
    """Set Django up; models can be imported from now on, which is why commands import them inside."""
    django.setup()
    translation.activate("zh-hans" if words.is_chinese() else "en")


def require_installation() -> None:
    """Refuse where `migrate` has never run; otherwise let the embedded server run."""
    if not database.has_secret():
        raise SystemExit(_("%(folder)s holds no installation yet. Run `liandong migrate` first, or `liandong demo` to try "
                           "it out.", folder=settings.DATA))
    ready()
    if settings.EMBEDDED:
        database.start(settings.SERVER)
