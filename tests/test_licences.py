"""What we build on may be given on: every dependency has a licence that fits Apache-2.0."""
import json
import re
from importlib import metadata
from pathlib import Path

import pytest

FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|LGPL|Lesser General|Unlicense|Zlib|0BSD|CC0|Public Domain"
                  r"|OFL", re.I)
STRICT = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|Affero|SSPL|Commons Clause|Proprietary", re.I)
LOCKED = sorted(set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", Path("requirements.txt").read_text("utf-8"), re.M)))


# Of these the licence file was read: their records do not say.
READ = {"qrcode": "BSD-3-Clause", "@tabler/icons-webfont": "MIT"}


def said(name: str) -> str:
    """What the package says of its licence: the expression, the classifiers, else the first line of the text."""
    found = metadata.metadata(name)
    classifiers = " ".join(c for c in found.get_all("Classifier") or [] if c.startswith("License"))
    return " ".join(filter(None, [found.get("License-Expression"), classifiers, (found.get("License") or "")[:80]]))


def is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", [name for name in LOCKED if is_installed(name)])
def test_a_python_dependency_is_free(name):
    texts = (str(f.read_text()[:200]) for f in metadata.files(name) or [] if "LICENSE" in f.name.upper())
    licence = READ.get(name) or said(name) or " ".join(texts)
    assert FREE.search(licence), licence
    assert not STRICT.search(licence), licence


def test_most_of_the_lock_is_installed_here():
    assert sum(map(is_installed, LOCKED)) >= len(LOCKED) - 3  # some are for other systems


def test_browser_libraries_are_free():
    packages = json.loads(Path("package-lock.json").read_text("utf-8"))["packages"]
    licences = {name: package.get("license") or READ.get(name.removeprefix("node_modules/"), "")
                for name, package in packages.items() if name}
    assert licences and all(FREE.search(licence) and not STRICT.search(licence) for licence in licences.values()), licences
