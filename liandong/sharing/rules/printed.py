"""The standard as plain data: for the API, for files, for whoever builds against it."""
from collections.abc import Mapping
from typing import Any

from . import titles
from .standard import Element, Kind, Standard

HEADS = ("kind", "element", "zh", "en", "group", "type", "codes", "format", "required", "required_for", "mask", "masked_for",
         "search", "match", "retired", "retention_years")
INSIDE = ("category", "family")  # tables of the product, of no use to others


def as_data(of: Standard) -> dict[str, Any]:
    """Every kind with its elements, and every code table, as it is in force."""
    return {"kinds": [_kind(kind) for kind in of.kinds.values()],
            "codes": {table: [{"code": code, "zh": text.zh, "en": text.en, "retired": code not in of.codes[table]}
                              for code, text in labels.items()] for table, labels in of.labels.items() if table not in INSIDE}}


def as_rows(of: Standard) -> list[list[str]]:
    """Every element as a row under `HEADS`."""
    return [[_plain(row.get(head, "")) for head in HEADS] for kind in of.kinds.values() for row in _elements(kind)]


def _kind(kind: Kind) -> dict[str, Any]:
    return {"kind": kind.kind, "zh": kind.label.zh, "en": kind.label.en, "series": kind.series, "version": kind.version,
            "effective_on": kind.effective_on.isoformat(), "retention_years": kind.retention_years,
            "title": kind.title or titles.pattern(kind), "title_typed": not kind.title, "region": kind.region,
            "case_class": kind.case_class, "legal_basis": kind.basis,
            "stages": {name: {"zh": text.zh, "en": text.en} for name, text in kind.stages.items()},
            "elements": _elements(kind)}


def _elements(kind: Kind) -> list[dict[str, Any]]:
    return [{"kind": kind.kind, "retention_years": kind.retention_years, **_element(e), "retired": e in kind.retired}
            for e in kind.every]


def _element(e: Element) -> Mapping[str, Any]:
    return {"element": e.name, "zh": e.label.zh, "en": e.label.en, "group": e.group, "type": e.type, "codes": e.codes,
            "format": e.format, "required": e.required, "required_for": list(e.required_for), "mask": e.mask,
            "masked_for": e.masked_for, "search": e.search, "match": e.match, "help_zh": e.help.zh, "help_en": e.help.en}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
