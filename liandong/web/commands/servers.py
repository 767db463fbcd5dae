"""serve, worker, stop: the processes of an installation."""
import argparse
import os
import shutil
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.conf import settings
from procrastinate.contrib.django import app

from liandong.web import database, processes
from liandong.web.words import _

from .start import ready, require_installation

EVERYWHERE = ("127.0.0.1", "0.0.0.0", "::")  # reached here as localhost
BACKGROUND_SECONDS = 60  # a cold machine reads many files the first time


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands."""
    serving = commands.add_parser("serve", help=_("start web and worker"))
    serving.add_argument("--port", type=int, help=_("instead of LIANDONG_PORT"))
    serving.add_argument("--background", action="store_true", help=_("return when pages answer; the log is in the data folder"))
    serving.add_argument("--open", action="store_true", help=_("open a browser, if there is one"))
    serving.set_defaults(run=serve, role="web")
    working = commands.add_parser("worker", help=_("start a worker alone, on another machine for instance"))
    working.add_argument("--child", action="store_true", help=argparse.SUPPRESS)  # of serve, which remembers it
    working.set_defaults(run=worker, role="jobs")
    stopping = commands.add_parser("stop", help=_("stop the servers of this data folder, and the embedded PostgreSQL"))
    stopping.set_defaults(run=stop, role="web")


def serve(options: argparse.Namespace) -> None:
    """Web and worker as two child processes, each under its own role; a child that died is started again."""
    if running := processes.find(settings.DATA / "run", "serve"):
        address = running.address
    else:
        address = f"http://{'localhost' if settings.BIND in EVERYWHERE else settings.BIND}:{settings.PORT}/"
        processes.check_port(settings.BIND, settings.PORT)
        _start_database()
        if not options.background:
            _tend(address)
            return
        _go_to_background(address)
    print(_welcome(address))
    if options.open:
        _open(address)


def worker(options: argparse.Namespace) -> None:
    """Do the jobs, until told to stop."""
    if options.child:
        ready()
    else:
        _start_database()
        processes.remember(settings.DATA / "run", "worker", _("worker"))
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=4, shutdown_graceful_timeout=20, delete_jobs="successful")


def stop(options: argparse.Namespace) -> None:
    """Stop what was started from this data folder."""
    for address in processes.stop_all(settings.DATA / "run"):
        print(_("Stopped: %(address)s", address=address))
    if settings.EMBEDDED and database.stop(settings.SERVER):
        print(_("Stopped: PostgreSQL in %(folder)s", folder=settings.SERVER))


def _start_database() -> None:
    require_installation()
    if settings.EMBEDDED or settings.ADDRESSES["owner"]:
        lacking, unknown = database.migrations()
        if lacking or unknown:
            raise SystemExit(_("The database is not of this version (%(name)s). Run `liandong migrate` first.",
                               name=(lacking or unknown)[0]))


def _tend(address: str) -> None:
    web = ["uvicorn", "liandong.web.asgi:application", "--host", settings.BIND, "--port", str(settings.PORT),
           "--log-level", "warning", "--no-server-header", "--timeout-graceful-shutdown", "3"]  # for open streams
    children = processes.Children({
        "web": (web, {"LIANDONG_ROLE": "web"}),
        "worker": (["liandong.web", "worker", "--child"], {"LIANDONG_ROLE": "jobs"}),
    })
    print(_("Serving %(address)s; Ctrl-C stops.", address=address), flush=True)
    children.tend(lambda: processes.remember(settings.DATA / "run", "serve", address, children.pids()))


def _go_to_background(address: str) -> None:
    log = settings.DATA / "log" / "serve.log"
    child = processes.detach(["serve", "--port", str(settings.PORT)], log)
    until = time.monotonic() + BACKGROUND_SECONDS
    while not processes.answers(urlsplit(address)):
        if child.poll() is not None or time.monotonic() > until:
            raise SystemExit(_("The servers did not start; %(log)s says why.", log=log))
        time.sleep(0.2)


def _welcome(address: str) -> str:
    ready()
    lines = [_("Liandong runs at %(address)s", address=address)]
    if settings.DEMO:
        lines += ["", *_accounts(), ""]
    return "\n".join([*lines, _("To stop it: `liandong stop`, or `make stop`.")])


def _accounts() -> list[str]:
    from liandong.web.demo.cast import PASSWORD
    from liandong.web.demo_accounts import demo_officers

    return [_("Demonstration accounts; each enters by one click on the sign-in page, or with the password %(password)s:",
              password=PASSWORD),
            *(f"  {o.police_number}  {o.agency} {o.post} {o.name}" for o in demo_officers())]


def _open(address: str) -> None:
    name = "open" if sys.platform == "darwin" else "xdg-open"
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if has_screen and sys.stdout.isatty() and (opener := shutil.which(name)):
        subprocess.Popen([opener, address], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
