"""What an administrator may add to the standard, change or retire: nothing that no door takes, nothing that spoils records."""
import re
from collections.abc import Callable, Iterable
from datetime import date

from liandong.agencies.rules import Kind as AgencyKind, Role
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from . import forbidden, formats, standard, titles
from .additions import ONLY, Addition, What
from .standard import Kind, Standard

OPEN_TYPES = ("text", "long", "code", "date", "moment", "future", "number", "coordinate")
CLOSED_TABLES = frozenset({"role", "category", "family", "relation", "yes_no", "sex"})  # rules of the platform rest on these
NAMED_BY_LAW = frozenset({"region", "case_class"})  # places and offences, whatever words stand in them
SLUG = re.compile(r"x_[a-z][a-z0-9_]{1,28}")
SHAPES = {"region": re.compile(r"[0-9]{6}"), "case_class": re.compile(r"[0-9]{4}99[0-9]{2}")}
CODE = re.compile(r"[0-9A-Za-z_]{1,16}")
LABEL_LIMIT, HELP_LIMIT = 40, 200
BAD_NAME = _("A name in data begins with x_ and goes on with small letters, digits and _; thirty characters are the most.")


def may_add(agency_kind: str, *, is_top: bool, roles: Iterable[str], is_exercise: bool) -> bool:
    """Whether the standard of this platform is kept by this officer: an administrator of its topmost police agency."""
    return is_top and agency_kind == AgencyKind.POLICE and Role.ADMINISTRATOR in roles and not is_exercise


def check_keeper(agency_kind: str, *, is_top: bool, roles: Iterable[str], is_exercise: bool) -> None:
    """Refused unless this officer keeps the standard."""
    if not may_add(agency_kind, is_top=is_top, roles=roles, is_exercise=is_exercise):
        raise Refused(_("The standard holds for everybody on the platform: an administrator of the topmost police agency keeps "
                        "it. Send the wish there."))


def named(typed: str, english: str, taken: Iterable[str]) -> str:
    """The name in data: as typed, or made from the English label; never one that is taken."""
    if typed.strip():
        return typed.strip()
    plain = re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_")
    made = f"x_{plain if plain[:1].isalpha() else f'n{plain}'}"[:26].rstrip("_")
    held = set(taken)
    return next(name for name in [made, *(f"{made}_{n}" for n in range(2, 999))] if name not in held)


def code_rows(text: str) -> list[tuple[str, str, str]]:
    """The codes of a table as they were typed: code, Chinese and English, one a line."""
    rows = [[cell.strip() for cell in re.split("[,，]", line)] for line in text.splitlines() if line.strip()]
    for row in rows:
        if len(row) != 3 or not all(row):
            raise Refused(_("“%(row)s” is not code, Chinese and English with commas between."), field="rows",
                          row=", ".join(row))
    codes = [row[0] for row in rows]
    if twice := next((code for code in codes if codes.count(code) > 1), ""):
        raise Refused(_("The code %(code)s stands there twice."), field="rows", code=twice)
    return [(row[0], row[1], row[2]) for row in rows]


def check(one: Addition, *, now: Standard, before: Addition | None, today: date) -> None:
    """Refused with what is wrong with this version; `before` is the newest version there is."""
    _check_words(one)
    if one.since < today:
        raise Refused(_("It counts from today on at the earliest: what was entered before was right then."), field="since")
    if before and one.since < before.since:
        raise Refused(_("A version that counts from %(day)s on is there already; choose that day or a later one."),
                      field="since", day=before.since.isoformat())
    if one.until and one.until < one.since:
        raise Refused(_("The end lies before the beginning."), field="until")
    CHECKS[one.what](one, now, before)


def _check_words(one: Addition) -> None:
    """Both labels, within their length, and nothing that no door takes."""
    for field, text in (("zh", one.zh), ("en", one.en)):
        if not text.strip():
            raise Refused(_("Fill this in."), field=field)
        if len(text) > (LABEL_LIMIT if one.what != What.NAMING else HELP_LIMIT):
            raise Refused(_("The label is too long; forty characters are the most."), field=field)
    if one.what == What.NAMING or one.place in NAMED_BY_LAW:
        return
    for field, text in (("name", one.name), ("zh", one.zh), ("en", one.en)):
        if article := forbidden.is_forbidden(text):
            raise Refused(_("“%(text)s” is never kept here (%(article)s)."), field=field, text=text, article=article.zh)


def _kind(one: Addition, now: Standard) -> Kind:
    if one.place not in now.kinds:
        raise Refused(_("Choose one of the list."), field="place")
    return now.kinds[one.place]


def _check_element(one: Addition, now: Standard, before: Addition | None) -> None:
    kind = _kind(one, now)
    if not SLUG.fullmatch(one.name):
        raise Refused(BAD_NAME, field="name")
    if before is None and (kind.element(one.name) or one.name in titles.WORDS):
        raise Refused(_("This kind has an element of that name already."), field="name")
    if any(e.label.zh == one.zh and e.name != one.name for e in kind.elements):
        raise Refused(_("This kind has an element of that label already."), field="zh")
    if one.group not in {key for key, _label in kind.groups}:
        raise Refused(_("Choose one of the list."), field="group")
    if before and (before.type, before.codes) != (one.type, one.codes):
        raise Refused(_("The type stays as it is: values of the old one are kept already. Retire it and add another."),
                      field="type")
    _check_values(one, now)


def _check_values(one: Addition, now: Standard) -> None:
    """What the values of an element are: type, table, format and mask fit together."""
    if one.type not in OPEN_TYPES:
        raise Refused(_("Choose one of the list."), field="type")
    if (one.type == "code") != bool(one.codes):
        raise Refused(_("A code takes its values from a table: choose one, and only for a code."), field="codes")
    if one.codes and not now.codes.get(one.codes):
        raise Refused(_("This table holds no code yet; add its codes first."), field="codes")
    if one.format and (one.type != "text" or one.format not in formats.MESSAGES):
        raise Refused(_("Only a short text has a format."), field="format")
    if one.mask and (one.type not in ("text", "long") or one.mask not in standard.load("masks")):
        raise Refused(_("Only a text is masked."), field="mask")


def _check_table(one: Addition, now: Standard, before: Addition | None) -> None:
    if not SLUG.fullmatch(one.place) or len(one.place) > 24:
        raise Refused(BAD_NAME, field="place")
    if before is None and one.place in now.labels:
        raise Refused(_("There is a table of that name already."), field="place")
    if article := forbidden.is_forbidden(one.place):
        raise Refused(_("“%(text)s” is never kept here (%(article)s)."), field="place", text=one.place, article=article.zh)


def _check_code(one: Addition, now: Standard, before: Addition | None) -> None:
    if one.place not in now.labels or one.place in CLOSED_TABLES:
        raise Refused(_("Nothing is added to this table: rules of the platform rest on its codes."), field="place")
    if one.name not in now.labels[one.place] and not SHAPES.get(one.place, CODE).fullmatch(one.name):
        raise Refused(_("This is no code of this table: a region has six digits, a class of case eight with 99 in the fifth "
                        "and sixth place, any other up to sixteen letters and digits."), field="name")
    if before is None and one.name in now.labels[one.place] and one.until is None:
        raise Refused(_("This table has that code already."), field="name")
    if one.place == "case_class" and f"{one.name[:2]}000000" not in now.codes["case_class"]:
        raise Refused(_("The first two digits name a chapter of the Criminal Law; no chapter has these."), field="name")


def _check_naming(one: Addition, now: Standard, before: Addition | None) -> None:
    kind = _kind(one, now)
    if kind.title:
        raise Refused(_("Titles of this kind are made from its elements."), field="place")
    if one.name != ONLY or (unknown := titles.unknown(one.zh, kind)):
        raise Refused(_("“%(name)s” is no part of a title. Use %(parts)s, or the name in data of an element."), field="zh",
                      name=unknown, parts=" ".join(f"{{{part}}}" for part in titles.PARTS))


CHECKS: dict[str, Callable[[Addition, Standard, Addition | None], None]] = {
    What.ELEMENT: _check_element, What.TABLE: _check_table, What.CODE: _check_code, What.NAMING: _check_naming}
