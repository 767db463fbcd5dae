"""What a serving process holds for good is set apart from what the collector of garbage walks through."""
import gc

from django.conf import settings
from django.urls import get_resolver
from django.utils import translation


def settle() -> None:
    """Load addresses and catalogues, then freeze what stands: a full collection walked 180,000 lasting objects.

    That took a tenth of a second in the middle of one answer in twenty.
    """
    assert get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Sign in")
    gc.collect()
    gc.freeze()
