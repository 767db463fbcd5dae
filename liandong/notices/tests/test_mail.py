"""Mails go over SMTP to a server that really answers: once, later when it cannot take them, and back to the officer."""
import email
import re
import threading
from datetime import time, timedelta
from email import policy

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner, role
from liandong.agencies import actions as agencies
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices import actions, queries, rules, smtp
from liandong.notices.models import Mail, Notice, Preference

from .conftest import Post, serve

ADDRESS = "shen@jiangnan.example"


def tell(cast, kind="duties.keep", **more):
    with acting(cast.north):
        actions.tell(cast.north, kind, agencies=[cast.south.agency], message="赵某某 %(plate)s", values={"plate": "云B12345"},
                     subject_kind="duty", subject=uuid7(), **more)


def prefer(actor, groups=("duties",), address=ADDRESS, since=None, until=None):
    with acting(actor):
        own = queries.preference(actor)
        actions.prefer(actor, address=address, mail=groups, quiet_from=since, quiet_until=until, version=own.version)


def run(minutes=0):
    """The job as it runs every minute."""
    at = NOON + timedelta(minutes=minutes)
    with role("jobs"):
        actions.queue_mail(at)
        return actions.send_mail(at)


def outbox():
    with owner():
        return list(Mail.objects.order_by("queued_at"))


def test_a_mail_holds_number_and_link_and_nothing_else(cast, post):
    prefer(cast.south)
    tell(cast)
    assert run() == 1 and run(1) == 0
    [(to, raw)] = post.received
    mail, text = email.message_from_bytes(raw, policy=policy.default), raw.decode()
    with owner():
        notice = Notice.objects.get()
    assert to == [ADDRESS] and mail["To"] == ADDRESS and mail["Subject"] == f"联动通知 {notice.number}"
    assert mail.get_content().split() == ["联动通知", notice.number, f"https://liandong.example/notices/{notice.pk}/"]
    for secret in ("赵", "云B", "江北", "江南", "沈", str(cast.south.officer)):
        assert secret not in text and secret not in mail.get_content()
    assert set(mail.keys()) == {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date",
                                "Message-ID", "Auto-Submitted"}


def test_who_chose_nothing_gets_urgent_ones_alone(cast, post):
    with acting(cast.south):
        agencies.set_address(cast.south, ADDRESS)
    tell(cast)
    tell(cast, urgent=True)
    assert run() == 1 and outbox()[0].notice_id and len(outbox()) == 1


def test_without_an_address_or_a_post_or_after_reading_there_is_no_mail(cast, post):
    prefer(cast.far)
    tell(cast)
    tell(cast, roles=["head"])  # nobody holds it: south, who administrates, is told
    prefer(cast.south)
    with acting(cast.south):
        for notice in Notice.objects.all():
            actions.read(cast.south, notice)
    assert run() == 0 and outbox() == []


def test_quiet_hours_hold_routine_mails_back_and_let_urgent_ones_pass(cast, post):
    prefer(cast.south, since=time(11), until=time(13))  # it is noon
    tell(cast)
    tell(cast, urgent=True)
    assert run() == 1 and run(59) == 0 and run(60) == 1


def test_a_server_that_cannot_take_it_now_is_asked_again_later(cast, post):
    post.answers = ["451 4.3.0 come back later", "452 4.2.2 full"]
    prefer(cast.south)
    tell(cast)
    assert [run(0), run(0), run(1), run(2), run(5), run(6), run(7)] == [0, 0, 0, 0, 0, 1, 0]
    [mail] = outbox()
    assert (mail.state, mail.tries, mail.last_error, mail.next_try_at) == ("sent", 3, "", None)
    assert len(post.received) == 1


def test_the_same_mail_has_the_same_id_at_every_try(cast, post):
    letter = smtp.Letter(uuid7(), ADDRESS, "A1", "https://liandong.example/", NOON)
    [first, second] = [smtp.message(letter).message()["Message-ID"] for _ in range(2)]
    assert first == second and str(letter.key.hex) in first


def test_a_refusal_for_good_comes_back_to_the_officer_and_the_administrators(cast, post):
    post.recipients = {ADDRESS: "550 5.1.1 no such user"}
    prefer(cast.clerk, address=ADDRESS)
    with acting(cast.south):
        actions.tell(cast.south, "duties.keep", agencies=[cast.north.agency], message="x", subject_kind="duty", subject=uuid7())
    run()
    [mail] = outbox()
    assert (mail.state, mail.tries, mail.last_error) == ("bounced", 1, "550 5.1.1 no such user")
    for actor, sees in ((cast.clerk, 1), (cast.north, 1), (cast.south, 0)):
        with acting(actor):
            notes = Notice.objects.filter(kind="notices.bounced")
            assert len(notes) == sees and all("韩牧川" in note.text and "550" in note.text for note in notes)
    with acting(cast.south):  # an address that was refused is left alone until it is changed
        actions.tell(cast.south, "duties.keep", agencies=[cast.north.agency], message="y", subject_kind="duty", subject=uuid7())
    assert run(1) == 0 and len(outbox()) == 1
    prefer(cast.clerk, address="han@jiangbei.example")
    with acting(cast.south):
        actions.tell(cast.south, "duties.keep", agencies=[cast.north.agency], message="z", subject_kind="duty", subject=uuid7())
    assert run(2) == 1


def test_of_several_mails_to_a_wrong_address_one_is_tried_and_one_note_is_written(cast, post):
    post.recipients = {ADDRESS: "550 5.1.1 no such user"}
    prefer(cast.south)
    for _n in range(5):
        tell(cast)
    run()
    assert [mail.state for mail in outbox()] == ["bounced"] * 5 and run(60) == 0
    with acting(cast.south):
        assert Notice.objects.filter(kind="notices.bounced").count() == 1


def test_a_message_refused_for_good_bounces_as_well(cast, post):
    post.answers = ["554 5.7.1 not wanted"]
    prefer(cast.south)
    tell(cast)
    run()
    assert outbox()[0].state == "bounced"


def test_while_the_server_is_down_mails_wait_and_at_last_are_given_up(cast, monkeypatch):
    server = serve(monkeypatch, Post())
    server.stop()
    prefer(cast.south)
    tell(cast)
    run()
    assert (outbox()[0].state, outbox()[0].tries) == ("queued", 1) and "refused" in outbox()[0].last_error.lower()
    minutes = 0
    while outbox()[0].state == "queued":
        minutes = (outbox()[0].next_try_at - NOON).total_seconds() / 60
        run(minutes)
    assert (outbox()[0].state, outbox()[0].tries) == ("failed", len(rules.BACKOFF) + 1)
    with acting(cast.south):
        assert Notice.objects.filter(kind="notices.mail_failed").count() == 1


def test_an_administrator_has_it_tried_again(cast, post):
    post.recipients = {ADDRESS: "550 no"}
    prefer(cast.south)
    tell(cast)
    run()
    post.recipients = {}
    with acting(cast.clerk), pytest.raises(Refused):
        actions.try_again(cast.clerk, Mail(agency_id=cast.clerk.agency))
    with acting(cast.south):
        actions.try_again(cast.south, queries.mails(cast.south).get())
        with pytest.raises(Refused, match="on its way"):
            actions.try_again(cast.south, queries.mails(cast.south).get())
    assert run(1) == 1 and outbox()[0].state == "sent"


def test_starttls_is_asked_for_where_it_is_set_and_nothing_goes_in_the_clear_without(cast, monkeypatch, certificate):
    handler = Post()
    server = serve(monkeypatch, handler, tls="starttls", tls_context=certificate)
    prefer(cast.south)
    tell(cast)
    assert run() == 1 and handler.encrypted == [True]
    server.stop()
    plain = Post()
    server = serve(monkeypatch, plain, tls="starttls")  # a server, or somebody between, that offers no encryption
    tell(cast)
    assert run(1) == 0 and plain.received == [] and "STARTTLS" in outbox()[-1].last_error
    server.stop()


def test_with_tls_from_the_first_byte_nothing_is_said_in_the_clear(cast, monkeypatch, certificate):
    handler = Post()
    server = serve(monkeypatch, handler, tls="tls", ssl_context=certificate)
    prefer(cast.south)
    tell(cast)
    assert run() == 1 and handler.encrypted == [True] and outbox()[0].state == "sent"
    monkeypatch.delenv("SSL_CERT_FILE")
    tell(cast)
    assert run(1) == 0 and len(handler.received) == 1 and "certificate" in outbox()[-1].last_error.lower()
    server.stop()
    plain = Post()
    server = serve(monkeypatch, plain, tls="tls")  # a server that speaks first and in the clear
    assert run(2) == 0 and plain.received == [] and outbox()[-1].state == "queued"
    server.stop()


def test_a_certificate_that_is_not_trusted_stops_the_mail(cast, monkeypatch, certificate):
    monkeypatch.delenv("SSL_CERT_FILE")
    handler = Post()
    server = serve(monkeypatch, handler, tls="starttls", tls_context=certificate)
    prefer(cast.south)
    tell(cast)
    assert run() == 0 and handler.received == [] and "certificate" in outbox()[0].last_error.lower()
    server.stop()


@pytest.mark.parametrize("address", [
    "a@b.example\nBcc: all@world.example", "a@b.example\r\n\r\nhello", "a@b.example, c@d.example"])
def test_an_address_cannot_break_out_of_its_header(cast, post, address):
    prefer(cast.south)
    tell(cast)
    with role("jobs"):
        actions.queue_mail(NOON)
    with owner():
        Mail.objects.update(address=address)  # past the form, which takes none of them
    run()
    assert post.received == [] and outbox()[0].state == "bounced"


def test_without_a_mail_server_nothing_is_kept_for_the_day_there_is_one(cast, monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_HOST", "")
    prefer(cast.south)
    tell(cast, urgent=True)
    assert run() == 0 and outbox() == []
    with owner():
        assert not Notice.objects.filter(mailed_at=None).exists()


def test_a_mail_goes_to_the_head_when_the_notice_does_and_to_nobody_twice(cast, post):
    prefer(cast.south)
    tell(cast, urgent=True)
    run()
    with role("jobs"):
        actions.escalate(NOON + timedelta(minutes=5))  # there is no head: the administrator, who has the mail, is told
    assert run(5) == 0 and len(outbox()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_no_mail_twice(cast, post):
    prefer(cast.south)
    for _n in range(20):
        tell(cast)
    with role("jobs"):
        actions.queue_mail(NOON)
    start = threading.Barrier(2)

    def work():
        with role("jobs"):
            start.wait()
            actions.send_mail(NOON)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    ids = [re.search(b"Message-ID: (.*)", raw)[1] for _to, raw in post.received]
    assert len(ids) == len(set(ids)) == 20


@pytest.mark.parametrize("statement", [
    "INSERT INTO notices_mail SELECT * FROM notices_mail", "UPDATE notices_mail SET address = 'x@y.example'",
    "UPDATE notices_mail SET state = 'sent'", "DELETE FROM notices_mail", "DELETE FROM notices_preference",
])
def test_raw_sql_writes_no_mail_and_turns_none_aside(cast, post, statement):
    post.recipients = {ADDRESS: "550 no"}
    prefer(cast.south)
    tell(cast)
    run()
    with acting(cast.south), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_preferences_and_mails_are_each_officers_own(cast, post):
    prefer(cast.south)
    tell(cast)
    run()
    for actor in (cast.north, cast.far, cast.clerk):
        with acting(actor):
            assert not Preference.objects.exists() and not Mail.objects.exists()
