"""A small world for the house tests: an agreement in force between north and south, with a record and a duty."""
from dataclasses import dataclass, replace
from datetime import time, timedelta
from uuid import UUID

from django.urls import reverse

from conftest import NOON
from liandong.agencies import actions, queries as agencies, rules
from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.documents import actions as documents
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.notices.models import Notice
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record
from liandong.sharing.rules.entries import Entry

TEXT = """{north}与{south}警务协作协议

甲方：{north}
乙方：{south}

第一条 信息共享
双方对案件线索、嫌疑人信息实时共享。

第二条 情报交换
双方于每月25日前相互传递情报信息。

第三条 保密
未经对方书面同意，不得向第三方提供。

第四条 期限
本协议自双方签字盖章之日起生效，有效期三年。任何一方可提前三十日书面通知对方终止本协议。
"""


# The smallest picture there is: one white point.
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
                        "0000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082")

BARE = ("list", "preferences", "mail", "import", "read_all", "add_officer", "name_liaison", "add_desk", "export",
        "partners", "heads", "verify", "calendar", "load_calendar", "rosters", "open_roster", "contacts", "add_contact",
        "plan_tests", "chain", "add_department", "new", "ours")


@dataclass(frozen=True)
class Running:
    """The keys of what the story holds."""

    agreement: UUID
    record: UUID
    duty: UUID
    notice: UUID
    south: UUID
    officer: UUID
    post: UUID
    desk: UUID
    roster: UUID
    shift: UUID
    contact: UUID
    department: UUID
    file: UUID

    def address(self, name: str) -> str:
        """The address of that name, or of that path of the API, for what the story holds."""
        if name.startswith("api/"):
            key = {"duties": self.duty, "agreements": self.agreement, "notices": self.notice,
                   "agencies": self.south}.get(name.split("/")[1], self.record)
            key = {"rosters": self.roster, "contacts": self.contact}.get("".join(name.split("/")[2:3]), key)
            path = name.replace("<deed>", str(self.agreement)).replace("<one>", str(key))
            return "/" + path.replace("<pk>", str(key)).replace("<verb>", "send")
        key = {"agreements": self.agreement, "duties": self.duty, "sharing": self.record, "notices": self.notice,
               "agencies": self.officer, "audit": self.agreement}.get(
            name.split(":")[0])
        key = next((found for words, found in (("liaison", self.post), ("hand_over", self.post), ("desk", self.desk),
                                               ("drop_shift", self.shift), ("roster", self.roster), ("_shifts", self.roster),
                                               ("contact", self.contact), ("department", self.department))
                    if name.startswith("agencies:") and words in name), key)
        if name.startswith("documents:"):
            key = self.file
        more = {"agreements:row": ["duties"], "agreements:paper": ["signatures", "docx"],
                "agreements:step": ["send"], "agreements:running": ["suspend"], "sharing:step": ["check"],
                "sharing:onward_step": ["give"],
                "agreements:settle": [self.record], "agreements:end": ["consent"],
                "sharing:cell": ["phone"], "sharing:reveal": ["phone"], "sharing:recall": [self.south],
                "sharing:unrelate": [self.south]}.get(name, [])
        bare = {"agencies:centres": [], "agencies:set_centre": [], "agencies:bring": [],
                "agencies:bring_template": ["officers"], "agencies:bring_preview": [],
                "agencies:bring_faults": [], "agencies:bring_drop": [], "agencies:bring_slips": [],
                "sharing:enter": ["lead"], "sharing:imports": [], "sharing:exports": [], "sharing:accounts": [],
                "sharing:import_template": ["lead"],
                "sharing:standard": [], "sharing:asks": [], "sharing:interests": [], "sharing:onwards": [],
                "sharing:standard_kind": ["lead"], "sharing:reviews": [],
                "sharing:standard_codes": ["sex"], "sharing:standard_file": ["csv"], "sharing:standard_history": [],
                "sharing:standard_add": ["element", "lead"], "sharing:standard_retire": ["code", "region", "990421"],
                "sharing:standard_change": ["element", "lead", "x_none"], "sharing:suggest": ["lead"],
                "sharing:standard_one": ["element", "lead", "x_none"],
                "sharing:deed_panel": [self.agreement],
                "sharing:would_open": [self.agreement], "sharing:waits": [self.south],
                "sharing:use_panel": [self.agreement], "sharing:uses": [self.agreement], "agencies:detail": [self.south],
                "agencies:desks_panel": [self.south],
                "mfa_remove_webauthn": [1], "feed": ["no-such-key"], "filter_change": [self.duty]}.get(name)
        if bare is not None:
            return reverse(name, args=bare)
        listed = ":" not in name or name.split(":")[-1] in BARE and name != "agreements:export"
        return reverse(name) if listed else reverse(name, args=[key, *more])


def running(cast) -> Running:
    """North drafts, south agrees, both sign; north then enters a lead that opens to south."""
    before = {name: replace(getattr(cast, name), at=NOON - timedelta(days=3)) for name in ("north", "south")}
    post, desk = _called(before["north"], cast.south.agency)
    _called(before["south"], cast.north.agency)
    duty_desk = _on_duty(before["north"])
    agreement = _agreed(before["north"], before["south"])
    for actor in before.values():
        with acting(actor):
            agreement = agreements.sign(actor, Agreement.objects.get(pk=agreement.pk))
    with acting(before["north"]):
        record = sharing.enter(before["north"], lead())
        file = documents.keep(before["north"], kind="letter", subject_kind="agreement", subject=agreement.pk,
                              audience=agreement.parties, name="来函.png", content=PICTURE)
    with acting(before["south"]):
        duty = Duty.objects.filter(agency=cast.south.agency).order_by("due_at").first()
        notice = Notice.objects.order_by("pk").first()
        assert Record.objects.filter(pk=record.pk).exists()
    return Running(agreement.pk, record.pk, duty.pk, notice.pk, cast.south.agency, cast.clerk.officer, post, desk,
                   *duty_desk, before["north"].department, file.pk)


def contested(cast, story: Running) -> dict[str, str]:
    """The addresses of a proposed end, a breach and a dispute under the agreement of the story."""
    actor = replace(cast.south, at=NOON - timedelta(days=1))
    with acting(actor):
        agreement = Agreement.objects.get(pk=story.agreement)
        ending = agreements.propose_end(actor, agreement, last_on=NOON.date(), why="并入新协议")
        breach = agreements.claim_breach(actor, agreement, respondent=cast.north.agency, text="未按期传递")
        dispute = agreements.open_dispute(actor, agreement, title="传递期限", others=[cast.north.agency], text="陈述",
                                          breach=breach)
    keys = {"ending": ending.pk, "breach": breach.pk, "dispute": dispute.pk}
    steps = {"answer_ending": ("ending", "consent"), "breach_step": ("breach", "admit"), "dispute_step": ("dispute", "state")}
    plural = {"ending": "endings", "breach": "breaches", "dispute": "disputes"}
    api = {f"api/agreements/{plural[name]}/<one>": f"/api/agreements/{plural[name]}/{key}" for name, key in keys.items()}
    return api | {f"agreements:{name}": reverse(f"agreements:{name}", args=[key]) for name, key in keys.items()} | {
        f"agreements:{name}": reverse(f"agreements:{name}", args=[keys[of], verb]) for name, (of, verb) in steps.items()}


def lead(title: str = "临港区废旧金属市场夜间收购电池") -> Entry:
    """A lead as it is typed."""
    return Entry(kind="lead", level=1, title=title, region="990102", case_class="05000200",
                 elements={"content": "夜间有厢式货车成批出售电池。", "reliability": "B", "credibility": "2"})


def _called(actor, partner: UUID) -> tuple[UUID, UUID]:
    """Name the officer whom the partner calls, and a desk."""
    with acting(actor):
        post = actions.name_liaison(actor, agencies.colleague(actor, actor.officer), agencies.agency(partner))
        desk = actions.add_desk(actor, function="command", name="指挥中心", department=None, officer=None,
                                phone="0999-555 0110", hours=rules.Hours(), partner=None)
        return post.pk, desk.pk


def _on_duty(actor) -> tuple[UUID, UUID, UUID]:
    """Publish a roster by which the actor is on duty at noon, and enter an emergency contact."""
    with acting(actor):
        roster = actions.open_roster(actor, month=NOON.date(), department=None)
        actions.add_shifts(actor, roster, officer=agencies.colleague(actor, actor.officer), post="lead", first=NOON.date(),
                           last=NOON.date(), start=time(8), end=time(8), phone="0999-555 0117")
        roster = agencies.roster(roster.pk)
        actions.publish(actor, roster, version=roster.version)
        contact = actions.add_contact(actor, function="command", name="指挥中心值班台", phone="0999-555 0110",
                                      backup_phone="0999-555 0118")
        return roster.pk, agencies.published(roster)[0].pk, contact.pk


def _agreed(north, south) -> Agreement:
    names = agencies.names([north.agency, south.agency])
    with acting(north):
        draft = agreements.lay_in(north, text=TEXT.format(north=names[north.agency], south=names[south.agency]),
                                  uploaded=agreements.Uploaded("协议.txt", "txt", b"..."))
        terms = agreed.terms_of(draft)
        for share in terms.sharing:
            share.level = 1
        draft = agreements.edit(north, draft, text=draft.text, terms=terms, version=draft.version)
        agreements.send(north, draft, version=draft.version)
    with acting(south):
        return agreements.agree(south, Agreement.objects.get(pk=draft.pk), edition=1)
