"""The figures of the official layout (layout.toml): their values, and where each comes from."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its source; status: confirmed, secondary, derived or house."""

    value: float
    source: str
    status: str


def _read() -> dict[str, dict[str, Figure]]:
    found = tomllib.loads(Path(__file__).with_name("layout.toml").read_text("utf-8"))
    return {part: {name: Figure(**one) for name, one in figures.items()} for part, figures in found.items()}


FIGURES = _read()
VALUES = {part: {name: one.value for name, one in figures.items()} for part, figures in FIGURES.items()}


def of(part: str, name: str) -> float:
    """The value of one figure."""
    return VALUES[part][name]
