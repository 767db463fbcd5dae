"""migrate, demo, backup, restore: what an installation holds."""
import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from liandong.web import backup, database, folder, processes, roles
from liandong.web.words import _

from . import checks
from .start import ready, require_installation

NAME = "liandong"  # of the embedded server's database
LOADED = "loaded\n"  # what the mark of a demonstration says once everything is in


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    migrating = commands.add_parser("migrate", help=_("make or update the database"))
    migrating.add_argument("--sql", action="store_true", help=_("only print what a database administrator runs first"))
    migrating.set_defaults(run=migrate, role="owner")
    showing = commands.add_parser("demo", help=_("fill an empty installation with a fictional province"))
    showing.add_argument("--reset", action="store_true", help=_("throw away what was tried out, and start over"))
    showing.set_defaults(run=demo, role="owner")
    saving = commands.add_parser("backup", help=_("write everything but the secret into one file"))
    saving.add_argument("file", type=Path)
    saving.set_defaults(run=write_backup, role="owner")
    restoring = commands.add_parser("restore", help=_("bring a backup into an empty installation"))
    restoring.add_argument("file", type=Path)
    restoring.add_argument("--new-secret", action="store_true", help=_("without the old secret: second factors are removed "
                                                                       "and signing keys retired"))
    restoring.set_defaults(run=restore, role="owner")


def migrate(options: argparse.Namespace) -> None:
    """Make the secret, the roles and the database where they are missing, and bring the schema up to date."""
    if options.sql:
        print(roles.script())
        return
    prepare()
    print(_("The database is up to date."))


def prepare() -> None:
    """Everything `migrate` does; Django is ready afterwards."""
    make_database()
    bring_up_to_date()


def bring_up_to_date() -> None:
    """Migrate what is lacking, unless the database is ahead of this version; the secret may be new as well."""
    lacking, unknown = database.migrations()
    if unknown:
        raise SystemExit(_("The database was made by a newer version of Liandong (%(migration)s is unknown here). Install "
                           "that version.", migration=unknown[0]))
    if lacking:
        database.migrate()
    else:
        database.write_pads()


def make_database() -> None:
    """The secret, the roles and the database, whatever it holds; Django is ready afterwards."""
    new_secret()
    if settings.EMBEDDED:
        database.start(settings.SERVER)
        database.create(settings.SERVER, NAME)
    else:
        roles.ensure(settings.ADDRESSES["owner"])
    ready()


def new_secret() -> None:
    """A secret for a new data folder, where the environment gives none."""
    if not database.has_secret():
        folder.claim(settings.DATA)
        settings.SECRET_KEY = database.new_secret(settings.DATA / "secret")
        settings.KEY_SECRET = settings.KEY_SECRET or settings.SECRET_KEY


def demo(options: argparse.Namespace) -> None:
    """Load the demonstration once; what was tried out stays until --reset."""
    mark = settings.DATA / "demo"
    if options.reset or (mark.exists() and mark.read_text("utf-8") != LOADED):  # or it was cut short
        _drop(mark)
    prepare()
    if mark.exists():
        return
    if _is_in_use():
        raise SystemExit(_("%(folder)s holds an installation in earnest. A demonstration needs its own data folder: set "
                           "LIANDONG_DATA.", folder=settings.DATA))
    mark.write_text("loading\n", "utf-8")
    print(_("Loading the demonstration: a fictional province, its agreements and records …"), flush=True)
    from django.db import connection

    from liandong.audit import actions as audit
    from liandong.web import demo as demonstration

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")  # a demonstration need not survive a power cut while it is loaded
    demonstration.load()
    audit.seal(datetime.now(UTC))
    mark.write_text(LOADED, "utf-8")


def _drop(mark: Path) -> None:
    if not settings.EMBEDDED:
        raise SystemExit(_("Only an embedded database is thrown away. Drop and create the database yourself, then run "
                           "`liandong demo`."))
    if not mark.exists() and settings.SERVER.exists():
        raise SystemExit(_("%(folder)s is no demonstration and is not thrown away.", folder=settings.DATA))
    processes.stop_all(settings.DATA / "run")
    database.start(settings.SERVER)
    database.drop(settings.SERVER, NAME)
    mark.unlink(missing_ok=True)


def _is_in_use() -> bool:
    from liandong.agencies.models import Agency

    return bool(Agency.objects.exists())


def write_backup(options: argparse.Namespace) -> None:
    """Dump the database into one file; the secret is kept apart by whoever keeps secrets."""
    require_installation()
    manifest = backup.write(options.file.absolute(), database.conninfo(), secret=settings.KEY_SECRET, at=datetime.now(UTC))
    print(_("%(file)s holds the installation, its ledger sealed up to batch %(batch)d. The secret is not in it: keep "
            "%(secret)s apart.", file=options.file, batch=manifest.batch, secret=settings.DATA / "secret"))


def restore(options: argparse.Namespace) -> None:
    """Bring a backup into an empty installation; it must verify, or this ends with 1."""
    manifest = backup.read(options.file)
    if not options.new_secret:
        _check_secret(manifest)
    make_database()
    backup.check_place(manifest, database.conninfo())
    backup.load(options.file.absolute(), manifest, database.conninfo())
    bring_up_to_date()
    if options.new_secret:
        _forget_old_secret()
    if not backup.holds(manifest, database.conninfo()):
        raise SystemExit(_("The restored ledger lacks batch %(batch)d, which was sealed before the backup began. Do not use "
                           "it.", batch=manifest.batch))
    checks.verify_database()


def _check_secret(manifest: backup.Manifest) -> None:
    if not database.has_secret() or backup.fingerprint(settings.KEY_SECRET) != manifest.secret:
        raise SystemExit(_("This backup belongs to another secret. Put the secret that was kept apart into %(file)s (or set "
                           "LIANDONG_KEY_SECRET) and restore again; if it is lost, `--new-secret` goes on without signing "
                           "keys and second factors.", file=settings.DATA / "secret"))


def _forget_old_secret() -> None:
    """What was encrypted under it is of no use: agencies get new keys when they sign next, old signatures still verify."""
    from allauth.mfa.models import Authenticator

    from liandong.access.models import Key

    Authenticator.objects.all().delete()
    Key.objects.filter(retired_at=None).update(retired_at=datetime.now(UTC))
