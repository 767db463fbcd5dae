"""What templates say of moments, clocks, forms and addresses; a builtin of every template."""
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.boundfield import BoundField, BoundWidget
from django.middleware.csrf import get_token
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from liandong.kernel import filters, moments
from liandong.kernel.keys import uuid7
from liandong.kernel.models import SavedFilter

register = template.Library()
SOON_SHARE, SOON_SECONDS, SOON_LIMIT = 70, 4 * moments.HOUR, 3 * moments.DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock to draw: its words, the share of time gone (or None), its tone (soon, late or nothing), and by when."""

    words: str
    percent: int | None
    tone: str
    by: str


def now_of(context: Context) -> datetime:
    """The moment of the page: the actor's, or the server's on pages without one."""
    at = getattr(context.get("actor"), "at", None) or context.get("now")
    return at if isinstance(at, datetime) else timezone.now()


@register.filter("when")
def when_at(at: datetime | None, now: datetime) -> str:
    """`at` in words relative to `now`, inside a <time> that shows the whole moment on hover."""
    if at is None:
        return "—"
    told = moments.when(at, now)
    clock = f"{told.local:%H:%M}"
    words = {
        "today": lambda: gettext("today %(clock)s") % {"clock": clock},
        "yesterday": lambda: gettext("yesterday %(clock)s") % {"clock": clock},
        "year": lambda: f"{told.local:%m-%d} {clock}",
        "past": lambda: f"{told.local:%Y-%m-%d}",
    }[told.day]()
    iso, whole = told.local.isoformat(timespec="seconds"), f"{told.local:%Y-%m-%d %H:%M:%S}"
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, whole, words)


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None) -> str:
    """`at` in words relative to the moment of the page."""
    return when_at(at, now_of(context))


def length(parts: tuple[tuple[str, int], ...]) -> str:
    """The units of a length of time, joined as the language joins them: 2天9时, 2 d 9 h."""
    said = {
        "year": lambda n: ngettext("%(n)d yr", "%(n)d yr", n),
        "month": lambda n: ngettext("%(n)d mo", "%(n)d mo", n),
        "day": lambda n: ngettext("%(n)d d", "%(n)d d", n),
        "hour": lambda n: ngettext("%(n)d h", "%(n)d h", n),
        "minute": lambda n: ngettext("%(n)d min", "%(n)d min", n),
    }
    pieces = [said[unit](n) % {"n": n} for unit, n in parts]
    if len(pieces) == 1:
        return pieces[0]
    return gettext("%(large)s %(small)s") % {"large": pieces[0], "small": pieces[1]}


def limit(due: datetime) -> str:
    """The moment of a limit; midnight is said as 24:00 of the day before, as the law counts."""
    here = moments.local(due)
    if (here.hour, here.minute, here.second) == (0, 0, 0):
        return f"{here - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{here:%Y-%m-%d %H:%M}"


@register.simple_tag(takes_context=True)
def left(context: Context, due: datetime, start: datetime | None = None, now: datetime | None = None) -> Clock:
    """The clock of what is due: 还剩 2天9时 or 逾期 14时, and how much of the time has gone."""
    now = now or now_of(context)
    span, percent = moments.left(due, now), moments.share(due, start, now)
    if span.is_late:
        words = gettext("overdue %(length)s") % {"length": length(span.parts)}
        return Clock(words, 100 if percent is not None else None, "late", limit(due))
    used_up = percent is not None and percent >= SOON_SHARE and span.seconds < SOON_LIMIT
    tone = "soon" if used_up or span.seconds < SOON_SECONDS else ""
    return Clock(gettext("%(length)s left") % {"length": length(span.parts)}, percent, tone, limit(due))


@register.filter
def took(seconds: float) -> str:
    """A length of time in its largest unit; less than a minute is none."""
    for unit, said in ((moments.DAY, gettext("%(n)d days")), (moments.HOUR, gettext("%(n)d hours")),
                       (moments.MINUTE, gettext("%(n)d minutes"))):
        if seconds >= unit:
            return said % {"n": round(seconds / unit)}
    return gettext("at once")


@register.filter
def listed(words: Iterable[object]) -> str:
    """Words of a list, one after another, as the language sets them apart."""
    return pgettext("between words", ", ").join(map(str, words))


@register.filter
def as_json(value: object) -> str:
    """A value for a data attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def at(known: Mapping[object, str], key: object) -> str:
    """What stands under that key; nothing where it is not there."""
    return known.get(key, "")


@register.simple_tag(takes_context=True)
def form_keys(context: Context) -> SafeString:
    """The hidden fields every POST form carries: the CSRF token and a key that makes a double click one act."""
    request = context.get("request")
    token = get_token(request) if request else context.get("csrf_token", "")
    hidden = '<input type="hidden" name="{}" value="{}">'
    return format_html(hidden * 2, "csrfmiddlewaretoken", token, "idempotency_key", uuid7())


@register.simple_tag(takes_context=True)
def page_url(context: Context, **changes: object) -> str:
    """This page's query string with some of it changed; None takes a name out, and a new filter starts at page one."""
    query = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?page=1"  # a bare address opens with the officer's own filter


@dataclass(frozen=True, slots=True)
class Kept:
    """The filters an officer keeps of a list, what it shows now, and which of them that is."""

    list: str
    query: str
    rows: list[SavedFilter]
    current: SavedFilter | None


@register.simple_tag(takes_context=True)
def saved_filters(context: Context) -> Kept:
    """The officer's filters of the list that is shown."""
    request = context["request"]
    name, query = request.resolver_match.view_name, filters.asked(request.META.get("QUERY_STRING", ""))
    rows = filters.here(request)
    return Kept(name, query, rows, next((row for row in rows if row.query == query), None))


@register.simple_tag
def unique() -> str:
    """A fresh id for a part that is drawn several times on a page."""
    return f"u{uuid4().hex[:10]}"


@register.filter
def beside(theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[dict[str, str]]:
    """Two texts of the same fields, row by row, for the part that shows a conflict; fields that agree are left out."""
    names = [*theirs, *(name for name in mine if name not in theirs)]
    rows = [{"name": n, "label": n, "theirs": theirs.get(n, ""), "mine": mine.get(n, "")} for n in names]
    return [row for row in rows if row["theirs"] != row["mine"]]


BROWSERS = [("Edge", r"Edg/(\d+)"), ("Firefox", r"Firefox/(\d+)"), ("Chrome", r"Chrome/(\d+)"),
            ("Safari", r"Version/(\d+)")]
MACHINES = ["Windows", "Android", "iPhone", "Mac OS", "HarmonyOS", "Linux"]


@register.filter
def browser(agent: str) -> str:
    """What an officer would call the browser that named itself so: Chrome 128·Windows."""
    names = [f"{name} {found[1]}" for name, pattern in BROWSERS if (found := re.search(pattern, agent))][:1]
    machines = [machine for machine in MACHINES if machine in agent][:1]
    return "·".join(names + machines) or agent[:40] or "—"


CLASSES = {"select": "form-select", "checkbox": "form-check-input", "file": "visually-hidden", "hidden": ""}


@register.filter
def control(field: BoundField) -> SafeString:
    """The input of a form field in our look; Django itself marks what is invalid and what describes it."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "textarea")
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{CLASSES.get(kind, 'form-control')} {own}".strip()})


@register.filter
def choice(option: BoundWidget) -> str:
    """One radio button or check box of a group, in our look."""
    option.data["attrs"]["class"] = "form-check-input"
    return option.tag()


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: hidden, check (one box), group (many), file, or line."""
    widget = field.field.widget
    if getattr(widget, "allow_multiple_selected", False) and widget.input_type == "checkbox":
        return "group"
    kinds = {"hidden": "hidden", "checkbox": "check", "radio": "group", "file": "file"}
    return kinds.get(getattr(widget, "input_type", ""), "line")
