"""Hand mails to the mail server, and say of each what came of it. A mail holds a number and a link, nothing else."""
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext, override

BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SENT, LATER, REFUSED = "sent", "later", "refused"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: to whom, about which notice, and where that is read."""

    key: UUID
    address: str
    number: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it: sent, to be tried later, or refused for good; and the server's words."""

    result: str
    words: str = ""


def hand_over(letters: Iterable[Letter]) -> Iterator[tuple[Letter, Verdict]]:
    """Each letter with what came of it, over one connection that is opened again when it breaks."""
    connection = get_connection(BACKEND)
    try:
        for letter in letters:
            yield letter, _send(connection, letter)
    finally:
        _hang_up(connection)


def _send(connection: BaseEmailBackend, letter: Letter) -> Verdict:
    try:
        connection.open()
        connection.send_messages([message(letter)])
    except smtplib.SMTPRecipientsRefused as error:
        [(code, words), *_others] = error.recipients.values()
        return _judge(connection, code, words)
    except smtplib.SMTPDataError as error:
        return _judge(connection, error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:  # of the server or of our own settings, not of the address
        _hang_up(connection)
        return Verdict(LATER, _said(error))
    except ValueError as error:  # an address or a sender that would break out of its header
        return Verdict(REFUSED, _said(error))
    return Verdict(SENT)


def message(letter: Letter) -> EmailMessage:
    """The mail as it is sent; the same id at every try, so that a mail that came twice is one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    with override(settings.LANGUAGE_CODE):
        words = gettext("Liandong notice %(number)s") % {"number": letter.number}
    return EmailMessage(words, f"{words}\n{letter.url}\n", settings.DEFAULT_FROM_EMAIL, [letter.address], headers={
        "Message-ID": f"<{letter.key.hex}@{domain}>", "Date": format_datetime(letter.at), "Auto-Submitted": "auto-generated"})


def _judge(connection: BaseEmailBackend, code: int, words: bytes | str) -> Verdict:
    """What a reply about one address means: 5xx for good, 4xx for now; after 421 the server has hung up."""
    if code == 421:
        _hang_up(connection)
    return Verdict(REFUSED if 500 <= code < 600 else LATER, _reply(code, words))


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:300]


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def _hang_up(connection: BaseEmailBackend) -> None:
    with suppress(smtplib.SMTPException, OSError):  # it is broken already
        connection.close()
