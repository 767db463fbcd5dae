"""Why a file cannot be read: a short code for programs, an English sentence for people."""

REASONS = {
    "empty": "This file is empty.",
    "too_large": "This file is larger than 10 MB; upload the agreement alone, without pictures.",
    "too_long": "This file holds more than 300,000 characters; upload the agreement alone.",
    "wrong_type": "This is not a text, Word (.docx) or PDF file; save it as one of these and upload it again.",
    "not_text": "This file is not readable text; save it as UTF-8 text or .docx and upload it again.",
    "foreign": "No Chinese text was found in this file.",
    "zip_bomb": "This file unpacks to far more data than an agreement can hold; it was not opened.",
    "macros": "This file carries macros; save it as a plain .docx and upload it again.",
    "embedded": "This file carries embedded objects; save it as a plain .docx without them and upload it again.",
    "xml_entities": "This file declares XML entities, which no Word file needs; save it again in Word and upload it again.",
    "encrypted": "This file is protected by a password; remove the password and upload it again.",
    "old_doc": "This is an old Word file (.doc); save it as .docx and upload it again.",
    "broken": "This file is damaged and cannot be opened.",
    "scanned": "This PDF is a scan without text; upload the Word file or a PDF with text.",
    "not_kept": "Only PDF, Word (.docx), PNG and JPEG files are kept; save it as one of these and upload it again.",
    "too_large_to_keep": "This file is larger than %(megabytes)s MB; scan it in grey at 200 dpi, or split it.",
    "too_many_pages": "This PDF has more than 300 pages; split it and upload the parts.",
    "scripts": "This PDF carries scripts, forms that send data, or files within it; print it to a new PDF and upload that.",
    "linked": "This file loads parts of itself from elsewhere; save it as a plain .docx without links and upload it again.",
    "picture": "This picture is damaged, or far larger than a page; scan it again at 200 to 300 dpi.",
    "too_wide": "This table has more than 80 columns; take out what is not needed.",
    "no_list": "This JSON is not a list of flat objects.",
    "too_slow": "This PDF takes too long to read; save it as .docx and upload it again.",
}


class Unreadable(Exception):
    """A file whose text cannot be had; `reason_code` is a key of REASONS, `message` its sentence."""

    def __init__(self, reason_code: str, message: str | None = None) -> None:
        self.reason_code = reason_code
        self.message = message or REASONS[reason_code]
        super().__init__(self.message)
