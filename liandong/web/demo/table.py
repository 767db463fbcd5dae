"""The demonstration's table: a framework of five in negotiation, and an agreement whose signatures stand on paper."""
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.agreements.rules.reviewing import USUAL
from liandong.kernel.actor import Actor
from liandong.kernel.moments import local

from . import steps, texts
from .deals import Deal
from .story import Event, Story

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIVE = Deal(("yunzhou", "jiangling", "nanpu", "canghe", "qingyuan"), "沿江五地警务协作框架协议", (
    texts.sharing("案件线索、被盗车辆"), texts.monthly_exchange(15), texts.meetings("每季度"), texts.SECRECY, texts.DISPUTES,
    texts.term("三年", "三十日")), 7, level=1)
PAPER = Deal(("yunzhou", "nanpu"), "跨区域走访协作协议", (
    texts.sharing("案件线索"), texts.meetings("每半年"), texts.SECRECY, texts.term("二年")), 4, level=1)
Act = Callable[[Actor, Agreement], object]


def happen(story: Story) -> None:
    """Queue it all: the chains of approval first, then what is said and changed, up to this morning."""
    for bureau in ("yunzhou", "jiangling", "nanpu", "canghe", "qingyuan", "cangling", "lan"):
        story.add(story.now - 2 * DAY, chaining(bureau))
    story.add(story.now - 7 * DAY, five)
    story.add(story.now - 4 * DAY, paper)


def chaining(bureau: str) -> Event:
    """Each agency's administrator sets who approves: legal reviewer, then leader."""
    def happens(story: Story, at: datetime) -> None:
        with steps.by(story, bureau, "administrator", at) as actor:
            agreements.set_chain(actor, [role.value for role in USUAL])
    return happens


def five(story: Story, at: datetime) -> None:
    """Sent by 云州, commented on, changed by 江陵, answered by 南浦 with a counter-proposal to which 青原 agrees."""
    key = sent(story, FIVE, at)
    doing = Doing(story, key)
    doing.next("canghe", "clerk", at + DAY, lambda actor, it: agreements.comment(
        actor, it, body="实时共享的范围建议限于跨市案件，以免与本地系统重复录入。", clause=place(it, "一"), quote="实时共享"))
    doing.next("yunzhou", "clerk", at + DAY + 3 * HOUR, lambda actor, it: agreements.comment(
        actor, it, body="拟在附件中列明范围，正文保持不变。", parent=agreed.comments(it).first()))
    doing.next("jiangling", "clerk", at + 2 * DAY, lambda actor, it: agreements.change(
        actor, it, text=it.text.replace("每季度召开", "每半年召开").replace("提前三十日", "提前九十日"),
        terms=agreed.terms_of(it), why="联席会议每季度一次过密；退出通知期须留足交接时间。", version=it.version))
    doing.next("nanpu", "clerk", at + 3 * DAY, countered)
    doing.next("qingyuan", "clerk", at + 4 * DAY, lambda actor, it: agreements.agree(actor, it, edition=it.edition))
    doing.next("yunzhou", "clerk", at + 4 * DAY + HOUR, lambda actor, it: agreements.note(
        actor, it, body="通知期底线为四十五日；如江陵坚持九十日，可在会议频次上让步。"))
    doing.next("yunzhou", "reviewer", at + 6 * DAY, lambda actor, it: agreements.note(
        actor, it, kind="review", body="保密条款未写明期限，建议补充“协议终止后五年内继续有效”。", clause=place(it, "四")))
    doing.next("jiangling", "reviewer", at + 6 * DAY + HOUR, lambda actor, it: agreements.review(
        actor, it, edition=it.edition, is_approved=True))


def paper(story: Story, at: datetime) -> None:
    """Agreed here, signed at a table: 云州 lays the scan down, 南浦 has confirmed it, 云州 has yet to."""
    doing = Doing(story, sent(story, PAPER, at))
    doing.next("nanpu", "clerk", at + DAY, lambda actor, it: agreements.agree(actor, it, edition=it.edition))
    doing.next("yunzhou", "clerk", at + DAY + 3 * HOUR, lambda actor, it: agreements.lay_paper(
        actor, it, name="跨区域走访协作协议（盖章件）.png", content=scan(), days={
            party: local(at).date() - timedelta(days=back) for party, back in zip(it.parties, (3, 1), strict=True)}))
    doing.next("nanpu", "signatory", at + DAY + 6 * HOUR, agreements.sign)


def sent(story: Story, deal: Deal, at: datetime) -> UUID:
    """The drafter takes the text in, settles its terms and sends it."""
    names = [story.agencies[party].name for party in deal.parties]
    with steps.by(story, deal.parties[0], "clerk", at) as actor:
        draft = agreements.lay_in(actor, text=texts.agreement(names, deal.subject, deal.clauses))
    with steps.by(story, deal.parties[0], "clerk", at + HOUR) as actor:
        steps.settle(actor, draft, deal)
        draft = Agreement.objects.get(pk=draft.pk)
        agreements.send(actor, draft, version=draft.version)
    return draft.pk


class Doing:
    """What is done to one agreement, each act queued at its moment."""

    def __init__(self, story: Story, key: UUID) -> None:
        self.story, self.key = story, key

    def next(self, bureau: str, role: str, at: datetime, act: Act) -> None:
        """Queue one act of one officer."""
        def happens(story: Story, at: datetime) -> None:
            with steps.by(story, bureau, role, at) as actor:
                act(actor, Agreement.objects.get(pk=self.key))
        self.story.add(at, happens)


def countered(actor: Actor, it: Agreement) -> None:
    """The meetings are taken over, the longer notice is not."""
    found = agreed.changes(it)
    if found is None:
        return
    taken = {one.number for one in found.passages if "半" in one.added}
    agreements.answer(actor, it, passages=taken, rows={row.path for row in found.rows if row.path != "termination"},
                      why="同意每半年召开会议；退出通知期维持三十日。", edition=it.edition)


def place(it: Agreement, number: str) -> str:
    """Where the clause of that number begins."""
    return next((start for start, name in agreed.places(it) if number in name), "")


def scan() -> bytes:
    """A picture of a page: lines of grey and two red seals; made here, so that nothing of anybody is shown."""
    wide, high = 420, 594

    def pixel(x: int, y: int) -> bytes:
        for left, top in ((120, 480), (300, 480)):
            away = (x - left) ** 2 + (y - top) ** 2
            if 1600 <= away <= 1936 or away < 60:
                return b"\xc8\x1e\x1e"
        is_line = 60 < y < 420 and y % 18 in (0, 1) and 50 < x < 370 - (y // 18 * 37) % 90
        return b"\x9a\x9a\x9a" if is_line else b"\xff\xff\xff"

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(wide)) for y in range(high))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks(wide, high, rows))


def chunks(wide: int, high: int, rows: bytes) -> Iterator[bytes]:
    """The parts of a PNG."""
    for name, data in ((b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)),
                       (b"IEND", b"")):
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
