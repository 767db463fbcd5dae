"""The papers of the demonstration: the letters that went to and fro about its first agreement, and what was printed of it."""
from datetime import datetime, timedelta

from liandong.agreements import actions as agreements
from liandong.agreements.models import Agreement
from liandong.agreements.rules.papers import Printed
from liandong.documents import queries as documents
from liandong.kernel.actor import Actor

from .deals import DEALS
from .steps import by
from .story import Story

ANSWER = ["你局来函收悉。我局对协议文本无不同意见，已按程序报批。", "请商定签署日期，我局届时在平台办理签署。"]
PLAN = ["根据协议约定，拟于本月召开联席会议，交流两地盗窃、电信网络诈骗案件线索，请届时派员参加。"]


def happen(story: Story) -> None:
    """Letters are kept as they came; the liaison officer prints the signature page and the certificate of the record."""
    parties = [story.agencies[party] for party in DEALS[0].parties]
    deal = Agreement.objects.filter(drafter=parties[0], parties=[agency.pk for agency in parties], stage="signed")
    with by(story, "yunzhou", "clerk", story.now) as actor:
        found = deal.order_by("made_at").first()
    if found is None or found.sent_at is None:
        return
    write(story, "yunzhou", found, found.sent_at + timedelta(hours=1), "送达函", "", [])
    write(story, "jiangling", found, found.sent_at + timedelta(hours=20), "复函", "协议文本意见", ANSWER)
    write(story, "yunzhou", found, story.now - timedelta(days=6), "联席会议函", "召开联席会议", PLAN)
    with by(story, "yunzhou", "liaison", story.now - timedelta(days=1, hours=3)) as actor:
        for kind in (Printed.SIGNATURES, Printed.RECORD):
            agreements.print_paper(actor, Agreement.objects.get(pk=found.pk), kind=kind, media="docx")


def write(story: Story, bureau: str, deal: Agreement, at: datetime, name: str, subject: str,
          paragraphs: list[str]) -> None:
    """A letter of one party to the other, kept beside the agreement."""
    issuer, others = story.agencies[bureau], [story.agencies[party].name for party in DEALS[0].parties if party != bureau]
    with by(story, bureau, "clerk", at) as actor:
        keep(actor, Agreement.objects.get(pk=deal.pk), name, documents.pdf("cover", {
            "at": at, "issuer": issuer.name, "to": others, "title": deal.title, "agreement_number": deal.number,
            "number": f"{issuer.mark or issuer.short_name}函〔{at.year}〕{story.chance.randint(8, 90)}号", "mark": "内部",
            "subject": subject, "paragraphs": paragraphs}))


def keep(actor: Actor, deal: Agreement, name: str, content: bytes) -> None:
    """One letter, as pdf."""
    agreements.keep_file(actor, deal, kind="letter", name=f"{name}.pdf", content=content)
