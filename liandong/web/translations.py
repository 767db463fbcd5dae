"""Keeps Chinese complete without gettext's own tools: `python -m liandong.web.translations compile | update | check`."""
import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
CATALOG = Path("locale/zh_Hans/LC_MESSAGES/django.po")
TERMINAL = PACKAGE / "web" / "commands" / CATALOG  # what commands say; liandong.web.words reads it, pages do not
# Which arguments of a call are what is translated: context, singular, plural.
CALLS = {"_": (None, 0, None), "gettext": (None, 0, None), "ngettext": (None, 0, 1), "pgettext": (0, 1, None),
         "npgettext": (0, 1, 2)}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(((?:{STRING}(?:,\s*)?)+)")
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}")
UNWANTED = re.compile("您|!|！")  # how we speak to officers: docs/face.md


class Text(NamedTuple):
    """What a catalog holds one translation of."""

    context: str | None
    singular: str
    plural: str | None


class Place(NamedTuple):
    """A text where it is used, or why it cannot be translated there."""

    file: Path
    line: int
    text: Text | None


def sources() -> list[Path]:
    """Every file whose texts officers or operators read."""
    found = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]
    return sorted(f for f in found if not {"tests", "migrations", "static"} & set(f.relative_to(PACKAGE).parts))


def places(file: Path) -> Iterator[Place]:
    """The texts of one file."""
    source = file.read_text("utf-8")
    return _in_python(file, source) if file.suffix == ".py" else _in_template(file, source)


def catalog_of(file: Path) -> Path:
    """The commands' catalog for what is said in a terminal, else the one of the module."""
    if "from liandong.web.words import" in file.read_text("utf-8"):
        return TERMINAL
    return PACKAGE / file.relative_to(PACKAGE).parts[0] / CATALOG


def catalogs() -> list[Path]:
    """Every catalog there is."""
    return sorted(PACKAGE.rglob(str(CATALOG)))


def compile_all() -> None:
    """Write the .mo file beside each catalog."""
    for file in catalogs():
        with file.open("rb") as source, file.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale="zh_Hans"))


def update() -> list[Text]:
    """Add what is used and stands in no catalog to the catalog of its module; returns what was added."""
    added = []
    for place in (place for file in sources() for place in places(file)):
        target = catalog_of(place.file)
        if place.text and place.text not in added and place.text not in _translations(_beside(target), also_open=True):
            _add(target, place.text)
            added.append(place.text)
    return added


def problems() -> list[str]:
    """What is missing, unsure or wrong in the Chinese; nothing when it is complete."""
    found = []
    known = {True: _translations([TERMINAL]), False: _translations(_beside(PACKAGE))}
    for place in (place for file in sources() for place in places(file)):
        if place.text is None:
            found.append(f"{_short(place.file)}:{place.line}: only a plain string can be translated here")
        elif place.text not in known[catalog_of(place.file) == TERMINAL]:
            found.append(f"{_short(place.file)}:{place.line}: no Chinese for {place.text.singular!r}")
    for text, translations in chain(known[True].items(), known[False].items()):
        first, words = translations[0]
        found += [f"{_short(file)}: {text.singular!r} is translated otherwise in {_short(first)}"
                  for file, others in translations if others != words]
        found += [f"{_short(file)}: {text.singular!r}: {wrong}"
                  for file, others in translations for wrong in _wrongs(text, others)]
    return found


HEADER = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": "zh_Hans",
          "Plural-Forms": "nplurals=1; plural=0;"}


def _in_python(file: Path, source: str) -> Iterator[Place]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", "")).removesuffix("_lazy").removesuffix("_noop")
        if name not in CALLS or len(node.args) < 1:
            continue
        values = [arg.value if isinstance(arg, ast.Constant) else arg for arg in node.args]
        text = [None if place is None or place >= len(values) else values[place] for place in CALLS[name]]
        if isinstance(text[1], ast.JoinedStr | ast.BinOp):
            yield Place(file, node.lineno, None)
        elif isinstance(text[1], str) and text[1]:
            yield Place(file, node.lineno, Text(*text))


def _in_template(file: Path, source: str) -> Iterator[Place]:
    plain = templatize(source, str(file))
    for match in IN_TEMPLATE.finditer(plain):
        values = ast.literal_eval(f"({match[2].rstrip().rstrip(',')},)")
        text = Text(*(None if place is None else values[place] for place in CALLS[match[1]]))
        yield Place(file, plain.count("\n", 0, match.start()) + 1, text)


def _beside(target: Path) -> list[Path]:
    """The catalogs that are read together with this one."""
    return [TERMINAL] if target == TERMINAL else [file for file in catalogs() if file != TERMINAL]


def _add(target: Path, text: Text) -> None:
    import polib  # of the development lock

    target.parent.mkdir(parents=True, exist_ok=True)
    catalog = polib.pofile(str(target), wrapwidth=10_000) if target.exists() else polib.POFile(wrapwidth=10_000)
    catalog.metadata = catalog.metadata or HEADER
    plural = {"msgid_plural": text.plural, "msgstr_plural": {0: ""}} if text.plural else {}
    catalog.append(polib.POEntry(msgctxt=text.context, msgid=text.singular, **plural))
    catalog.save(str(target))


def _translations(files: list[Path], also_open: bool = False) -> dict[Text, list[tuple[Path, tuple[str, ...]]]]:
    """What the catalogs say of each text; with `also_open`, what they hold without Chinese as well."""
    found = defaultdict(list)
    for file in filter(Path.exists, files):
        with file.open("rb") as source:
            for message in read_po(source, locale="zh_Hans"):
                words = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and (also_open or ("".join(words) and not message.fuzzy)):
                    ids = message.id if isinstance(message.id, tuple) else (message.id, None)
                    found[Text(message.context, *ids)].append((file, words))
    return found


def _wrongs(text: Text, words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        meant = {name for part in (text.singular, text.plural or "") for name in PLACEHOLDER.findall(part)}
        if not set(PLACEHOLDER.findall(word)) <= meant or (not text.plural and set(PLACEHOLDER.findall(word)) != meant):
            yield "its places differ in the Chinese"
        if UNWANTED.search(word):
            yield "the Chinese says 您 or has an exclamation mark"


def _short(file: Path) -> Path:
    return file.relative_to(PACKAGE.parent)


def main(verb: str) -> int:
    """Run one verb; 1 when something is to be done by hand."""
    if verb == "compile":
        compile_all()
        return 0
    lines = problems() if verb == "check" else [f"to translate: {text.singular!r}" for text in update()]
    print("\n".join(lines) or "The Chinese is complete.")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
