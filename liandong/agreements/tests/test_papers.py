"""Papers of an agreement: what can be printed when, what stands on them, who may; files kept beside it."""
import io
import time
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from conftest import NOON, owner, role, signed_in
from liandong.agencies.models import Officer
from liandong.agreements import actions, queries
from liandong.agreements.rules.papers import Printed
from liandong.audit import actions as audit, queries as ledger
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from tests.story import PICTURE


def text(data):
    if data.startswith(b"%PDF"):
        return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)
    return "".join("".join(one.text.split()) for one in Document(io.BytesIO(data)).paragraphs)


def printed(actor, pk, kind, media="docx"):
    with acting(actor):
        return text(actions.print_paper(actor, queries.of(pk), kind=kind, media=media))


def offered(actor, pk):
    with acting(actor):
        return {kind.value for kind in queries.papers_offered(actor, queries.of(pk))}


def test_each_stage_has_its_papers(cast, way, drafted):
    pk = drafted.pk
    assert offered(cast.north, pk) == {"agreement", "cover"}
    way.agreed()
    assert offered(cast.south, pk) == {"agreement", "original", "signatures", "cover"}
    for actor in (cast.north, cast.south):
        way.step(actor, lambda it, actor=actor: actions.sign(actor, it))
    assert offered(cast.north, pk) == {"agreement", "signatures", "record"}


def test_the_signature_page_says_who_signed_with_which_key(cast, way):
    signed = way.signed()
    told = printed(cast.south, signed.pk, Printed.AGREEMENT, "pdf")
    for words in ("甲方（盖章）：江北市公安局", "签署人：陆知远", "乙方（盖章）：江南市公安局", "签署人：沈砚秋", "密钥指纹："):
        assert words in told
    assert "江南市公安局沈砚秋2026-11-2312:00打印" in told and "签名与文本不符" not in told


def test_what_is_printed_for_sealing_bears_no_mark_and_no_names(cast, way):
    told = printed(cast.north, way.agreed().pk, Printed.ORIGINAL)
    assert "签署人：" in told and "陆知远" not in told and "打印" not in told and not told.startswith("内部")


def test_a_draft_says_that_it_is_not_signed(cast, drafted):
    assert "（未签署的文本，供核对）" in printed(cast.north, drafted.pk, Printed.AGREEMENT)


def test_the_certificate_says_how_many_lines_and_the_sealed_head(transactional_db, cast, way):
    signed = way.signed()
    for _again in range(600):  # sealing waits for the oldest transaction of the whole server: another test's
        with role("jobs"):
            audit.seal(NOON)
        with acting(cast.north):
            lines, heads = ledger.standing(signed.pk), list(ledger.heads(limit=1))
        if heads and lines.unsealed == 0:
            break
        time.sleep(0.1)
    [batch] = heads
    told = printed(cast.north, signed.pk, Printed.RECORD)
    assert lines.unsealed == 0 and f"留痕共{lines.lines}条" in told
    assert batch.head.hex() in told and lines.digest in told


def test_a_redline_underlines_what_was_added_and_strikes_out_what_was_removed(cast, way):
    way.sent()
    way.step(cast.south, lambda it: actions.change(cast.south, it, text=it.text.replace("友好", "充分"), why="措辞",
                                                   terms=queries.terms_of(it), version=it.version))
    with acting(cast.north):
        made = actions.print_paper(cast.north, queries.of(way.key), kind=Printed.REDLINE, media="docx")
    runs = [run for line in Document(io.BytesIO(made)).paragraphs for run in line.runs]
    marked = {run.text: (bool(run.underline), bool(run.font.strike)) for run in runs if run.underline or run.font.strike}
    assert marked["充分"] == (True, False) and marked["友好"] == (False, True)
    assert "第1版与第2版对照" in text(made)


def test_a_notice_and_its_end_have_their_letters(cast, way):
    signed = way.signed()
    with acting(cast.south):
        ending = actions.give_notice(cast.south, queries.of(signed.pk), why="职能调整。")
    with acting(cast.north):
        actions.receive_notice(cast.north, queries.endings.of(ending.pk))
    told = printed(cast.north, signed.pk, Printed.NOTICE)
    assert "因职能调整" in told and "自你局收到本函之日起三十日期满" in told and "江南市公安局关于提前终止" in told
    later = replace(cast.north, at=NOON + timedelta(days=60))
    assert "随终止失效" not in told and "closing_report" in offered(later, signed.pk)
    assert "义务履行情况" in printed(later, signed.pk, Printed.CLOSING)


def test_an_end_by_consent_has_its_agreement_and_a_whole_report(cast, way):
    signed = way.signed()
    with acting(cast.south):
        proposal = actions.propose_end(cast.south, queries.of(signed.pk), last_on=NOON.date(), why="并入新协议")
        actions.claim_breach(cast.south, queries.of(signed.pk), respondent=cast.north.agency, text="未按期传递")
    with acting(cast.north):
        actions.consent_end(cast.north, queries.endings.of(proposal.pk))
    told = printed(cast.north, signed.pk, Printed.ENDING)
    assert "关于终止《江北市公安局与江南市公安局警务合作协议书》的协议" in told and "沈砚秋" in told and "陆知远" in told
    report = printed(replace(cast.north, at=NOON + timedelta(days=2)), signed.pk, Printed.CLOSING)
    assert "各方协商一致（江南市公安局：并入新协议）" in report and "主张江北市公安局违约：未按期传递" in report
    assert "四、未结事项" in report


def test_a_paper_is_a_download_with_a_line_in_the_ledger_and_a_name_by_the_rule(cast, way, sign_in):
    signed = way.signed()
    address = reverse("agreements:paper", args=[signed.pk, "signatures", "pdf"])
    answer = sign_in(cast.south).get(address)
    assert answer.content.startswith(b"%PDF") and "attachment" in answer["Content-Disposition"]
    assert "_%E7%AD%BE%E7%BD%B2%E9%A1%B5_" in answer["Content-Disposition"]
    with acting(cast.north):
        assert ledger.timeline(signed.pk)[0].verb == "agreements.print_signatures"
    assert signed_in(Client(), cast.far).get(address).status_code == 404
    assert sign_in(cast.north).get(address.replace("signatures", "closing_report")).status_code == 404


def test_a_paper_that_the_stage_does_not_have_is_refused(cast, drafted):
    with acting(cast.north), pytest.raises(Refused, match="cannot be printed"):
        actions.print_paper(cast.north, queries.of(drafted.pk), kind=Printed.RECORD, media="pdf")


def test_a_file_is_kept_on_the_page_and_the_partner_finds_it_there(cast, way, sign_in):
    signed = way.signed()
    address = reverse("agreements:keep", args=[signed.pk])

    def keep(actor, file):
        return sign_in(actor).post(address, {"kind": "letter", "file": file, "ruled": "on", "idempotency_key": str(uuid4())})

    assert keep(cast.south, SimpleUploadedFile("来函.png", PICTURE)).status_code == 302
    page = sign_in(cast.north).get(reverse("documents:panel", args=[signed.pk])).content.decode()
    assert "_江南市公安局_来往函件_来函.png" in page
    assert "存入新版" not in page  # another agency's
    wrong = keep(cast.north, SimpleUploadedFile("a.pdf", b"MZ"))
    assert wrong.status_code == 422 and "PDF" in wrong.content.decode()


def test_a_newer_version_is_kept_from_the_list_of_files(cast, way, sign_in):
    signed, south = way.signed(), sign_in(cast.south)
    with acting(cast.south):
        first = actions.keep_file(cast.south, queries.of(signed.pk), kind="letter", name="来函.png", content=PICTURE)
    panel, address = (reverse(name, args=[signed.pk]) for name in ("documents:panel", "agreements:keep"))
    replace_at = f"{address}?follows={first.pk}"
    assert replace_at in south.get(panel).content.decode() and first.name in south.get(replace_at).content.decode()
    newer = {"kind": "letter", "file": SimpleUploadedFile("x.png", PICTURE), "idempotency_key": str(uuid4())}
    assert south.post(replace_at, newer).status_code == 302
    assert "已有新版" in south.get(panel).content.decode()
    assert south.get(f"{address}?follows={uuid4()}").status_code == south.get(f"{address}?follows=x").status_code == 404


def test_who_is_no_clerk_keeps_no_file(cast, way, sign_in):
    signed = way.signed()
    with owner():
        Officer.objects.filter(pk=cast.south.officer).update(roles=["officer"])
    south = sign_in(cast.south)
    assert south.get(reverse("agreements:keep", args=[signed.pk])).status_code == 409
    page = south.get(reverse("agreements:detail", args=[signed.pk]) + "?tab=papers").content.decode()
    assert "存入文件" not in page and "签署页" in page
