"""The face: parts say what they should, nothing is inline, and its colours can be read."""
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from liandong.web.templatetags import ld

HERE = Path(__file__).parents[1]
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
PARTS = sorted((HERE / "templates/parts").glob("*.html"))
STATIC = sorted((HERE / "static/liandong").glob("*.[cj]s*"))
NOW = datetime(2026, 11, 23, 6, 32, tzinfo=UTC)
PAIRS = [(text, ground, 4.5) for text in ("text", "muted", "primary", "accent-text", "danger", "good")
         for ground in ("surface", "panel")]
PAIRS += [("on-primary", "primary", 4.5), ("on-accent", "accent", 4.5), ("on-danger", "danger", 4.5),
          ("panel", "ended", 4.5), ("accent-text", "accent-tint", 4.5), ("danger", "danger-tint", 4.5),
          ("edge", "panel", 3), ("accent", "panel", 3), ("bar", "panel", 3), ("primary", "primary-tint", 4.5)]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def say(source, **context):
    """What a template says, at half past two in the afternoon of 23 November."""
    template = engines["django"].from_string(source)
    return template.render(context | {"now": NOW}, RequestFactory().get("/", context.pop("query", {})))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: str(f.relative_to(HERE)))
def test_a_template_compiles_is_short_and_holds_nothing_inline(file):
    source = file.read_text("utf-8")
    get_template(str(file.relative_to(HERE / "templates")))
    assert source.startswith("{#") and source.count("\n") <= 80
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|hx-on|<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"method=\"post\"[^>]*>(?!\s*{% (form_keys|csrf_token) %})", source), "a POST form without its keys"


def test_there_are_fifteen_parts_at_most_and_each_is_told_of():
    told = (HERE.parents[1] / "docs/face.md").read_text("utf-8")
    assert len(PARTS) <= 15
    assert all(f"| `{part.stem}` |" in told for part in PARTS)


@pytest.mark.parametrize("file", STATIC, ids=lambda f: f.name)
def test_a_style_sheet_or_script_says_what_it_is_for_and_stays_small(file):
    source = file.read_text("utf-8")
    assert source.startswith(("/* ", "// ")) and source.count("\n") <= 300
    assert not re.search(r"\beval\(|innerHTML|new Function|https?://", source)


def luminance(colour):
    colour = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text, ground, least", PAIRS)
def test_what_is_written_can_be_read(theme, text, ground, least):
    tokens = (HERE / "static/liandong/tokens.css").read_text("utf-8").split(f'[data-bs-theme="{theme}"]')[1].split("}")[0]
    colours = dict(re.findall(r"--ld-([a-z-]+): #([0-9a-f]{3,6})\b", tokens))
    one, other = sorted((luminance(colours[text]), luminance(colours[ground])))
    assert (other + 0.05) / (one + 0.05) >= least


def test_moments_are_said_relative_to_the_page():
    assert ">today 14:32</time>" in say("{% when at %}", at=NOW)
    assert ">yesterday 14:32</time>" in say("{{ at|when:now }}", at=NOW - timedelta(days=1))
    assert say("{% when at %}", at=None) == "—"


def test_a_clock_says_what_is_left_how_much_is_gone_and_by_when():
    due = datetime(2026, 11, 25, 16, tzinfo=UTC)  # the end of the 25th
    clock = ld.left({"now": NOW}, due, due - timedelta(days=10))
    assert clock == ld.Clock("2 d 9 h left", 76, "soon", "2026-11-25 24:00")
    assert ld.left({"now": due + timedelta(hours=14)}, due).words == "overdue 14 h"
    assert ld.left({"now": NOW}, due + timedelta(days=30), NOW - timedelta(days=300)).tone == ""
    assert "waiting for papers" in say('{% include "parts/clock.html" with due=now paused="waiting for papers" %}')


def test_every_form_gets_a_token_and_a_key_of_its_own():
    first, second = (say("{% form_keys %}") for _ in range(2))
    assert 'name="csrfmiddlewaretoken"' in first and 'name="idempotency_key"' in first
    assert re.findall(r'idempotency_key" value="(.*?)"', first) != re.findall(r'idempotency_key" value="(.*?)"', second)


def test_an_address_changes_in_part_and_a_new_filter_starts_at_page_one():
    assert say("{% page_url page=2 %}", query={"q": "x", "page": 1}) == "?q=x&amp;page=2"
    assert say('{% page_url sort="-due" q=None %}', query={"q": "x", "page": 3}) == "?sort=-due"
    assert say("{% page_url q=None %}", query={"q": "x"}) == "?page=1"


def test_a_field_says_what_is_required_and_what_is_wrong():
    class Notice(forms.Form):
        """A form with one field of each layout."""

        title = forms.CharField(help_text="As signed.")
        kinds = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)

    form = Notice({"title": ""})
    html = say('{% include "parts/errors.html" %}{% include "parts/field.html" with field=form.title %}'
               '{% include "parts/field.html" with field=form.kinds %}', form=form)
    assert 'href="#id_title"' in html and 'id="id_title_error"' in html and 'class="form-control"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html and "required</span>" in html
    assert "<legend" in html and 'class="form-check-input"' in html


def test_marks_say_levels_and_urgency_and_public_says_nothing():
    assert not say('{% include "parts/level.html" with level=0 %}').strip()
    assert "Work secret" in say('{% include "parts/level.html" with level="2" %}')
    assert "st-urgent" in say('{% include "parts/state.html" with kind="urgent" %}')


def test_two_texts_lie_side_by_side_and_what_agrees_is_left_out():
    rows = ld.beside({"title": "A", "purpose": "p"}, {"title": "B", "purpose": "p", "note": "n"})
    assert [(row["name"], row["theirs"], row["mine"]) for row in rows] == [("title", "A", "B"), ("note", "", "n")]


def test_a_list_head_sorts_downward_first_and_then_back():
    columns = [SimpleNamespace(label="Number", sort="number"), SimpleNamespace(label="Updated", sort="updated", css="leave")]
    html = say('{% include "parts/columns.html" with sort="-updated" %}', columns=columns)
    assert 'href="?sort=-number"' in html and 'aria-sort="descending"' in html and 'href="?sort=updated"' in html


def test_the_page_for_our_own_faults_needs_no_context():
    assert "Something went wrong on our side" in render_to_string("errors/500.html")


@pytest.mark.parametrize("agent, words", [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/128.0.0.0 Safari/537.36 Edg/128.0", "Edge 128·Windows"),
    ("Mozilla/5.0 (Linux; Android 13) Chrome/127.0 Mobile Safari/537.36", "Chrome 127·Android"),
    ("curl/8.5", "curl/8.5"),
])
def test_a_browser_is_named_as_people_name_it(agent, words):
    assert ld.browser(agent) == words


def test_the_frame_takes_no_word_of_its_pages():
    """What the frame names by itself would hide what a page was given under the same name."""
    base = (HERE / "templates/base.html").read_text("utf-8")
    assert set(re.findall(r" as (\w+) %}", base)) == {"language", "unlock_url", "draft_url", "live_topic"}
