"""What `liandong doctor` looks at: each line says ok, or how to mend it."""
import os
import shutil
import smtplib
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.mail import get_connection

from liandong.engines.letters import pdf
from liandong.kernel.actor import NOBODY, STAMP, Actor, sign
from liandong.web import database, processes
from liandong.web.words import _

LITTLE = 1024**3  # bytes left on the disk
SKEW = timedelta(seconds=2)
SILENCE = timedelta(minutes=2)  # of a worker, which says every ten seconds that it lives
SMTP = "django.core.mail.backends.smtp.EmailBackend"
HERE = ("localhost", "127.0.0.1", "::1")
PATIENCE = timedelta(minutes=10)  # for jobs and for the seal, which runs every minute


class Finding(NamedTuple):
    """One line of the report; `is_bad` makes the command end with 1."""

    subject: str
    words: str
    is_bad: bool = False
    is_note: bool = False


Findings = Iterator[Finding]


def ok(subject: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(subject, words)


def note(subject: str, words: str) -> Finding:
    """Worth knowing, and may stay so."""
    return Finding(subject, words, is_note=True)


def mend(subject: str, words: str) -> Finding:
    """Something is wrong; the words say what to do."""
    return Finding(subject, words, is_bad=True)


def findings() -> Findings:
    """Every check in turn; one that cannot be made is a finding itself, and the others go on."""
    for subject, check in CHECKS.items():
        try:
            yield from check(subject)
        except (psycopg.Error, OSError) as error:
            yield mend(subject, (str(error).strip().splitlines() or [type(error).__name__])[0])


def system_user(subject: str) -> Findings:
    """The embedded server refuses to run as root, and its package then changes the machine."""
    if settings.EMBEDDED and os.geteuid() == 0:
        yield note(subject, _("root: PostgreSQL runs as the system user pgserver, which was added for it, and the folders "
                              "above %(folder)s were opened to every user. Better run Liandong as a user of its own.",
                              folder=settings.DATA))
    else:
        yield ok(subject, _("an ordinary user"))


def secret(subject: str) -> Findings:
    """Nobody else may read it, and it must be long enough."""
    file = settings.DATA / "secret"
    if file.exists() and file.stat().st_mode & 0o077:
        yield mend(subject, _("other users may read %(file)s: chmod 600 %(file)s", file=file))
    elif len(settings.SECRET_KEY) < 32 or len(settings.KEY_SECRET) < 32:
        yield mend(subject, _("too short: give LIANDONG_SECRET_KEY and LIANDONG_KEY_SECRET at least 32 characters"))
    else:
        yield ok(subject, _("%(file)s; keep a copy apart from the backups", file=file) if file.exists() else
                 _("from the environment"))


def server(subject: str) -> Findings:
    """Reached by web and jobs, new enough, in UTF-8."""
    for role in ("web", "jobs"):
        with psycopg.connect(**database.conninfo(role)) as connection:
            version, encoding = connection.info.server_version // 10000, connection.info.parameter_status("server_encoding")
            if version < 15 or encoding != "UTF8":
                yield mend(subject, _("PostgreSQL %(version)d with %(encoding)s: 15 or newer with UTF8 is needed",
                                      version=version, encoding=encoding))
                return
    yield ok(subject, _("PostgreSQL %(version)d, %(place)s", version=version,
                        place=_("embedded") if settings.EMBEDDED else _("a server of its own")))


def roles(subject: str) -> Findings:
    """Web and jobs own nothing, step over no policy, and an idle transaction of the web does not hold back the seal."""
    with psycopg.connect(**database.conninfo("jobs")) as connection:
        strong = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname IN ('liandong_web', 'liandong_jobs') AND (rolsuper OR rolbypassrls "
            "OR rolcreaterole OR pg_has_role(oid, 'liandong_owner', 'MEMBER'))").fetchall()
        strange = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' "
                                     "AND tableowner <> 'liandong_owner'").fetchone()
        patient = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'liandong_web' AND "
                                     "rolconfig::text LIKE '%idle_in_transaction_session_timeout%'").fetchone()
    for [role] in strong:
        yield mend(subject, _("%(role)s may do too much: ALTER ROLE %(role)s NOSUPERUSER NOBYPASSRLS NOCREATEROLE; REVOKE "
                              "liandong_owner FROM %(role)s;", role=role))
    if strange != (0,):
        yield mend(subject, _("tables belong to somebody else than liandong_owner: REASSIGN OWNED BY … TO liandong_owner"))
    if not patient:
        yield mend(subject, _("an idle transaction could hold back the seal: run the SQL of `liandong migrate --sql` again"))
    if not strong and strange == (0,) and patient:
        yield ok(subject, "liandong_owner, liandong_web, liandong_jobs")


def migrations(subject: str) -> Findings:
    """The schema is this version's."""
    if not (settings.EMBEDDED or settings.ADDRESSES["owner"]):
        yield note(subject, _("not looked at: LIANDONG_OWNER_URL is not set here"))
        return
    lacking, unknown = database.migrations()
    if lacking:
        yield mend(subject, _("%(count)d are missing: run `liandong migrate`", count=len(lacking)))
    elif unknown:
        yield mend(subject, _("the database was made by a newer version: install that one (%(name)s is unknown here)",
                              name=unknown[0]))
    else:
        yield ok(subject, _("all of them"))


def actors(subject: str) -> Findings:
    """An actor signed here must be one for the database."""
    with psycopg.connect(**database.conninfo("web")) as connection:
        token = sign(Actor(NOBODY, NOBODY, datetime.now(UTC)), *connection.execute(STAMP).fetchone())
        connection.execute("SELECT set_config('liandong.actor', %s, true)", [token])
        try:
            connection.execute("SELECT actor_agency()")
        except psycopg.errors.InsufficientPrivilege:
            yield mend(subject, _("the database knows another secret than this installation: bring the old one back, or run "
                                  "`liandong migrate`"))
            return
    yield ok(subject, _("the database trusts this installation"))


def jobs(subject: str) -> Findings:
    """A worker lives, and nothing failed or waits too long."""
    moment = datetime.now(UTC)
    with psycopg.connect(**database.conninfo("jobs")) as connection:
        heard = connection.execute("SELECT max(last_heartbeat) FROM procrastinate_workers").fetchone()[0]
        failed = connection.execute("SELECT count(*), max(task_name) FROM procrastinate_jobs "
                                    "WHERE status = 'failed'").fetchone()
        late = connection.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at < %s",
                                  [moment - PATIENCE]).fetchone()[0]
    if heard is None or moment - heard > SILENCE:
        yield mend(subject, _("no worker runs: start `liandong serve`, or `liandong worker` on another machine"))
    if failed[0]:
        yield mend(subject, _("%(count)d failed, of %(task)s among others: the worker's log says why", count=failed[0],
                              task=failed[1]))
    if late:
        yield mend(subject, _("%(count)d wait for more than ten minutes: start another `liandong worker`", count=late))
    if heard and moment - heard <= SILENCE and not failed[0] and not late:
        yield ok(subject, _("a worker runs, nothing failed"))


def horizon(subject: str) -> Findings:
    """What was written more than ten minutes ago is sealed."""
    with psycopg.connect(**database.conninfo("jobs")) as connection:
        sealed = connection.execute("SELECT max(at), count(*) FROM audit_batch").fetchone()
        waiting = connection.execute(
            "SELECT count(*) FROM audit_entry WHERE xact >= coalesce((SELECT to_xact FROM audit_batch ORDER BY number DESC "
            "LIMIT 1), '0'::xid8)").fetchone()[0]
        oldest = connection.execute("SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
                                    "AND pid <> pg_backend_pid()").fetchone()[0]
    moment = datetime.now(UTC)
    if oldest and moment - oldest > PATIENCE:
        yield mend(subject, _("a transaction open since %(since)s holds back the seal: end it", since=f"{oldest:%F %T}"))
    elif waiting and (sealed[0] is None or moment - sealed[0] > PATIENCE):
        yield mend(subject, _("%(count)d lines of the ledger are not sealed: start the worker", count=waiting))
    else:
        yield ok(subject, _("%(count)d batches sealed, %(waiting)d lines wait for the next", count=sealed[1], waiting=waiting))


def disk(subject: str) -> Findings:
    """Room for a day's work."""
    free = shutil.disk_usage(settings.DATA).free
    words = _("%(free).1f GB are free in %(folder)s", free=free / 1024**3, folder=settings.DATA)
    yield ok(subject, words) if free > LITTLE else mend(subject, words + _(": make room"))


def clock(subject: str) -> Findings:
    """This machine, the database's and the ledger agree on the time."""
    with psycopg.connect(**database.conninfo("jobs"), autocommit=True) as connection:
        theirs = connection.execute("SELECT clock_timestamp()").fetchone()[0]  # to compare, never to act on
        sealed = connection.execute("SELECT max(at) FROM audit_batch").fetchone()[0]
    ours = datetime.now(UTC)
    if abs(ours - theirs) > SKEW:
        yield mend(subject, _("%(seconds)d seconds apart from the database's: let both follow a time server",
                              seconds=abs(ours - theirs).total_seconds()))
    elif sealed and sealed > ours + SKEW:
        yield mend(subject, _("behind the last seal of the ledger (%(at)s): set it right", at=f"{sealed:%F %T}"))
    else:
        yield ok(subject, _("agrees with the database's"))


def mail(subject: str) -> Findings:
    """The mail server answers, if one is named."""
    if not settings.EMAIL_HOST:
        yield note(subject, _("off: notices stay inside Liandong; LIANDONG_MAIL_HOST names a server"))
        return
    bad = [*_mail_settings(subject)]
    yield from bad
    try:
        connection = get_connection(SMTP, timeout=5)
        connection.open()  # encrypts and logs in as a mail would
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        yield mend(subject, _("%(host)s does not answer (%(reason)s): see LIANDONG_MAIL_HOST and LIANDONG_MAIL_PORT",
                              host=settings.EMAIL_HOST, reason=error))
        return
    with psycopg.connect(**database.conninfo("jobs")) as connection:
        late = connection.execute("SELECT count(*), max(last_error) FROM notices_mail "
                                  "WHERE state = 'failed' OR state = 'queued' AND tries > 1").fetchone()
    if late[0]:
        yield mend(subject, _("%(count)d mails do not go out (%(reason)s): see the outbox under Notices", count=late[0],
                              reason=late[1]))
    elif not bad:
        yield ok(subject, _("%(host)s answers", host=settings.EMAIL_HOST))


def _mail_settings(subject: str) -> Findings:
    """What would send a password in the clear, or links nobody can follow."""
    host = urlsplit(settings.URL).hostname
    if settings.MAIL_TLS not in ("no", "starttls", "tls"):
        yield mend(subject, _("LIANDONG_MAIL_TLS says %(word)s: write no, starttls or tls", word=settings.MAIL_TLS))
    elif settings.MAIL_TLS == "no" and settings.EMAIL_HOST_USER and settings.EMAIL_HOST not in HERE:
        yield mend(subject, _("the password goes to %(host)s in the clear: set LIANDONG_MAIL_TLS to starttls or tls",
                              host=settings.EMAIL_HOST))
    if host in HERE and settings.EMAIL_HOST not in HERE:
        yield mend(subject, _("links in mails lead to %(url)s: set LIANDONG_URL to the address officers use", url=settings.URL))


def fonts(subject: str) -> Findings:
    """What pages load and papers are set in is there; Chinese characters can be drawn on this machine."""
    needed = [*(folder for _prefix, folder in settings.STATICFILES_DIRS), *(settings.FONTS / face for face in pdf.FACES)]
    missing = [str(folder) for folder in needed if not folder.is_dir()]
    drawn = shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    if missing:
        yield mend(subject, _("%(folder)s is missing: run `make install`", folder=missing[0]))
    elif drawn == b"":
        yield note(subject, _("no Chinese font on this machine: readers use their own, but what is printed here needs one "
                              "(apt install fonts-noto-cjk)"))
    else:
        yield ok(subject, _("icons and characters are there"))


def pages(subject: str) -> Findings:
    """The web server answers, if it was started here."""
    running = processes.find(settings.DATA / "run", "serve")
    if running is None:
        yield note(subject, _("no web server was started from this data folder"))
    elif processes.answers(urlsplit(running.address)):
        yield ok(subject, running.address)
    else:
        yield mend(subject, _("%(address)s does not answer: see serve.log in the data folder", address=running.address))


CHECKS: dict[str, Callable[[str], Findings]] = {
    _("system user"): system_user, _("secret"): secret, _("database"): server, _("roles"): roles,
    _("migrations"): migrations, _("actors"): actors, _("jobs"): jobs, _("horizon"): horizon, _("disk"): disk,
    _("clock"): clock, _("mail"): mail, _("fonts"): fonts, _("pages"): pages,
}
