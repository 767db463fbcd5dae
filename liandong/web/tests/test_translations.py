"""Every text has its Chinese, in pages and in the terminal."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liandong.web import translations

HERE = translations.PACKAGE / "web"


def texts(source, suffix):
    found = translations._in_python if suffix == ".py" else translations._in_template
    return [place.text for place in found(HERE / f"x{suffix}", source)]


def test_the_chinese_is_complete():
    assert translations.problems() == []


def test_texts_are_found_in_python():
    source = ("_('a'), gettext_lazy('b' 'c'), ngettext('%(n)d day', '%(n)d days', n), pgettext('month', 'May'), _(name), "
              "_(f'{x}')")
    assert texts(source, ".py") == [
        (None, "a", None), (None, "bc", None), (None, "%(n)d day", "%(n)d days"), ("month", "May", None), None]


def test_texts_are_found_in_templates():
    source = """{% translate "Send" %}{{ _("Sign") }}{% include "x" with title=_("Title") %}
        {% blocktranslate count n=n trimmed %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
        {% translate "May" context "month" %}"""
    assert texts(source, ".html") == [
        (None, "Send", None), (None, "Sign", None), (None, "Title", None), (None, "%(n)s day", "%(n)s days"),
        ("month", "May", None)]


@pytest.mark.parametrize(("english", "chinese", "is_wrong"), [
    ("%(n)d days", "%(n)d 天", False), ("%(n)d days", "几天", True), ("Send", "发送", False), ("Send", "请您发送", True),
    ("Done", "完成！", True),
])
def test_a_wrong_translation_is_seen(english, chinese, is_wrong):
    assert bool(list(translations._wrongs(translations.Text(None, english, None), (chinese,)))) is is_wrong


def test_commands_speak_the_terminals_language():
    for language, said in {"zh_CN.UTF-8": "启动网页服务", "en_GB.UTF-8": "start web and worker"}.items():
        clean = {k: v for k, v in os.environ.items() if not k.startswith("LC_")} | {"LANG": language, "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-m", "liandong.web", "--help"], env=clean, capture_output=True, text=True,
                              cwd=translations.PACKAGE.parent, check=True)
        assert said in done.stdout


def test_new_texts_go_to_the_catalog_of_their_module():
    assert translations.catalog_of(HERE / "views" / "me.py") == HERE / translations.CATALOG
    assert translations.catalog_of(HERE / "doctor.py") == translations.TERMINAL
    assert Path(translations.TERMINAL).exists()
