"""The papers that are printed: each kind's layout and official sentences, over values it is told. Pure."""
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from liandong.engines.letters import Block, Paper, Party, Record, Run
from liandong.engines.letters.paper import Layout, chinese_day
from liandong.kernel import moments

from . import prose
from .context import Context, Section, Signer, checked

ZONE: ZoneInfo = moments.BEIJING
ON_PAPER = "签署于纸质文本"
DRAFT = "（未签署的文本，供核对）"
SECRECY = "终止后，各方对合作中获取的信息继续承担保密义务。"
CLOSED = "自终止之时起，依据该协议开放的信息共享全部关闭。"


def compose(kind: str, context: Context) -> Paper:
    """The paper of that kind; refused where its mark is that of a state secret."""
    return BUILDERS[kind](checked(context))


def stamp(at: datetime) -> str:
    """A moment in Beijing time, as papers say it."""
    here = at.astimezone(ZONE)
    return f"{chinese_day(here.date())}{here:%H时%M分}"


def _paper(context: Context, layout: Layout, title: str, blocks: Iterator[Block] | list[Block], **more: object) -> Paper:
    mark = f"{context.mark} · " if context.mark else ""
    printed = f"{mark}{context.printed_by} {context.at.astimezone(ZONE):%Y-%m-%d %H:%M} 打印"
    about: dict[str, Any] = {
        "number": context.number, "mark": context.mark, "urgency": context.urgency, "issuer": context.issuer,
        "footer": printed if context.printed_by else "", "attachments": tuple(context.attachments),
        "note": f"联系人：{context.contact}" if context.contact else ""} | more
    return Paper(layout=layout, title=title, blocks=tuple(blocks), made_at=context.at, **about)


def _letter(context: Context, layout: Layout, title: str, blocks: Iterator[Block] | list[Block]) -> Paper:
    """A paper that one agency signs: 函 or 文件, with its addressees, its seal's place and its day."""
    # no printing-office line in the letter format (GB/T 9704-2012, 10.1)
    office = "" if layout == "letter" else context.office
    record = Record(tuple(context.copies_to), office, _day(context) if office else None)
    return _paper(context, layout, title, blocks, addressee="、".join(context.to), signed=context.issuer, day=_day(context),
                  record=record if context.copies_to or office else None)


def _day(context: Context) -> date:
    return context.day or context.at.astimezone(ZONE).date()


def _agreement(context: Context) -> Paper:
    blocks = [Block.of("part", DRAFT)] if context.is_draft else []
    blocks += [*prose.blocks(context.text, title=context.title), *_sections(context)]
    page = [Block("break"), *_signature_page(context)] if context.parties else []
    return _paper(context, "agreement", context.title, [*blocks, *page], number=context.agreement_number,
                  parties=_parties(context))


def _signatures(context: Context) -> Paper:
    return _paper(context, "agreement", "签署页", _signature_page(context, alone=True), number="", parties=_parties(context))


def _signature_page(context: Context, *, alone: bool = False) -> list[Block]:
    told = prose.called(context.title, context.agreement_number)
    if not alone:
        return [Block.of("part", "签署页"), Block.of("body", f"本页为{told}的签署页。")]
    more = [Block.of("plain", f"文本摘要（SHA-256）：{prose.grouped(context.digest)}")] if context.digest else []
    said = f"本页为{told}的签署页，由平台依签署记录打印；各方签署同一份签署本，可用导出文件离线核验。"
    return [Block.of("body", said), *more]


def _parties(context: Context) -> tuple[Party, ...]:
    return tuple(Party(f"{one.role + '（盖章）' if one.role else '签署方（盖章）'}：{one.name}", tuple(_signed(one)))
                 for one in context.parties)


def _signed(one: Signer) -> Iterator[str]:
    if not one.signatory and not one.day:
        yield "签署人："
        yield "签署日期：　　　　年　　月　　日"
        return
    if one.on_paper:
        yield f"签署方式：{ON_PAPER}"
    else:
        yield f"签署人：{one.signatory}"
    yield f"签署日期：{chinese_day(one.day) if one.day else ''}"
    if one.on_paper and one.signatory:
        yield f"确认人：{one.signatory}"
    if one.fingerprint:
        yield f"密钥指纹：{prose.grouped(one.fingerprint)}"
    if not one.is_valid:
        yield "核验结果：签名与文本不符"


def _redline(context: Context) -> Paper:
    before, after = context.editions or (0, 0)
    legend = Block("note", (Run("说明：加下划线的为"), Run("新增文字", "added"), Run("，加删除线的为"),
                            Run("删去文字", "removed"), Run("，其余文字两版相同。")))
    head = [Block.of("part", f"（第{before}版与第{after}版对照）")] if context.editions else []
    return _paper(context, "agreement", context.title, [*head, legend, *prose.redlined(context.pieces)],
                  number=context.agreement_number)


def _record(context: Context) -> Paper:
    """留痕证明: how many lines, the sealed head, and how anybody checks it."""
    it, told = context.sealed, prose.called(context.title, context.agreement_number)
    assert it is not None, "a certificate of the record needs the record"
    span = f"，最早一条记于{stamp(it.first_at)}，最近一条记于{stamp(it.last_at)}" if it.first_at and it.last_at else ""
    body = [Block.of("body", f"兹证明：截至{stamp(context.at)}，{context.issuer}可查阅的{told}留痕共{it.lines}条{span}。")]
    if it.batch is not None and it.batch_at:
        rest = f"其后尚有{it.unsealed}条待封存。" if it.unsealed else "上述留痕均已封存。"
        body += [Block.of("body", f"最近一次封存为第{it.batch}批，封存于{stamp(it.batch_at)}。{rest}封存头（SHA-256）为："),
                 Block.of("plain", prose.grouped(it.head))]
    else:
        body.append(Block.of("body", "上述留痕尚未封存。"))
    body += [Block.of("body", "留痕摘要（依次对各条留痕的摘要计算，SHA-256）为："), Block.of("plain", prose.grouped(it.digest))]
    if context.digest:
        body += [Block.of("body", "签署文本的摘要（SHA-256）为："), Block.of("plain", prose.grouped(context.digest))]
    return _letter(context.model_copy(update={"to": []}), "agreement", "留痕证明", [*body, *_how_to_verify()])


def _how_to_verify() -> list[Block]:
    return [Block.of("heading", "核验办法"), *(Block.of("body", line) for line in (
        "1. 在“留痕”页面导出留痕文件，在任意一台装有本软件的计算机上离线运行“liandong verify 文件名”，核验每条留痕和每批封存。",
        "2. 将文件中同一批次的封存头与本证明所载逐字比对；相同的，该批及以前的留痕自封存后没有增加、删除或者改动。",
        "3. 对方单位持有的封存头可一并比对。"))]


def _termination_notice(context: Context) -> Paper:
    us, you = prose.self_of(context.issuer), prose.other_of(context.to)
    since = f"于{chinese_day(context.signed_on)}" if context.signed_on else ""
    why = f"因{context.why.rstrip('。')}，" if context.why else ""
    basis = f"根据协议{context.clause}的约定，" if context.clause else ""
    told = prose.called(context.title, context.agreement_number)
    body = [f"{us}与{you}{since}签订{told}。{why}{basis}{us}决定提前终止该协议，现书面通知{you}。",
            _when_it_ends(context, you) + CLOSED + SECRECY, *context.paragraphs, "特此函告。"]
    return _letter(context, "letter", f"{context.issuer}关于提前终止{prose.called(context.title)}的函",
                   [*(Block.of("body", line) for line in body)])


def _when_it_ends(context: Context, you: str) -> str:
    runs = f"自{you}收到本函之日起{context.notice}期满" if context.notice else ""
    if context.ends_on:
        return f"{runs + '，' if runs else ''}协议于{chinese_day(context.ends_on)}24时终止。"
    return f"{runs or '自' + you + '收到本函之日起'}，协议终止。"


def _termination_agreement(context: Context) -> Paper:
    told = prose.called(context.title, context.agreement_number)
    moment = f"{chinese_day(context.ends_on)}24时起" if context.ends_on else "最后一方签署本协议之日起"
    ends = f"原协议自{moment}终止。"
    given = [ends, CLOSED.replace("该协议", "原协议"), *context.paragraphs, SECRECY, "本协议自最后一方签署之日起生效。"]
    body = [*_named(context), Block.of("body", f"经各方协商一致，就终止{told}（以下简称原协议）达成如下协议："),
            *_numbered(given)]
    return _paper(context, "agreement", f"关于终止{prose.called(context.title)}的协议", body, parties=_parties(context))


def _supplement(context: Context) -> Paper:
    if context.text:
        return _agreement(context)
    told = prose.called(context.title, context.agreement_number)
    closing = "本补充协议与原协议具有同等效力；与原协议不一致的，以本补充协议为准。本补充协议自最后一方签署之日起生效。"
    body = [*_named(context), Block.of("body", f"经各方协商一致，就{told}（以下简称原协议）补充约定如下："),
            *_numbered([*context.paragraphs, closing])]
    return _paper(context, "agreement", f"{prose.called(context.title)}补充协议", body, parties=_parties(context))


def _numbered(lines: list[str]) -> Iterator[Block]:
    for place, line in enumerate(lines, 1):
        yield Block.of("body", f"{prose.numeral(place)}、{line}")


def _named(context: Context) -> list[Block]:
    return [Block.of("body", f"{one.role or '一方'}：{one.name}") for one in context.parties]


def _closing_report(context: Context) -> Paper:
    told = prose.called(context.title, context.agreement_number)
    span = f"于{chinese_day(context.signed_on)}签署" if context.signed_on else ""
    ended = f"，于{chinese_day(context.ends_on)}24时终止" if context.ends_on else ""
    why = f"。终止原因：{context.why.rstrip('。')}" if context.why else ""
    with_whom = f"与{'、'.join(context.to)}" if context.to else ""
    first = f"{prose.self_of(context.issuer)}{with_whom}{span}的{told}{ended}{why}。现将有关情况报告如下："
    body = [*(Block.of("body", line) for line in [first, *context.paragraphs]), *_sections(context), Block.of("body", SECRECY)]
    title = f"关于{prose.called(context.title)}终止情况的报告"
    return _letter(context.model_copy(update={"to": []}), "document", title, body)


def _cover(context: Context) -> Paper:
    us, you = prose.self_of(context.issuer), prose.other_of(context.to)
    told = prose.called(context.title, context.agreement_number)
    who = "各方" if len(context.to) > 1 else "双方"
    body = context.paragraphs or [f"为加强{who}警务合作，{us}拟订了{told}，现送{you}，请研究。",
                                  "如无不同意见，请签署；有修改意见的，请一并函复。"]
    title = f"{context.issuer}关于{context.subject or '送达' + prose.called(context.title)}的函"
    return _letter(context, "letter", title, [*(Block.of("body", line) for line in body), *_sections(context)])


def _sections(context: Context) -> list[Block]:
    return [block for place, section in enumerate(context.sections, 1) for block in _section(place, section)]


def _section(place: int, section: Section) -> Iterator[Block]:
    if section.title:
        yield Block.of("heading", f"{prose.numeral(place)}、{section.title}")
    for line in section.paragraphs:
        yield Block.of("body", line)
    if section.table and section.table.rows:
        rows = section.table.rows
        wide = max(map(len, rows))
        widths = section.table.widths if len(section.table.widths) == wide else [1.0] * wide
        yield Block("table", rows=tuple(tuple(row + [""] * (wide - len(row))) for row in rows), widths=tuple(widths))


BUILDERS: dict[str, Callable[[Context], Paper]] = {
    "agreement": _agreement, "redline": _redline, "signatures": _signatures, "record": _record, "cover": _cover,
    "supplement": _supplement, "termination_notice": _termination_notice, "termination_agreement": _termination_agreement,
    "closing_report": _closing_report,
}
