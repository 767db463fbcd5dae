"""One Chinese term a domain word, and no word the glossary advises against."""
import re
import tomllib
from pathlib import Path

import polib
import pytest
from django.apps import apps

GLOSSARY = tomllib.loads(Path("docs/glossary.toml").read_text("utf-8"))
CATALOGUES = sorted(Path("liandong").glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
GROUND = {"counter", "receipt", "draft", "key", "secret"}  # of the machinery, never shown


def words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("word", GLOSSARY)
def test_an_entry_is_whole(word):
    entry = GLOSSARY[word]
    assert re.search(r"[\u4e00-\u9fff]", entry["zh"]) and entry["en"] and entry["meaning"].endswith(".")


def test_no_two_words_share_a_term():
    terms = [entry["zh"] for entry in GLOSSARY.values()]
    assert len(set(terms)) == len(terms)


def test_every_model_has_its_word():
    models = {words(m.__name__) for app in apps.get_app_configs() if app.name.startswith("liandong")
              for m in app.get_models()}
    assert sorted(models - set(GLOSSARY) - GROUND) == []


@pytest.mark.parametrize("file", CATALOGUES, ids=str)
def test_translations_avoid_the_words_not_to_use(file):
    avoided = {word for entry in GLOSSARY.values() for word in entry["avoid"] if re.search(r"[\u4e00-\u9fff]", word)}
    found = [(e.msgid, word) for e in polib.pofile(str(file)) if not e.obsolete for word in avoided
             if word in e.msgstr + "".join(e.msgstr_plural.values())]
    assert found == []


@pytest.mark.parametrize("file", CATALOGUES, ids=str)
def test_chinese_is_complete_and_speaks_plainly(file):
    catalogue = polib.pofile(str(file))
    assert [e.msgid for e in catalogue if not e.obsolete and (not e.translated() or e.fuzzy)] == []
    shouted = [e.msgid for e in catalogue if re.search("[!！]|您|请您|亲[,，]", e.msgstr)]
    assert shouted == []
