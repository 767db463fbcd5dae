"""migrate, demo, backup, restore: what an installation holds."""
import argparse
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from liandong.web import database, folder, processes, roles
from liandong.web.words import _

NAME = "liandong"  # of the embedded server's database


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    migrating = commands.add_parser("migrate", help=_("make or update the database"))
    migrating.add_argument("--sql", action="store_true", help=_("only print what a database administrator runs first"))
    migrating.set_defaults(run=migrate, role="owner")
    showing = commands.add_parser("demo", help=_("fill an empty installation with a fictional province"))
    showing.add_argument("--reset", action="store_true", help=_("throw away what was tried out, and start over"))
    showing.set_defaults(run=demo, role="owner")


def migrate(options: argparse.Namespace) -> None:
    """Make the secret, the roles and the database where they are missing, and bring the schema up to date."""
    if options.sql:
        print(roles.script())
        return
    prepare()
    print(_("The database is up to date."))


def prepare() -> None:
    """Everything `migrate` does; Django is ready afterwards."""
    from liandong.web.commands import ready

    new_secret()
    if settings.EMBEDDED:
        database.start(settings.SERVER)
        database.create(settings.SERVER, NAME)
    else:
        roles.ensure(settings.ADDRESSES["owner"])
    ready()
    if newer := database.migrations()[1]:
        raise SystemExit(_("The database was made by a newer version of Liandong (%(migration)s is unknown here). Install "
                           "that version.", migration=newer[0]))
    database.migrate()


def new_secret() -> None:
    """A secret for a new data folder, where the environment gives none."""
    if not database.has_secret():
        folder.claim(settings.DATA)
        settings.SECRET_KEY = database.new_secret(settings.DATA / "secret")
        settings.KEY_SECRET = settings.KEY_SECRET or settings.SECRET_KEY


def demo(options: argparse.Namespace) -> None:
    """Load the demonstration once; what was tried out stays until --reset."""
    mark = settings.DATA / "demo"
    started_over = options.reset or (mark.exists() and mark.read_text("utf-8") != "loaded\n")
    if started_over:
        _drop(mark)
    prepare()
    if mark.exists():
        return
    if _is_in_use():
        raise SystemExit(_("%(folder)s holds an installation in earnest. A demonstration needs its own data folder: set "
                           "LIANDONG_DATA.", folder=settings.DATA))
    mark.write_text("loading\n", "utf-8")
    if find_spec("liandong.web.demo"):
        from liandong.web import demo as demonstration

        getattr(demonstration, 'load', print)()
    mark.write_text("loaded\n", "utf-8")


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
