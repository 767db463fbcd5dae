"""The settings guide and the file of settings name the same variables with the same defaults."""
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[3]
ROW = re.compile(r"^\| `LIANDONG_(\w+)` \| (?:`(.*?)`)? *\| \S.*\|$", re.M)


def read_by_settings():
    tree = ast.parse((ROOT / "liandong/web/settings.py").read_text("utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "read"]
    return {call.args[0].value: (call.args[1].value if len(call.args) > 1 else "") for call in calls}


def test_the_guide_lists_every_variable_with_its_default():
    assert dict(ROW.findall((ROOT / "docs/guide/settings.md").read_text("utf-8"))) == read_by_settings()


def test_only_the_settings_read_our_variables():
    allowed = {"settings.py", "__init__.py"}  # the command sets them before the settings are read
    readers = [str(file) for file in (ROOT / "liandong").rglob("*.py") if "tests" not in file.parts
               and file.name not in allowed and re.search(r"environ[^\n]*LIANDONG_", file.read_text("utf-8"))]
    assert not readers


def configured(expression, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LIANDONG_")}
    told = {f"LIANDONG_{name}": value for name, value in environment.items()}
    done = subprocess.run([sys.executable, "-c", f"from liandong.web import settings; print({expression})"], cwd=ROOT,
                          env=clean | told, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(("expression", "environment", "is_"), [
    ("settings.EMBEDDED", {}, "True"),
    ("settings.EMBEDDED", {"JOBS_URL": "host=db user=liandong_jobs dbname=liandong"}, "False"),
    ("settings.DATABASES['default']['USER']", {"ROLE": "owner"}, "liandong_owner"),
    ("settings.DATABASES['default']['OPTIONS']", {"ROLE": "jobs", "JOBS_URL": "postgresql://a:b@h/d?sslmode=require"},
     "{'sslmode': 'require'}"),
    ("(settings.SESSION_COOKIE_SECURE, settings.CSRF_TRUSTED_ORIGINS)", {"HTTPS": "yes", "HOSTS": "ld.example"},
     "(True, ['https://ld.example'])"),
])
def test_a_variable_does_what_the_guide_says(expression, environment, is_, tmp_path):
    assert configured(expression, DATA=str(tmp_path / "none"), **environment) == is_
    assert not (tmp_path / "none").exists()  # settings compute, and make nothing


def test_there_is_one_file_of_settings_and_it_stays_readable():
    assert (ROOT / "liandong/web/settings.py").read_text("utf-8").count("\n") <= 200
    assert settings.DEBUG is False
