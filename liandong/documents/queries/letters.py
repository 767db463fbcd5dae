"""Official papers as files: one content, set as docx and as pdf; the same context gives the same bytes."""
from collections.abc import Mapping

from django.conf import settings

from liandong.engines.letters import Paper, TooLarge, pdf as as_pdf, word
from liandong.kernel.errors import Refused

from ..rules import letters, words
from ..rules.context import Context


def letter(kind: str, context: Context | Mapping[str, object]) -> bytes:
    """The paper of that kind (rules.letters.BUILDERS) as .docx; refused where it is too long or bears a forbidden mark."""
    try:
        return word.render(_paper(kind, context))
    except ValueError as error:
        raise Refused(words.TOO_LONG) from error


def pdf(kind: str, context: Context | Mapping[str, object]) -> bytes:
    """The same paper as PDF/A, set within limits of time and room in a process of its own."""
    if not all((settings.FONTS / face).is_dir() for face in as_pdf.FACES):
        raise Refused(words.NO_FONTS)
    try:
        return as_pdf.render(_paper(kind, context), settings.FONTS)
    except (TooLarge, ValueError) as error:
        raise Refused(words.TOO_LONG) from error


def _paper(kind: str, context: Context | Mapping[str, object]) -> Paper:
    return letters.compose(kind, context if isinstance(context, Context) else Context.model_validate(context))
