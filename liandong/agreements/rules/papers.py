"""Which papers an agreement can be printed as, and when. Pure."""
from collections.abc import Iterable

from liandong.kernel.terms import Term, gettext_noop as _

from .lifecycle import Stage


class Printed(Term):
    """A paper of an agreement, by the kind of letter it is made as (documents.rules.letters)."""

    ORIGINAL = "original", _("Text for signing on paper")
    AGREEMENT = "agreement", _("Agreement with its signature page")
    SIGNATURES = "signatures", _("Signature page")
    REDLINE = "redline", _("Redline of the last two versions")
    COVER = "cover", _("Cover letter")
    RECORD = "record", _("Certificate of the record")
    NOTICE = "termination_notice", _("Notice of termination")
    ENDING = "termination_agreement", _("Agreement to end it")
    CLOSING = "closing_report", _("Closing report")


HINTS = {
    Printed.ORIGINAL: _("Without mark and footer; places of seals and signatures are empty."),
    Printed.AGREEMENT: _("Text and annex as they stand; each party's signatory, day and key."),
    Printed.SIGNATURES: _("Who signed, when and with which key."),
    Printed.REDLINE: _("Added words underlined, removed words struck out."),
    Printed.COVER: _("A letter (函) of your agency to the other parties; the number is your office's to give."),
    Printed.RECORD: _("How many lines the ledger holds of it, the sealed head, and how to check them."),
    Printed.NOTICE: _("The letter by which notice was given."),
    Printed.ENDING: _("By which all parties ended it; who consented and when."),
    Printed.CLOSING: _("What was kept and what lapsed, and what goes on."),
}
TITLES = {  # papers and their files are Chinese, whatever the officer reads
    Printed.ORIGINAL: "待签署文本", Printed.AGREEMENT: "协议文本", Printed.SIGNATURES: "签署页", Printed.REDLINE: "修改对照",
    Printed.COVER: "函", Printed.RECORD: "留痕证明", Printed.NOTICE: "终止通知", Printed.ENDING: "终止协议",
    Printed.CLOSING: "终止情况报告",
}
BEFORE = (Stage.DRAFT, Stage.SENT)
SIGNABLE = (Stage.AGREED, Stage.SIGNING)
LIVE = (Stage.SIGNED, Stage.IN_FORCE, Stage.ENDING, Stage.ENDED)
MEDIA = ("pdf", "docx")


def offered(stage: Stage, *, own: bool, editions: int, notice: bool, consented: bool) -> list[Printed]:
    """What can be printed at this stage; who only reads it, being above a party (not `own`), asks a party for papers."""
    if not own:
        return []
    return [kind for kind, is_open in (
        (Printed.AGREEMENT, True), (Printed.ORIGINAL, stage in SIGNABLE), (Printed.SIGNATURES, stage in (*SIGNABLE, *LIVE)),
        (Printed.REDLINE, editions > 1), (Printed.COVER, stage in (*BEFORE, *SIGNABLE)), (Printed.RECORD, stage in LIVE),
        (Printed.NOTICE, notice), (Printed.ENDING, consented), (Printed.CLOSING, stage == Stage.ENDED)) if is_open]


VERBS = {
    "agreements.print_original": _("printed %(number)s for signing on paper (%(media)s)"),
    "agreements.print_agreement": _("printed %(number)s (%(media)s)"),
    "agreements.print_signatures": _("printed the signature page of %(number)s (%(media)s)"),
    "agreements.print_redline": _("printed the redline of %(number)s (%(media)s)"),
    "agreements.print_cover": _("printed the cover letter of %(number)s (%(media)s)"),
    "agreements.print_record": _("printed the certificate of the record of %(number)s (%(media)s)"),
    "agreements.print_termination_notice": _("printed the notice of termination of %(number)s (%(media)s)"),
    "agreements.print_termination_agreement": _("printed the agreement to end %(number)s (%(media)s)"),
    "agreements.print_closing_report": _("printed the closing report of %(number)s (%(media)s)"),
}
KEPT: Iterable[str] = ("approval", "letter", "evidence", "other")  # kinds of files an officer keeps beside it by hand
NO_DESK = _("Files are kept by clerks, liaison officers and signatories; ask a colleague who is one.")
