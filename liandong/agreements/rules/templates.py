"""The product's own templates: text and terms as data (texts/*.toml), laid out so that each sentence knows its term."""
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from liandong.kernel.terms import gettext_noop as _

from . import saying
from .phrases import listed, numeral
from .terms import Party, Said, Terms
from .vocabulary import ROLES

SLOT = re.compile(r"\{([a-z_.]+)\}")
GLUE = ("party_lines", "signatures", "parties", "everybody")  # words that follow the parties; no term of their own
NOTHING = "本条暂不约定具体事项。"
NAMES = (_("Bilateral cooperation"), _("Regional framework of several parties"), _("Border joint defence"),
         _("Traffic and checkpoints"), _("Wartime cooperation"), _("Service and maintenance"))
ABOUT = (_("Two bureaus that help each other with cases and share what they know day by day."),
         _("Three or more bureaus of one region: common rules, one of them may leave and the others go on."),
         _("Neighbouring bureaus guard the villages, roads and forests along their boundary together."),
         _("Bureaus along one road: traffic violations, accidents, congestion, and checkpoints held together."),
         _("Great events and emergencies: warnings at once, forces sent within the hour, one lead."),
         _("A bureau has a company or institute serve its systems: fees, reply times, business secrets, damages."))


class Template(NamedTuple):
    """A template: for how many parties, what it asks first, its text with slots, its terms."""

    key: str
    name: str
    about: str
    title: str
    least: int
    most: int
    asks: tuple[str, ...]
    text: str
    terms: Terms


class Laid(NamedTuple):
    """A text with the sentences that follow the terms."""

    text: str
    said: list[Said]


@cache
def templates() -> dict[str, Template]:
    """Every template by its key, in the order of the page."""
    found = [(file.stem, tomllib.loads(file.read_text("utf-8"))) for file in
             sorted((Path(__file__).parents[1] / "texts").glob("*.toml"))]
    return {key: Template(key, row["name"], row["about"], row["title"], row["least"], row["most"],
                          tuple(row.get("asks", ())), row["text"].lstrip("\n"), Terms.model_validate(row["terms"]))
            for key, row in sorted(found, key=lambda one: one[1]["order"])}


def made(template: Template, parties: list[Party]) -> Terms:
    """The template's terms between these parties."""
    terms = template.terms.model_copy(deep=True)
    terms.parties, terms.template = parties, template.key
    terms.title = template.title.format(names=called([party.name or party.role for party in parties]))
    return terms


def roles(count: int) -> list[str]:
    """The roles of that many parties."""
    return list(ROLES[:count])


def called(names: list[str]) -> str:
    """How a title names the parties: 甲市公安局与乙市公安局; 甲市公安局等五方."""
    return "与".join(names) if len(names) == 2 else f"{names[0]}等{numeral(len(names))}方" if len(names) > 3 else listed(names)


def laid(template: Template, terms: Terms) -> Laid:
    """The template's text with every slot said."""
    text, said, last = "", list[Said](), 0
    for slot in SLOT.finditer(template.text):
        text += template.text[last:slot.start()]
        text, said = _put(text, said, block(slot[1], terms))
        last = slot.end()
    text += template.text[last:]
    return Laid(text, said)


def block(path: str, terms: Terms) -> Laid:
    """What stands in a slot: one sentence, or the numbered rows of a group."""
    if path in saying.GROUPS:
        return rows(path, [(f"{path}.{row.key}", saying.sentence(f"{path}.{row.key}", terms)) for row in getattr(terms, path)])
    words = sentence(path, terms)
    return Laid(words, [Said(path=path, start=0, end=len(words), words=words)])


def rows(path: str, items: list[tuple[str, str]]) -> Laid:
    """The numbered rows of a group, one a line."""
    text, said = "", list[Said]()
    for number, (row, words) in enumerate(items, 1):
        text += f"{'' if number == 1 else chr(10)}（{numeral(number)}）"
        said.append(Said(path=row, start=len(text), end=len(text) + len(words), words=words))
        text += words
    text = text or NOTHING
    return Laid(text, [Said(path=path, start=0, end=len(text)), *said])


def sentence(path: str, terms: Terms) -> str:
    """The words of a slot that is no group."""
    if path == "party_lines":
        return "\n".join(f"{party.role}：{party.name or '________'}" for party in terms.parties)
    if path == "signatures":
        return "\n".join(f"{party.role}（盖章）：\n代表（签字）：" for party in terms.parties) + "\n签订日期：____年__月__日"
    return saying.sentence(path, terms) or ("" if path in EMPTY else NOTHING)


EMPTY = ("purpose", "legal_basis", "title", "period.months")  # within a sentence of the preamble, or never empty


def _put(text: str, said: list[Said], part: Laid) -> tuple[str, list[Said]]:
    """`part` set down after the text."""
    return text + part.text, said + [shifted(one, len(text)) for one in part.said]


def shifted(one: Said, by: int) -> Said:
    """The same sentence further on."""
    return one.model_copy(update={"start": one.start + by, "end": one.end + by})
