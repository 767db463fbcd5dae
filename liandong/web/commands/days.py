"""calendar: load an arrangement of days off."""
import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from liandong.kernel.errors import Refused
from liandong.web.words import _

from .start import require_installation


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    loading = commands.add_parser("calendar", help=_("load days off and working weekends from a CSV file"))
    loading.add_argument("file", type=Path, help=_("a day a line: date, 0 (off) or 1 (working), note"))
    loading.add_argument("--check", action="store_true", help=_("only say what would change"))
    loading.set_defaults(run=load, role="jobs")


def load(options: argparse.Namespace) -> None:
    """Say which days change, and load them unless that is all that was asked."""
    if not options.file.is_file():
        raise SystemExit(_("There is no file %(file)s.", file=options.file))
    require_installation()
    from liandong.duties import actions, queries
    from liandong.duties.forms.calendar import decoded
    from liandong.duties.rules import arrangement
    from liandong.kernel.pages import in_words

    known = queries.calendar()
    try:
        days = arrangement.whole(arrangement.read(decoded(options.file.read_bytes())), known)
    except Refused as error:
        raise SystemExit(in_words(error)) from error
    for found in arrangement.differences(days, known):
        said = _("working day") if found.is_working else _("day off")
        print(f"{found.day}  {said}  {found.note}".rstrip())
    if options.check:
        print(_("Nothing was loaded."))
        return
    with transaction.atomic():
        changed = actions.load_by_platform(datetime.now(UTC), days)
    print(_("Loaded: %(count)d days changed. The worker reckons anew what leaned on them.", count=changed))
