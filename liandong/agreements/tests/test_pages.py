"""The pages of agreements: who sees what, and the way from an upload to a signature."""
import io
import json
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from conftest import PASSWORD, owner
from liandong.agencies.models import Officer
from liandong.agreements import queries
from liandong.agreements.models import Agreement, Source
from liandong.agreements.rules import bundle
from liandong.agreements.rules.lifecycle import Stage
from liandong.audit import queries as audit
from liandong.kernel.actor import acting

from .conftest import TEXT

HERE = "/agreements/"


def post(client, path, data=None, **more):
    return client.post(path, {"idempotency_key": str(uuid4()), **(data or {})}, **more)


def fields(page) -> dict[str, object]:
    """What the reader's form would send back as it stands, from the page's own form."""
    form = page.context["form"]
    data = {"version": page.context["agreement"].version, "party": form.roles, "sharing": list(form.sharing),
            "duties": list(form.duties)}
    for one in form.forms().values():
        for field in one:
            value = field.value()
            if value not in (None, "", False, []):
                data[field.html_name] = value
    return data


def docx(text: str) -> SimpleUploadedFile:
    file, paper = io.BytesIO(), Document()
    for line in text.splitlines():
        paper.add_paragraph(line)
    paper.save(file)
    return SimpleUploadedFile("协议.docx", file.getvalue())


@pytest.fixture
def north(cast, sign_in):
    return sign_in(cast.north)


def test_an_uploaded_file_is_read_and_kept_as_it_is(north, cast):
    answer = post(north, f"{HERE}import/", {"file": docx(TEXT)})
    assert answer.status_code == 302
    with acting(cast.north):
        [draft] = Agreement.objects.all()
        assert draft.title == "江北市公安局与江南市公安局警务合作协议书" and Source.objects.get().name == "协议.docx"
    assert north.get(f"{HERE}{draft.pk}/source/").content[:2] == b"PK"
    page = north.get(answer["Location"])
    assert "重点人员动态" in page.content.decode() and page.context["is_blocked"]


@pytest.mark.parametrize("name, content", [
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600), ("a.txt", b""), ("a.docx", b"PK\x03\x04broken"),
    ("a.txt", "国".encode() * 7_000_000)])
def test_what_cannot_be_read_is_refused_beside_its_field(north, cast, name, content):
    page = post(north, f"{HERE}import/", {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 422 and page.context["form"].errors["file"]
    with acting(cast.north):
        assert not Agreement.objects.exists()


def test_a_pasted_text_is_read(north):
    assert post(north, f"{HERE}import/", {"text": TEXT}).status_code == 302


def test_a_file_of_several_asks_which_one_is_meant(north, cast):
    both = TEXT + "\n\n" + TEXT.replace("江南市公安局", "临江县公安局").replace("三年", "两年")
    page = post(north, f"{HERE}import/", {"file": docx(both)})
    assert page.status_code == 200 and len(page.context["form"].fields["place"].choices) == 2
    assert post(north, f"{HERE}import/", {"place": "9"}).status_code == 422
    assert post(north, f"{HERE}import/", {"place": "1"}).status_code == 302
    with acting(cast.north):
        [draft] = Agreement.objects.all()
        assert "临江县公安局" in draft.text and TEXT not in draft.text and Source.objects.exists()


def test_a_draft_is_a_404_for_the_partner_and_a_stranger(cast, sign_in, drafted):
    for actor in (cast.south, cast.far):
        client = sign_in(actor)
        for path in ("", "edit/", "source/", "export/", "sign/", "row/sharing/"):
            assert client.get(f"{HERE}{drafted.pk}/{path}").status_code == 404, path
        assert post(client, f"{HERE}{drafted.pk}/send/", {"version": drafted.version}).status_code == 404


def test_what_was_sent_is_seen_by_the_partner_alone(cast, sign_in, way):
    way.sent()
    assert sign_in(cast.far).get(f"{HERE}{way.key}/").status_code == 404
    page = sign_in(cast.south).get(f"{HERE}{way.key}/")
    assert page.status_code == 200 and page.context["buttons"]["agree"].reason == ""
    assert way.key in [line.agreement.pk for line in sign_in(cast.south).get(f"{HERE}?tab=mine").context["lines"]]


def test_terms_typed_on_the_reader_are_saved_and_then_sent(cast, north):
    post(north, f"{HERE}import/", {"text": TEXT})
    with acting(cast.north):
        key = Agreement.objects.get().pk
    typed = fields(north.get(f"{HERE}{key}/edit/"))
    typed |= {"sharing-leads-level": "1", "sharing-persons-level": "1", "sharing-persons-instead": ["suspects"],
              "sharing-warnings-nothing": "on", "duties": ["new-1"], "duties-new-1-kind": "intelligence_transfer",
              "duties-new-1-who": "both", "duties-new-1-every": "month", "duties-new-1-on": "25"}
    assert post(north, f"{HERE}{key}/edit/", typed).status_code == 302
    page = north.get(f"{HERE}{key}/edit/")
    assert not page.context["is_blocked"] and "每月25日前" in page.content.decode()
    assert post(north, f"{HERE}{key}/send/", {"version": page.context["agreement"].version}).status_code == 302
    with acting(cast.south):
        assert queries.of(key).stage == Stage.SENT


def test_a_wrong_value_keeps_what_was_typed(north, drafted):
    typed = fields(north.get(f"{HERE}{drafted.pk}/edit/")) | {"duties-new-1-on": "77", "head-title": "改过的名称"}
    page = post(north, f"{HERE}{drafted.pk}/edit/", typed)
    assert page.status_code == 422 and "改过的名称" in page.content.decode() and page.context["wrong"]


def test_two_people_editing_both_see_both(north, drafted):
    typed = fields(north.get(f"{HERE}{drafted.pk}/edit/"))
    post(north, f"{HERE}{drafted.pk}/edit/", typed | {"head-title": "先存的名称"})
    page = post(north, f"{HERE}{drafted.pk}/edit/", typed | {"head-title": "后存的名称"})
    said = page.content.decode()
    assert page.status_code == 422 and "先存的名称" in said and "后存的名称" in said
    assert post(north, f"{HERE}{drafted.pk}/edit/", typed | {"head-title": "后存的名称",
                "version": page.context["agreement"].version}).status_code == 302


def test_the_partner_changes_with_a_reason_and_the_drafter_sees_what(cast, sign_in, way):
    way.sent()
    client = sign_in(cast.south)
    typed = fields(client.get(f"{HERE}{way.key}/edit/")) | {"ending-notice_days": "60"}
    assert post(client, f"{HERE}{way.key}/edit/", typed).status_code == 422
    assert post(client, f"{HERE}{way.key}/edit/", typed | {"why": "三十日太短"}).status_code == 302
    page = sign_in(cast.north).get(f"{HERE}{way.key}/")
    assert any("60" in after for _name, _before, after in page.context["change"].rows)
    versions = sign_in(cast.north).get(f"{HERE}{way.key}/?tab=versions").content.decode()
    assert "<ins>" in versions and "三十日太短" in versions


def test_a_double_click_agrees_once(cast, sign_in, way):
    way.sent()
    client, key = sign_in(cast.south), str(uuid4())
    first, second = (client.post(f"{HERE}{way.key}/agree/", {"edition": 1, "idempotency_key": key}) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    with acting(cast.south):
        assert queries.of(way.key).stage == Stage.AGREED


def test_a_wrong_password_keeps_the_page_and_signs_nothing(cast, sign_in, way):
    way.agreed()
    client = sign_in(cast.north)
    page = post(client, f"{HERE}{way.key}/sign/", {"password": "wrong"})
    assert page.status_code == 422 and page.context["form"].errors["password"]
    with acting(cast.north):
        assert not queries.signed_by(queries.of(way.key))


def test_who_has_a_code_is_asked_for_it(cast, sign_in, way):
    way.agreed()
    secret = totp.generate_totp_secret()
    with owner():
        totp.TOTP.activate(Officer.objects.get(pk=cast.north.officer), secret)
    client, (_before, counter, _after) = sign_in(cast.north), totp.yield_hotp_counters_from_time()
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    assert post(client, f"{HERE}{way.key}/sign/", {"password": PASSWORD}).context["form"].errors["code"]
    assert post(client, f"{HERE}{way.key}/sign/", {"password": PASSWORD, "code": "000000"}).status_code == 422
    assert post(client, f"{HERE}{way.key}/sign/", {"password": PASSWORD, "code": code}).status_code == 302


def test_too_many_wrong_passwords_close_the_door_to_the_right_one(cast, sign_in, way):
    way.agreed()
    client = sign_in(cast.north)
    for _ in range(5):
        post(client, f"{HERE}{way.key}/sign/", {"password": "wrong"})
    assert post(client, f"{HERE}{way.key}/sign/", {"password": PASSWORD}).status_code == 422


def test_the_last_signature_says_what_opened(cast, sign_in, way):
    way.agreed()
    assert post(sign_in(cast.north), f"{HERE}{way.key}/sign/", {"password": PASSWORD}).status_code == 302
    answer = post(sign_in(cast.south), f"{HERE}{way.key}/sign/", {"password": PASSWORD})
    page = sign_in(cast.south).get(answer["Location"])
    assert page.context["opened"]["given"] and page.context["stage"] == Stage.IN_FORCE


def test_an_export_verifies_and_fails_when_one_byte_changes(cast, sign_in, way):
    way.signed()
    data = json.loads(sign_in(cast.south).get(f"{HERE}{way.key}/export/").content)
    assert bundle.check(data) == []
    assert bundle.check(data | {"text": data["text"].replace("三年", "四年", 1)})
    assert bundle.check(data | {"signatures": data["signatures"][:1]})
    assert bundle.check(data | {"deed": data["deed"].replace('"level":1', '"level":2', 1)})


@pytest.mark.parametrize("query", ["", "?tab=negotiating", "?tab=in_force", "?tab=ended&sort=-ends", "?q=警务", "?format=csv"])
def test_the_list_in_every_tab(cast, sign_in, way, query):
    way.signed()
    assert sign_in(cast.north).get(f"{HERE}{query}").status_code == 200


@pytest.mark.parametrize("tab", ["overview", "text", "versions", "endings", "timeline"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_tab_in_both_languages(cast, sign_in, way, tab, language):
    way.signed()
    client = sign_in(cast.south)
    client.cookies["ld_language"] = language
    assert client.get(f"{HERE}{way.key}/?tab={tab}").status_code == 200


def test_an_exported_list_is_a_line_in_the_ledger(cast, sign_in, way):
    way.sent()
    rows = sign_in(cast.south).get(f"{HERE}?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2 and "江北市公安局" in rows[1]
    with acting(cast.south):
        assert audit.lines().filter(verb="agreements.list_export").exists()


@pytest.mark.parametrize("kind, status", [("sharing", 200), ("duties", 200), ("party", 200), ("nothing", 404)])
def test_a_row_to_be_added(north, drafted, kind, status):
    assert north.get(f"{HERE}{drafted.pk}/row/{kind}/", headers={"HX-Request": "true"}).status_code == status


def test_what_was_typed_and_not_saved_can_be_taken_up_again(cast, north, drafted):
    place = f"agreements.edit.{drafted.pk}"
    typed = {name: [str(v) for v in value] if isinstance(value, list) else str(value)
             for name, value in fields(north.get(f"{HERE}{drafted.pk}/edit/")).items()}
    north.post("/draft/", {"place": place, "body": json.dumps(typed | {"head-title": "没存的名称"})},
               headers={"X-Liandong-Passive": "1"})
    assert north.get(f"{HERE}{drafted.pk}/edit/").context["kept"]
    assert "没存的名称" in north.get(f"{HERE}{drafted.pk}/edit/?kept=1").content.decode()
