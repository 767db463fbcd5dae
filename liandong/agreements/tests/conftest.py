"""An agreement as officers write them, and the way from its text to a signature."""
from types import SimpleNamespace

import pytest

from liandong.agreements import actions, queries
from liandong.agreements.rules.terms import DutyTerm, Terms
from liandong.kernel.actor import acting

TEXT = """江北市公安局与江南市公安局警务合作协议书
【协议编号】________
【协议签订日期】____年__月__日
甲方:江北市公安局
乙方:江南市公安局
鉴于甲乙双方为了共同提高打击跨区域犯罪的能力,经过友好协商,达成以下合作协议:
一、信息共享:甲乙双方建立常态化的信息交流机制,包括但不限于案件线索、重点人员动态、犯罪预警等信息的实时共享。
二、保密条款:双方应对合作过程中获取的敏感信息予以保密,未经对方书面同意,不得向第三方透露。
三、协议的终止:任何一方均可提前三十天书面通知对方终止本协议。
四、协议生效:本协议自双方签字盖章之日起生效,有效期为三年。期满后,如需继续合作,双方应重新协商并签订新协议。
五、本协议一式两份,甲乙双方各执一份。
"""


def settle(terms: Terms) -> Terms:
    """Fill what the text leaves open: levels, and what 重点人员动态 and 预警 mean."""
    for share in terms.sharing:
        share.level = 1
        share.instead = {"persons": ["suspects"], "warnings": []}.get(share.key)
    return terms


def read(agreement) -> Terms:
    return queries.terms_of(agreement)


@pytest.fixture
def drafted(cast):
    """A complete draft of the north."""
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=TEXT)
        terms = settle(read(draft))
        terms.duties.append(DutyTerm(key="new-1", kind="intelligence_transfer", every="month", on=25))
        return actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)


@pytest.fixture
def way(cast, drafted) -> SimpleNamespace:
    """Takes the draft further: `sent()`, `agreed()`, `signed()`, each from where it stands."""
    def step(actor, act):
        with acting(actor):
            return act(queries.of(drafted.pk))

    def sent():
        return step(cast.north, lambda it: actions.send(cast.north, it, version=it.version))

    def agreed():
        sent()
        return step(cast.south, lambda it: actions.agree(cast.south, it, edition=it.edition))

    def signed():
        agreed()
        step(cast.north, lambda it: actions.sign(cast.north, it))
        return step(cast.south, lambda it: actions.sign(cast.south, it))

    return SimpleNamespace(sent=sent, agreed=agreed, signed=signed, step=step, key=drafted.pk, sign=actions.sign)
