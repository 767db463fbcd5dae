"""Notices over the API are the same as on the pages."""
import json

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.notices import actions
from liandong.notices.models import Notice


def post(client, path, **body):
    return client.post(path, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": str(uuid7())})


def test_a_notice_is_listed_read_and_acknowledged(cast, sign_in, monkeypatch):
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)
    with acting(cast.south):
        actions.tell(cast.south, "sharing.recalled", agencies=[cast.north.agency],
                     values={"owner": "江南市公安局", "number": "1"}, subject_kind="record", subject=uuid7(), urgent=True)
    client = sign_in(cast.north)
    [found] = client.get("/api/notices/?tab=unread&group=sharing").json()
    path = f"/api/notices/{found['id']}/"
    assert found["text"].startswith("江南市公安局") and client.get(path).json() == found
    assert post(client, f"{path}read/").json()["is_read"] is True
    assert post(client, f"{path}acknowledge/", note="收到").json()["acknowledged_by"] == str(cast.north.officer)
    assert post(client, f"{path}acknowledge/").status_code == 200  # again is harmless
    with acting(cast.north):
        assert Notice.objects.get().acknowledged_note == "收到"
    assert sign_in(cast.far).get(path).status_code == 404
