"""The product's one command: which group answers, under which database role, and how failures are said."""
import argparse
import errno
import os
import sys
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from liandong.web.words import _

from . import checks, data, days, reading, servers


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what an operator can mend is one sentence, never a traceback."""
    options = _parser().parse_args(arguments)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "liandong.web.settings", "LIANDONG_ROLE": options.role}
    if getattr(options, "port", None):
        os.environ["LIANDONG_PORT"] = str(options.port)
    try:
        _check_settings()
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except (psycopg.OperationalError, OperationalError) as error:
        raise SystemExit(_("The database does not answer: %(reason)s. `liandong doctor` says what is missing.",
                           reason=_first_line(error))) from error
    except DatabaseError as error:
        if os.environ.get("LIANDONG_LOG_LEVEL") == "DEBUG":
            raise
        raise SystemExit(_("The database refuses: %(reason)s. `liandong doctor` says what is missing.",
                           reason=_first_line(error))) from error
    except BrokenPipeError:  # `liandong doctor | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        raise SystemExit(_("%(file)s cannot be written: %(reason)s.", file=error.filename, reason=error.strerror)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("liandong", description=_("Police-cooperation agreements that run."))
    commands = parser.add_subparsers(required=True, metavar=_("command"))
    for group in (servers, data, days, checks, reading):
        group.add(commands)
    return parser


def _check_settings() -> None:
    from django.conf import settings

    try:
        settings.DATA  # noqa: B018  # reads the file of settings
    except (ValueError, KeyError, psycopg.ProgrammingError, ImproperlyConfigured) as error:
        raise SystemExit(_("A setting cannot be read: %(reason)s. docs/guide/settings.md lists what each one takes.",
                           reason=_first_line(error))) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
