"""An export is checked offline: one changed byte anywhere is found, and the row it stands in is named."""
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given, settings, strategies as st

from conftest import NOON, owner, role
from liandong.audit import actions, export, queries, rules
from liandong.audit.tests.test_ledger import seal_all
from liandong.audit.verify import verify_file, verify_rows
from liandong.kernel.actor import acting

text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NORTH, SOUTH = UUID(int=1), UUID(int=2)


@st.composite
def entry(draw):
    """One line of a ledger that was never in a database."""
    line = SimpleNamespace(
        at=NOON + timedelta(seconds=draw(st.integers(0, 10**6))), officer=NORTH, agency=NORTH, verb="test.write", kind="",
        subject=draw(st.none() | st.uuids()), purpose=draw(text), facts=draw(st.dictionaries(st.just("name"), text)),
        change=draw(st.none() | st.binary(min_size=32, max_size=32)), audience=[NORTH, SOUTH],
        salt=draw(st.binary(min_size=16, max_size=16)))
    line.digest = rules.digest(line)
    return line


@st.composite
def ledger(draw):
    """A random ledger: sealed batches, and perhaps lines that are not sealed yet."""
    batches = draw(st.lists(st.lists(entry(), min_size=1, max_size=5), max_size=4))
    chain, lines, seq = [queries.START], [], 0
    for number, batch in enumerate([*batches, draw(st.lists(entry(), max_size=2))], 1):
        tree = rules.levels([line.digest for line in batch]) if batch else []
        sealed = seal(chain, batch, tree) if number <= len(batches) else None
        for place, line in enumerate(batch):
            line.seq = seq = seq + 1
            lines.append((line, sealed, rules.proof(tree, place) if sealed else []))
    return chain, lines


def seal(chain, batch, tree):
    last, number = chain[-1], len(chain)
    root, upper = tree[-1][0], str(number * 10)
    head = rules.head(last.head, number, last.to_xact, upper, root)
    chain.append(queries.Batch(number, last.to_xact, upper, root, head, len(batch), NOON))
    return chain[-1]


def written(form, chain, lines):
    """The rows of an export, before they are bound."""
    bare = [(line, batch, None if form == "whole" else proof) for line, batch, proof in lines]
    return list(export.rows(form, NOON, chain, bare, NORTH, "江北市公安局"))


forms = st.sampled_from(["audience", "whole"])


@given(ledger(), forms)
def test_an_untouched_export_holds(found, form):
    chain, lines = found
    result = verify_rows(export.bound(written(form, chain, lines)))
    assert result.ok and result.broken is None and result.head == chain[-1].head.hex()
    assert (result.lines, result.batches) == (len(lines), len(chain) - 1)
    assert result.unsealed == sum(batch is None for _, batch, _ in lines)


@given(ledger(), forms, st.data())
@settings(max_examples=300)
def test_one_changed_byte_is_found_and_its_row_named(found, form, data):
    whole = b"".join(export.bound(written(form, *found)))
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != whole[place]))
    changed = whole[:place] + bytes([byte]) + whole[place + 1:]
    result = verify_rows(_rows(changed))
    assert not result.ok and result.broken.row == whole[:place].count(b"\n") + 1


def _rows(file):
    return [row + b"\n" for row in file.split(b"\n")[:-1]] + [row for row in file.split(b"\n")[-1:] if row]


@given(ledger().filter(lambda f: len(f[1]) > 1), forms, st.data())
def test_a_row_left_out_or_moved_is_found(found, form, data):
    rows = list(export.bound(written(form, *found)))
    place = data.draw(st.integers(0, len(rows) - 2))
    assert verify_rows(rows[:place] + rows[place + 1:]).broken.row == place + 1
    assert verify_rows(rows[:place] + [rows[place + 1], rows[place]] + rows[place + 2:]).broken.row == place + 1
    assert not verify_rows(rows[:place]).ok and not verify_rows([*rows, rows[-1]]).ok


@given(ledger().filter(lambda f: len(f[0]) > 1), forms, st.booleans(), st.data())
def test_who_writes_the_sums_anew_is_still_found(found, form, digests, data):
    rows = written(form, *found)
    sealed = [row for row in rows if row.get("batch")]
    forged = data.draw(st.sampled_from(sealed))
    forged["line"]["purpose"] += "x"
    if digests:
        forged["digest"] = rules.digest_of(forged["line"]).hex()
    result = verify_rows(export.bound(rows))
    assert not result.ok
    if not digests or form == "audience":
        assert (result.broken.row, result.broken.seq) == (rows.index(forged) + 1, forged["seq"])


@given(ledger().filter(lambda f: len(f[0]) > 1), st.data())
def test_a_sealed_line_cannot_vanish_from_the_whole_form(found, data):
    rows = written("whole", *found)
    rows.remove(data.draw(st.sampled_from([row for row in rows if row.get("batch")])))
    rows[-1] = rows[-1] | {"lines": rows[-1]["lines"] - 1}
    assert not verify_rows(export.bound(rows)).ok


@given(ledger().filter(lambda f: len(f[0]) > 1))
def test_a_ledger_written_anew_does_not_fit_the_heads_a_partner_kept(found):
    chain, lines = found
    rows = list(export.bound(written("audience", chain, lines)))
    assert verify_rows(rows, {1: chain[1].head.hex()}).ok
    assert verify_rows(rows, {1: "0" * 64}).broken.row == 2


@given(st.integers(1, 70), st.data())
def test_a_proof_holds_for_every_index_and_for_no_other_line(size, data):
    leaves = [bytes([n]) * 32 for n in range(size)]
    tree = rules.levels(leaves)
    for index, leaf in enumerate(leaves):
        assert rules.climb(leaf, rules.proof(tree, index)) == rules.root(leaves)
    other = data.draw(st.integers(0, size - 1))
    assert size == 1 or rules.climb(leaves[other], rules.proof(tree, (other + 1) % size)) != rules.root(leaves)


def test_the_check_runs_where_there_is_no_django(tmp_path):
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(export.bound(written("audience", [queries.START], []))))
    code = ("import sys; sys.modules['django'] = None\nfrom liandong.audit.verify import verify_file\n"
            f"assert verify_file({str(file)!r}).ok")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(export.__file__).parents[2])


@pytest.fixture
def kept(transactional_db, cast):
    """Three batches of three lines, the first line of each for south as well; then one line that is not sealed."""
    for minute in range(4):
        later = replace(cast.north, at=NOON + timedelta(minutes=minute))
        for number in range(3 if minute < 3 else 1):
            with acting(later):
                actions.record(later, "test.write", None, purpose=f"第{number}次",
                               audience=[] if number else [cast.south.agency])
        if minute < 3:
            seal_all(later.at)
    return cast


def exported(actor, path, **period):
    with acting(actor):
        path.write_bytes(b"".join(export.build(actor, name="江北市公安局", **period)))
    return verify_file(path)


def test_each_agency_exports_its_own_lines_with_proofs_that_hold(kept, tmp_path):
    for actor, lines, unsealed in [(kept.north, 10, 1), (kept.south, 4, 1), (kept.far, 0, 0)]:
        result = exported(actor, tmp_path / "ledger.jsonl")
        assert result.ok and (result.lines, result.unsealed) == (lines, unsealed)
        assert result.head == queries.chain()[-1].head.hex()


def test_a_period_is_exported_alone(kept, tmp_path):
    period = {"since": NOON + timedelta(minutes=1), "until": NOON + timedelta(minutes=2)}
    result = exported(kept.north, tmp_path / "ledger.jsonl", **period)
    assert result.ok and result.lines == 3


def test_the_whole_ledger_is_exported_and_checked_without_proofs(kept):
    with role("jobs"), acting(kept.north):
        result = verify_rows(export.whole(NOON))
    assert result.ok and (result.lines, result.batches, result.unsealed) == (10, len(queries.chain()) - 1, 1)


def test_a_line_the_owner_of_the_tables_changed_is_named(kept, tmp_path):
    with owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET purpose = 'x' WHERE seq = 5")
    result = exported(kept.north, tmp_path / "ledger.jsonl")
    assert not result.ok and result.broken.seq == 5
