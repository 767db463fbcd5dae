"""What is printed from the code is printed anew when the code changes."""
import json
from pathlib import Path

import pytest
from django.template.loader import get_template

from liandong.web import papers
from liandong.web.api import api

SOURCES = "".join(f.read_text("utf-8") for kind in ("py", "html") for f in Path("liandong").rglob(f"*.{kind}"))


def test_the_page_of_lifecycles_is_up_to_date():
    assert Path("docs/lifecycles.md").read_text("utf-8") == papers.lifecycles()


def test_the_printed_data_standard_is_up_to_date():
    assert Path("docs/standard.md").read_text("utf-8") == papers.data_standard()


def test_the_api_is_the_one_that_was_agreed():
    agreed = json.loads(Path("docs/openapi.json").read_text("utf-8"))
    assert json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"))) == agreed, (
        "the API changed: write docs/openapi.json anew with `python -m liandong.web.papers` and say so in CHANGELOG.md")


TEMPLATES = sorted(Path("liandong").glob("*/templates/**/*.html"))
GIVEN = ("account/", "mfa/", "usersessions/", "404.html", "429.html", "500.html")  # named by Django and its packages


@pytest.mark.parametrize("file", TEMPLATES, ids=str)
def test_a_template_compiles_and_is_used(file):
    name = str(file).split("/templates/", 1)[1]
    get_template(name)
    folder, _, leaf = name.rpartition("/")
    called = {name, f"{folder}/{leaf.removeprefix('_').removesuffix('.html')}", leaf.removesuffix(".html")}
    assert name.startswith(GIVEN) or any(quote + word in SOURCES for quote in "'\"" for word in called)
