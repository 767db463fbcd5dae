"""The demonstration's records: cases and leads with the people and vehicles in them, seeded and fictional."""
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from liandong.kernel.moments import local

from . import words

CHECK = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


@dataclass
class Entered:
    """One record as an officer of `bureau` would type it, at a moment."""

    bureau: str
    at: datetime
    kind: str
    region: str
    case_class: str
    level: int
    elements: dict[str, object]
    title: str = ""
    role: str = ""
    legal_basis: str = ""
    handling: list[str] = field(default_factory=list)
    stage: str = "open"
    concerns: list[str] = field(default_factory=list)
    story: int = 0  # what belongs together: the people and vehicles of one case


def year(chance: Random, now: datetime, *, a_bureau: int = 200) -> Iterator[Entered]:
    """A year of records of every bureau that has places, oldest first."""
    found = [replace(entry, story=place * a_bureau + number) for place, bureau in enumerate(words.PLACES)
             for number in range(a_bureau)
             for entry in _story(chance, bureau, _working_hour(chance, now))]
    yield from sorted(found, key=lambda entry: entry.at)


def _working_hour(chance: Random, now: datetime) -> datetime:
    """Some moment of the past year: by day, mostly, and more often lately."""
    day = local(now) - timedelta(days=int(365 * chance.random() ** 1.3))
    at = day.replace(hour=chance.choice((8, 9, 9, 10, 10, 11, 14, 14, 15, 15, 16, 17, 18, 21)), minute=chance.randint(0, 59))
    return at if at < now else at - timedelta(days=1)


def _story(chance: Random, bureau: str, at: datetime) -> Iterator[Entered]:
    """A case or a lead, and who and what is in it."""
    region, place = chance.choice(words.PLACES[bureau])
    deed, case_class, method = chance.choice(words.FOREST if bureau == "cangling" else words.DEEDS)
    spot = chance.choice(words.SPOTS)
    common = {"bureau": bureau, "region": region, "case_class": case_class, "level": _level(chance),
              "stage": chance.choice(("open", "open", "checking", "checking", "confirmed", "refuted")),
              "concerns": chance.sample([b for b in words.PLACES if b != bureau], k=chance.choice((0, 0, 1, 1, 2)))}
    if chance.random() < 0.45:
        yield Entered(at=at, kind="case", title=f"{at:%-m月%-d日}{place}{spot}{deed}案", elements={
            "occurred_from": (at - timedelta(hours=chance.randint(3, 60))).isoformat(), "place": f"{place}{spot}",
            "summary": f"{at:%-m月}以来{place}{spot}一带发生{deed}，作案人{method}。现场已勘查，周边视频已调取。",
            "method": method,
        }, **common)
    else:
        title = chance.choice(words.LEADS).format(place=place, spot=spot, deed=deed)
        yield Entered(at=at, kind="lead", title=title, elements={
            "content": f"{place}{spot}一带近期出现{deed}迹象，手法为{method}。涉及车辆和人员正在核实。",
            "request": f"请核查{at:%-m月}以来相关停留车辆和交易登记。", "place": f"{place}{spot}",
            "reliability": chance.choice("ABBC"), "credibility": chance.choice("1223"),
        }, handling=chance.sample(["no_onward", "lead_only", "consult_first"], k=chance.choice((0, 1, 1, 2))), **common)
    if chance.random() < 0.6:
        yield _person(chance, at + timedelta(minutes=7), common)
    if chance.random() < 0.45:
        yield _vehicle(chance, at + timedelta(minutes=12), f"{place}{spot}", common)


def _person(chance: Random, at: datetime, common: dict[str, object]) -> Entered:
    role = chance.choices(("suspect", "wanted", "missing", "victim", "witness", "involved"), (50, 16, 6, 12, 8, 8))[0]
    born = datetime(chance.randint(1962, 2007), chance.randint(1, 12), chance.randint(1, 28), tzinfo=at.tzinfo)
    elements: dict[str, object] = {
        "name": chance.choice(words.SURNAMES) + chance.choice(words.GIVEN), "sex": chance.choice("1112"),
        "birth_on": f"{born:%Y-%m-%d}", "credential": "111", "credential_no": _citizen_id(chance, born),
        "phone": f"199{chance.randint(0, 99_999_999):08}", "facts": "与本案有关，详见案件材料。",
    }
    if role == "wanted":
        elements["paper_no"] = f"拘字〔{at:%Y}〕{chance.randint(1, 900)}号"
    if role == "missing":
        elements["last_seen"] = f"{at - timedelta(days=2):%-m月%-d日}，{chance.choice(words.SPOTS)}"
    basis = {"wanted": "刑事诉讼法第一百五十五条", "missing": "走失人员查找"}.get(role, "刑事诉讼法第一百一十五条")
    return Entered(at=at, kind="person", role=role, elements=elements, legal_basis=basis, handling=["no_onward"], **common)


def _vehicle(chance: Random, at: datetime, where: str, common: dict[str, object]) -> Entered:
    plate = f"岚{chance.choice('ABCD')}" + "".join(chance.choices(words.DIGITS, k=3)) + "".join(
        (chance.choice(words.LETTERS), chance.choice(words.DIGITS)))
    return Entered(at=at, kind="vehicle", elements={
        "plate": plate, "plate_type": "02", "state": chance.choice(("involved", "stolen", "cloned", "hit_and_run")),
        "model": chance.choice(words.COLOURS) + chance.choice(words.MODELS), "facts": f"在{where}附近出现，与案件有关。",
        "seen_place": where, "seen_at": at.isoformat()}, **common)


def _level(chance: Random) -> int:
    return chance.choices((0, 1, 2), (5, 73, 22))[0]


def _citizen_id(chance: Random, born: datetime) -> str:
    """A number with a right check digit in a region that is not."""
    body = f"{chance.choice(('990102', '990202', '990402'))}{born:%Y%m%d}{chance.randint(1, 999):03}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, CHECK, strict=True)) % 11]
