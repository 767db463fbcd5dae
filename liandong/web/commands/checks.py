"""verify, doctor: whether what is there is whole."""
import argparse
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from liandong.audit.verify import verify_file
from liandong.web import database, doctor
from liandong.web.words import _

from .start import ready, require_installation


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    verifying = commands.add_parser("verify", help=_("check the ledger, in the database or in an exported file"))
    verifying.add_argument("export", type=Path, nargs="?", help=_("a file exported from the ledger; no database is needed"))
    verifying.set_defaults(run=verify, role="jobs")
    asking = commands.add_parser("doctor", help=_("say what is wrong here and how to mend it"))
    asking.set_defaults(run=ask_doctor, role="jobs")


def verify(options: argparse.Namespace) -> None:
    """The whole chain, or one export; the first row that does not hold is named."""
    if options.export:
        ready()
        verify_export(options.export)
    else:
        require_installation()
        verify_database()


def verify_database() -> None:
    """Check every batch against the rows as they stand; end with 1 at the first row that does not hold, and name it."""
    from liandong.audit import queries as audit

    number = audit.first_break()
    if number is None:
        print(_("The ledger holds: %(count)d sealed batches.", count=len(audit.chain()) - 1))
        return
    batch = next((batch for batch in audit.chain() if batch.number == number), None)
    if batch and (seq := _changed_line(batch.from_xact, batch.to_xact)):
        raise SystemExit(_("The ledger does not hold: line %(seq)d, in batch %(batch)d, was changed.", seq=seq, batch=number))
    raise SystemExit(_("The ledger does not hold: batch %(batch)d was changed, or a line was added to it or taken from it.",
                       batch=number))


def _changed_line(lower: str, upper: str) -> int | None:
    from liandong.audit import queries, rules
    from liandong.audit.models import Entry

    lines = Entry.objects.raw(queries.RANGE, [lower, upper]).iterator()
    return next((entry.seq for entry in lines if bytes(entry.digest) != rules.digest(entry)), None)


def verify_export(file: Path) -> None:
    """Check an exported file, offline; end with 1 at the first row that does not hold, and name it."""
    if not file.is_file():
        raise SystemExit(_("There is no file %(file)s.", file=file))
    found = verify_file(file)
    if found.broken:
        line = _(", line %(seq)d of the ledger", seq=found.broken.seq) if found.broken.seq else ""
        raise SystemExit(_("Row %(row)d%(line)s does not hold: %(why)s", row=found.broken.row, line=line,
                           why=gettext(found.broken.why)))
    print(_("The export holds: %(lines)d lines, %(batches)d sealed batches, %(unsealed)d lines not sealed yet. Head: %(head)s",
            lines=found.lines, batches=found.batches, unsealed=found.unsealed, head=found.head or "-"))


def ask_doctor(options: argparse.Namespace) -> int:
    """Say how everything is; 1 when something is to be mended."""
    was_running = (settings.SERVER / "postmaster.pid").exists()
    require_installation()
    found = list(doctor.findings())
    if settings.EMBEDDED and not was_running:
        database.stop(settings.SERVER)
    for finding in found:
        mark = _("MEND") if finding.is_bad else _("note") if finding.is_note else _("ok")
        print(f"{mark:6}{finding.subject}  {finding.words}")
    return int(any(finding.is_bad for finding in found))
