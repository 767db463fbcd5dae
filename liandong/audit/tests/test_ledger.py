"""The ledger can be added to by many at once, and changed by nobody unseen."""
import random
import time
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner, role
from liandong.audit import actions, queries, rules
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused


def write(actor, seed):
    """Transactions of one to four lines, a fifth of them given up, as fast as they go."""
    chance = random.Random(seed)
    for _ in range(40):
        later = replace(actor, at=actor.at + timedelta(seconds=seed))
        with acting(later):
            for _ in range(chance.randint(1, 4)):
                actions.record(later, "test.write", None)
            transaction.set_rollback(chance.random() < 0.2)
    connection.close()


def seal_until(done):
    while not done.wait(0.005):
        with role("jobs"):
            actions.seal(NOON)
    connection.close()


def total(sql):
    with owner(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def seal_all(at=NOON):
    """Seal until nothing is left: a transaction of any database of the server, such as another test's, holds it back."""
    for _ in range(600):
        with role("jobs"):
            actions.seal(at)
        if total("SELECT count(*) FROM audit_entry") == total("SELECT coalesce(sum(rows), 0) FROM audit_batch"):
            return
        time.sleep(0.1)
    raise TimeoutError("a transaction somewhere on this server does not end")


@pytest.fixture
def ledger(transactional_db, cast):
    """A ledger filled by six writers while it was being sealed."""
    done = Event()
    writers = [Thread(target=write, args=(cast.north, seed)) for seed in range(6)]
    sealer = Thread(target=seal_until, args=(done,))
    for thread in [*writers, sealer]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    sealer.join()
    for second in (6, 7, 8):  # batches enough, even where a transaction elsewhere held the sealer back
        seal_all()
        write(cast.north, second)
    seal_all()


def test_no_row_is_left_out_and_every_batch_holds(ledger):
    written, sealed = total("SELECT count(*) FROM audit_entry"), total("SELECT sum(rows) FROM audit_batch")
    assert written == sealed > 300 and total("SELECT count(*) FROM audit_batch") > 3
    with role("jobs"):
        assert queries.first_break() is None


@pytest.mark.parametrize("tamper", [
    "UPDATE audit_entry SET purpose = 'x' WHERE seq = (SELECT max(seq) FROM audit_entry)",
    "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)",
    "UPDATE audit_batch SET root = sha256(root) WHERE number = (SELECT max(number) FROM audit_batch)",
    "DELETE FROM audit_batch WHERE number = (SELECT max(number) - 1 FROM audit_batch)",
])
def test_even_the_owner_cannot_change_it_unseen(ledger, tamper):
    with owner(), connection.cursor() as cursor:
        cursor.execute(tamper)
    with role("jobs"):
        assert queries.first_break() is not None


@pytest.mark.parametrize("statement", [
    "UPDATE audit_entry SET purpose = 'x'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "INSERT INTO audit_entry (xact, at, officer, agency, verb, kind, purpose, facts, audience, salt, digest) "
    "SELECT '3', at, officer, agency, verb, kind, purpose, facts, audience, salt, digest FROM audit_entry",
])
def test_the_web_role_only_adds(cast, statement):
    with acting(cast.north):
        actions.record(cast.north, "test.write", None)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_nobody_writes_in_anothers_name(cast):
    with pytest.raises(DatabaseError, match="row-level security"), acting(cast.south):
        actions.record(cast.north, "test.write", None, audience=[cast.south.agency])


def test_a_line_is_read_by_its_audience_alone(cast):
    with acting(cast.north):
        actions.record(cast.north, "test.write", None, audience=[cast.south.agency])
    for actor, count in [(cast.north, 1), (cast.south, 1), (cast.far, 0)]:
        with acting(actor):
            assert Entry.objects.count() == count


def test_the_tree_is_the_one_of_the_standard():
    leaf = [sha256(b"\0" + d).digest() for d in (b"a", b"b", b"c")]
    both = sha256(b"\1" + leaf[0] + leaf[1]).digest()
    assert rules.root([b"a", b"b", b"c"]) == sha256(b"\1" + both + leaf[2]).digest()


def test_the_leaves_of_a_batch_are_for_who_has_a_line_in_it_and_say_nothing(transactional_db, cast):
    with acting(cast.north):
        actions.record(cast.north, "test.write", None, audience=[cast.south.agency])
        actions.record(cast.north, "test.write", None)
        own = [bytes(entry.digest) for entry in Entry.objects.order_by("seq")]
    seal_all()
    for actor, count in [(cast.north, 2), (cast.south, 2), (cast.far, 0)]:
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT digest FROM audit_leaves(1)")
            assert [bytes(row[0]) for row in cursor.fetchall()] == own[:count]


def test_two_lines_that_say_the_same_have_different_digests(cast):
    with acting(cast.north):
        for _ in range(2):
            actions.record(cast.north, "test.write", cast.north.officer, facts={"name": "陆知远"})
        first, second = Entry.objects.order_by("seq")
    assert bytes(first.salt) != bytes(second.salt) and bytes(first.digest) != bytes(second.digest)
    assert bytes(first.digest) == rules.digest(first)  # read back from the database it is still the same


def test_a_refusal_keeps_its_reason_and_values_apart_so_that_it_can_be_translated(cast):
    error = Refused("Police number %(number)s is already in use.", number="100001", concerns=[cast.south.agency])
    with acting(cast.north):
        actions.refused(cast.north, "agencies.add_officer", None, error)
    with acting(cast.south):
        line = Entry.objects.get()
    assert line.verb == "agencies.add_officer.refused"
    assert line.facts == {"reason": "Police number %(number)s is already in use.", "number": "100001"}
