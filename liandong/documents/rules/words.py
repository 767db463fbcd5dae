"""What the ledger says of papers, and why a file is not kept."""
from liandong.engines.papers.errors import REASONS as READING
from liandong.kernel.terms import gettext_noop as _

VERBS = {
    "documents.keep": _("kept the file %(name)s"),
    "documents.read": _("took out the file %(name)s"),
}

# By the engine's codes; those it shares with reading are worded there.
REASONS = READING | {
    "not_kept": _("Only PDF, Word (.docx), PNG and JPEG files are kept; save it as one of these and upload it again."),
    "too_large_to_keep": _("This file is larger than %(megabytes)s MB; scan it in grey at 200 dpi, or split it."),
    "too_many_pages": _("This PDF has more than 300 pages; split it and upload the parts."),
    "scripts": _("This PDF carries scripts, forms that send data, or files within it; print it to a new PDF and upload that."),
    "linked": _("This file loads parts of itself from elsewhere; save it as a plain .docx without links and upload it again."),
    "picture": _("This picture is damaged, or far larger than a page; scan it again at 200 to 300 dpi."),
}
OF_OTHERS = _("Only files your agency kept are replaced by a newer one.")
REPLACED = _("This file has been replaced already. Load the page again, and replace the newest one.")
WRONG_MEDIUM = _("“%(kind)s” is kept as %(media)s; save the file as one of these and upload it again.")
TOO_LONG = _("This paper is too long to print. Shorten the text, or print its parts.")
NO_FONTS = _("The fonts that a PDF is set in are missing on this server; take the Word file, and tell the operator to run "
             "“make install”.")
