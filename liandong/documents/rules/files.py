"""Files that are kept: their kinds (kinds.toml), the name each is given and how long it is kept. Pure."""
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

KEPT_FOR_GOOD = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its names, for how many years it is kept, as which media, by which rule."""

    key: str
    zh: str
    en: str
    years: int
    media: tuple[str, ...]
    basis: str
    status: str

    def label(self, language: str) -> str:
        """What it is called."""
        return self.zh if language.startswith("zh") else self.en


def _load() -> dict[str, Kind]:
    found = tomllib.loads((Path(__file__).parents[1] / "kinds.toml").read_text("utf-8"))
    return {key: Kind(key, one["zh"], one["en"], one["years"], tuple(one["media"]), one["basis"], one["status"])
            for key, one in found.items()}


KINDS = _load()


def kind_of(key: str) -> Kind:
    """The kind with that key."""
    return KINDS[key]


def kept_until(kind: Kind, day: date) -> date | None:
    """The last day of keeping: years run from the end of the year of the file; None where it is kept for good."""
    return None if kind.years == KEPT_FOR_GOOD else date(day.year + kind.years, 12, 31)


def suggested(*, day: date, unit: str, kind: Kind, title: str, media: str) -> str:
    """The name by the rule of archives, 时间+单位+类别+题名: 20261123_云州市公安局_审批材料_警务合作协议.pdf."""
    parts = [f"{day:%Y%m%d}", unit, kind.zh, title]
    return "_".join("".join(part.split()).replace("_", "")[:60] for part in parts if part.strip()) + f".{media}"
