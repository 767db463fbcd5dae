"""What commands say, in the language of the terminal; works before anything is installed or compiled."""
import os
import re
from pathlib import Path

CATALOG = Path(__file__).parent / "commands" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.M)
LINE = re.compile(r'^"(.*)"$', re.M)


def is_chinese() -> bool:
    """Whether the terminal asks for Chinese; LC_ALL goes before LC_MESSAGES, and that before LANG."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((value for value in asked if value), "").lower().startswith("zh")


def _catalog() -> dict:
    if not is_chinese() or not CATALOG.exists():
        return {}
    text = CATALOG.read_text("utf-8")
    return {_plain(key): _plain(words) for key, words in ENTRY.findall(text.rstrip("\n") + "\n") if _plain(words)}


def _plain(quoted: str) -> str:
    return "".join(LINE.findall(quoted)).replace('\\"', '"').replace("\\\\", "\\")


WORDS = _catalog()


def _(text: str, **values: object) -> str:
    """The sentence in the terminal's language, its named places filled."""
    return WORDS.get(text, text) % values if values else WORDS.get(text, text)


def gettext_noop(text: str) -> str:
    """Mark a sentence that is said elsewhere."""
    return text
