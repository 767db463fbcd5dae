"""What a list of agencies, departments or officers holds, row by row: what is new, what is known, what is wrong and why."""
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .officers import CODE, LONGEST_NAME, POLICE_NUMBER, Kind, Role, Tier

MOST = {"agencies": 2000, "departments": 5000, "officers": 200}  # each first password costs a tenth of a second to seal
CLEARANCES = {"公开": 0, "内部": 1, "工作秘密": 2, "public": 0, "internal": 1, "work secret": 2}
KINDS = {"公安机关": Kind.POLICE, "公安": Kind.POLICE, "政府部门": Kind.DEPARTMENT, "企业": Kind.COMPANY, "学校": Kind.SCHOOL}
TIERS = {"部": Tier.MINISTRY, "省": Tier.PROVINCE, "市": Tier.CITY, "县": Tier.COUNTY, "区县": Tier.COUNTY, "所": Tier.STATION,
         "派出所": Tier.STATION}
ROLES = {"民警": Role.OFFICER, "办案民警": Role.OFFICER, "内勤": Role.CLERK, "联络员": Role.LIAISON, "法制审核": Role.REVIEWER,
         "法制审核员": Role.REVIEWER, "签署人": Role.SIGNATORY, "部门负责人": Role.HEAD, "单位领导": Role.LEADER,
         "局领导": Role.LEADER,
         "督察": Role.INSPECTOR, "督察员": Role.INSPECTOR, "管理员": Role.ADMINISTRATOR, "系统管理员": Role.ADMINISTRATOR}


class List(Term):
    """What a file lists."""

    AGENCIES = "agencies", _("Agencies")
    DEPARTMENTS = "departments", _("Departments")
    OFFICERS = "officers", _("Officers")


class Column(NamedTuple):
    """One column: its name in data, its heading in the file, whether every row needs it."""

    name: str
    heading: str
    needed: bool = True


COLUMNS: Mapping[List, tuple[Column, ...]] = {
    List.AGENCIES: (Column("code", "机构代码"), Column("name", "名称"), Column("short_name", "简称"),
                    Column("mark", "发文代字", False),
                    Column("kind", "类型", False), Column("tier", "层级"), Column("parent", "上级机构代码"),
                    Column("duty_phone", "值班电话", False)),
    List.DEPARTMENTS: (Column("agency", "机构代码"), Column("name", "部门名称")),
    List.OFFICERS: (Column("police_number", "警号"), Column("name", "姓名"), Column("agency", "机构代码"),
                    Column("department", "部门", False), Column("post", "职务", False), Column("roles", "角色"),
                    Column("clearance", "知密范围", False), Column("phone", "电话", False), Column("email", "电子邮箱", False)),
}
LONGEST = {"name": LONGEST_NAME, "short_name": 20, "mark": 8, "duty_phone": 30, "post": 40, "phone": 30, "email": 254}
NO_COLUMN = _("The column “%(heading)s” is missing. Headings stand in the first row, as in the template.")
TOO_MANY = _("The file holds %(rows)s rows; %(most)s are the most. Divide it.")


@dataclass(frozen=True)
class World:
    """What is there, and whom the administrator may found or fill: `mine` are codes of agencies they may write to."""

    agencies: Mapping[str, str]  # code -> name
    departments: Collection[tuple[str, str]]  # code of the agency, name
    officers: Collection[str]  # police numbers
    under: Collection[str]  # codes under which agencies may be founded
    mine: Collection[str]
    clearance: int


@dataclass(frozen=True)
class Line:
    """One row: its number in the file, its values, and what is wrong with it; without a fault it is new or known."""

    number: int
    values: Mapping[str, object]
    fault: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it is brought in."""
        return not self.fault and not self.is_known


def lines(wanted: List, rows: Sequence[Sequence[str]], world: World) -> list[Line]:
    """Every row checked against what is there and against the rows before it; Refused where the file is no such list."""
    head, body = [cell.strip().lstrip("*") for cell in rows[0]], rows[1:]
    for column in COLUMNS[wanted]:
        if column.needed and column.heading not in head:
            raise Refused(NO_COLUMN, field="file", heading=column.heading)
    if len(body) > MOST[wanted]:
        raise Refused(TOO_MANY, field="file", rows=len(body), most=MOST[wanted])
    places = {column.name: head.index(column.heading) for column in COLUMNS[wanted] if column.heading in head}
    check, found, seen = CHECKS[wanted], [], _Seen(world)
    for number, row in enumerate(body, 2):
        given = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        found.append(_checked(wanted, number, given, seen, check))
    return found


class _Seen:
    """What is there, and what the rows above bring."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agencies = dict(world.agencies)
        self.names = set(world.agencies.values())
        self.departments = set(world.departments)
        self.officers = set(world.officers)
        self.under, self.mine = set(world.under), set(world.mine)
        self.rows: set[str] = set()


Check = Callable[[dict[str, str], _Seen], tuple[dict[str, object], bool]]


class _Fault(Exception):
    """What is wrong with a row."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message, self.facts = message, facts


def _checked(wanted: List, number: int, given: dict[str, str], seen: _Seen, check: Check) -> Line:
    try:
        for column in COLUMNS[wanted]:
            if column.needed and not given.get(column.name):
                raise _Fault(_("“%(heading)s” is empty."), heading=column.heading)
            if len(given.get(column.name, "")) > LONGEST.get(column.name, 400):
                raise _Fault(_("“%(heading)s” is too long."), heading=column.heading)
        values, is_known = check(given, seen)
    except _Fault as fault:
        return Line(number, given, fault.message, fault.facts)
    return Line(number, values, is_known=is_known)


def _agency(given: dict[str, str], seen: _Seen) -> tuple[dict[str, object], bool]:
    code = given["code"].upper()
    if not CODE.fullmatch(code):
        raise _Fault(_("An agency code has 12 characters: six digits of the region, then six digits or capital letters."))
    if code in seen.rows:
        raise _Fault(_("%(what)s stands in the file twice."), what=code)
    seen.rows.add(code)
    if code in seen.agencies:
        return {**given, "code": code}, True
    if given["parent"].upper() not in seen.under:
        raise _Fault(_("Agencies are founded under your own agency or one below it; %(code)s is none of them."),
                     code=given["parent"])
    if given["name"] in seen.names:
        raise _Fault(_("There is an agency of the name “%(name)s” already."), name=given["name"])
    kind = _coded(KINDS, given.get("kind", ""), Kind.POLICE, "类型")
    tier = _coded(TIERS, given["tier"], None, "层级")
    seen.agencies[code] = given["name"]
    seen.names.add(given["name"])
    seen.under.add(code)
    return {**given, "code": code, "parent": given["parent"].upper(), "kind": kind, "tier": tier}, False


def _department(given: dict[str, str], seen: _Seen) -> tuple[dict[str, object], bool]:
    key = (_own(given, seen), given["name"])
    is_known = key in seen.departments
    seen.departments.add(key)
    return {"agency": key[0], "name": key[1]}, is_known


def _officer(given: dict[str, str], seen: _Seen) -> tuple[dict[str, object], bool]:
    number, code = given["police_number"].upper(), _own(given, seen)
    if not POLICE_NUMBER.fullmatch(number):
        raise _Fault(_("A police number has 4 to 12 digits or capital letters."))
    if number in seen.rows:
        raise _Fault(_("%(what)s stands in the file twice."), what=number)
    seen.rows.add(number)
    if given.get("department") and (code, given["department"]) not in seen.departments:
        raise _Fault(_("The agency has no department “%(name)s”. Bring departments in first."), name=given["department"])
    roles = sorted({str(_coded(ROLES, word, None, "角色")) for word in given["roles"].replace("，", "、").split("、") if word})
    clearance = int(str(_coded(CLEARANCES, given.get("clearance", ""), 1, "知密范围")))
    if clearance > seen.world.clearance:
        raise _Fault(_("The clearance you give cannot be above your own."))
    values = {**given, "police_number": number, "agency": code, "roles": roles, "clearance": clearance}
    return values, number in seen.officers


def _own(given: dict[str, str], seen: _Seen) -> str:
    code = given["agency"].upper()
    if code not in seen.agencies:
        raise _Fault(_("No agency has the code %(code)s. Bring agencies in first."), code=given["agency"])
    if code not in seen.mine:
        raise _Fault(_("%(code)s has administrators of its own: they bring in its departments and officers."), code=code)
    return code


def _coded(table: Mapping[str, object], word: str, default: object, heading: str) -> object:
    if not word and default is not None:
        return default
    by_code = {str(value): value for value in table.values()}
    found = table.get(word, by_code.get(word))
    if found is None:
        raise _Fault(_("“%(word)s” is not known in “%(heading)s”. Write one of: %(all)s."), word=word, heading=heading,
                     all="、".join(dict.fromkeys(table)))
    return found if isinstance(found, int) else str(found)


CHECKS: Mapping[List, Check] = {List.AGENCIES: _agency, List.DEPARTMENTS: _department, List.OFFICERS: _officer}
