"""The pages of shared interests, and what is alike offered before saving."""
from conftest import signed_in
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.sharing import queries
from liandong.sharing.models import Record

from .cast import VEHICLE, entered

TYPED = {"level": "1", "region": "990102", "plate": "岚B·90X1T", "state": "cloned", "facts": "夜间出入市场"}


def meet(cast):
    for actor in (cast.south, cast.north):
        with acting(actor):
            record = entered(actor, VEHICLE)
    with acting(cast.north):
        return record, queries.interests.shared(cast.north).get()


def test_a_liaison_officer_is_led_to_whom_to_call_and_writes_down_what_came_of_it(cast, sign_in):
    record, interest = meet(cast)
    client = sign_in(cast.north)
    listed = client.get("/records/interests/").content.decode()
    assert record.title in listed and "江南市公安局" in listed
    path = f"/records/interests/{interest.pk}/"
    assert record.number in client.get(path).content.decode()
    assert client.post(path, {"note": "", "idempotency_key": uuid7()}).status_code == 422
    assert client.post(path, {"note": "已电话联系，约定会商", "idempotency_key": uuid7()}).status_code == 302
    assert record.title not in client.get("/records/interests/").content.decode()
    assert "约定会商" in client.get(path).content.decode()


def test_to_others_interests_are_not_there(cast, client, sign_in):
    _record, interest = meet(cast)
    for actor in (cast.clerk, cast.south, cast.far):
        assert signed_in(client, actor).get(f"/records/interests/{interest.pk}/").status_code == 404
    assert signed_in(client, cast.clerk).get("/records/interests/").status_code == 404


def test_what_is_alike_is_offered_before_saving_and_nothing_typed_is_lost(cast, sign_in):
    with acting(cast.north):
        earlier = entered(cast.north, VEHICLE)
    client = sign_in(cast.north)
    offered = client.post("/records/new/vehicle/", TYPED | {"idempotency_key": uuid7()})
    assert offered.status_code == 409 and earlier.number in offered.content.decode()
    assert "夜间出入市场" in offered.content.decode()
    saved = client.post("/records/new/vehicle/", TYPED | {"alike": "known", "idempotency_key": uuid7()})
    assert saved.status_code == 302
    with acting(cast.north):
        assert Record.objects.filter(kind="vehicle").count() == 2


def test_what_one_does_not_see_is_not_offered(cast, sign_in):
    with acting(cast.south):
        entered(cast.south, VEHICLE)
    assert sign_in(cast.north).post("/records/new/vehicle/", TYPED | {"idempotency_key": uuid7()}).status_code == 302
