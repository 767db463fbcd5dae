"""The worker acts for an officer: its thread logs in as the web role for a while, so that every policy holds as on a page."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def logged_in(role: str) -> Iterator[None]:
    """This thread's connection under that role (`web` or `jobs`); afterwards under the one before."""
    kept = connection.settings_dict
    connection.close()
    connection.settings_dict = {**kept, **settings.LOGINS[role]}  # its own: other threads keep theirs
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept
