"""Sets a checkout up: .venv from the hashed locks, browser libraries, translations. Any Python 3 can read this file."""
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from liandong.web.words import _, gettext_noop

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
PIP = (str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2")
LOCKED = ("--require-hashes", "--only-binary", ":all:")  # nothing is compiled here

# What engines/letters/pdf.py sets papers in; a test holds the two together.
WEIGHTS = ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")

# What a failed step said, and how we say it; the first that fits.
REASONS = (
    (r"No space left|ENOSPC", gettext_noop("The disk is full. Make room and run the same command again.")),
    (r"do not match the hashes|EINTEGRITY", gettext_noop(
        "A downloaded file is not the one the lock promises, and was not installed. Ask who runs the package mirror.")),
    (r"name resolution|Name or service not known|nodename nor servname|establish a new connection|unreachable|ENOTFOUND"
     r"|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ProxyError|Connection refused|Connection broken|timed out", gettext_noop(
        "No network, or the package mirror does not answer. Connect, or set pip and npm up for a mirror, and run it again.")),
    (r"No matching distribution", gettext_noop(
        "A package has no ready-made build for this system and Python. Linux (x86-64, arm64) and macOS with Python 3.11 to "
        "3.13 have them; no compiler is needed there.")),
    (r"ensurepip|No module named '?venv", gettext_noop(
        "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv.")),
    (r"Permission denied|EACCES", gettext_noop(
        "The checkout may not be written by this user. Use a checkout of your own.")),
)


def main(arguments):
    """Do what is not done yet; a second run finds everything in place."""
    check_python(sys.version_info)
    locks = ["requirements.txt", "requirements-build.txt"] + (["requirements-dev.txt"] if "--dev" in arguments else [])
    if not PYTHON.exists():
        step(_("Making .venv"), [sys.executable, "-m", "venv", str(VENV)], [])
    for lock in locks:
        step(_("Installing %(file)s", file=lock), [*PIP, *LOCKED, "-r", lock], [ROOT / lock])
    step(_("Installing Liandong itself"), [*PIP, "--no-index", "--no-deps", "--no-build-isolation", "-e", "."],
         [ROOT / "pyproject.toml", ROOT / "requirements.in"])
    step(_("Installing browser libraries"), [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
         [ROOT / "package-lock.json"], into=ROOT / "node_modules")
    keep_used_weights(ROOT / "node_modules" / "@expo-google-fonts")
    step(_("Compiling translations"), [str(PYTHON), "-m", "liandong.web.translations", "compile"],
         sorted(ROOT.glob("liandong/**/*.po")))


def check_python(version):
    """Refuse an old Python before anything is made with it."""
    if tuple(version[:2]) < OLDEST:
        raise SystemExit(_("Python %(found)s is too old: Liandong needs 3.11 or newer. Name one: make demo "
                           "PYTHON=python3.12.", found="%d.%d" % tuple(version[:2])))  # noqa: UP031  # for an old Python


def keep_used_weights(fonts):
    """Of each font the weights that papers are set in; the others take two hundred megabytes and serve nothing."""
    for weight in (found for found in fonts.glob("*/*") if found.is_dir() and found.name[:1].isdigit()):
        if "/".join(weight.parts[-2:]) not in WEIGHTS:
            shutil.rmtree(str(weight))


def npm():
    """The npm of this machine, or the one that a Python package brings."""
    if found := shutil.which("npm"):
        return found
    step(_("Installing Node, as this machine has no npm"), [*PIP, *LOCKED, "-r", "requirements-node.txt"],
         [ROOT / "requirements-node.txt"])
    return str(VENV / "bin" / "npm")


def step(title, command, sources, into=VENV):
    """Run one command unless it was run for the same sources; a failure is one sentence."""
    mark = into / (".done-" + re.sub(r"\W+", "-", " ".join(command[2:])[-40:]).strip("-"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    if mark.exists() and mark.read_text() == digest:
        return
    print(title, flush=True)
    log = ROOT / "install.log"
    try:
        with log.open("w") as output:
            path = os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", "")])
            subprocess.run(command, check=True, cwd=str(ROOT), stdin=subprocess.DEVNULL, stdout=output,
                           stderr=subprocess.STDOUT, env=dict(os.environ, PATH=path))
        mark.write_text(digest)
    except (subprocess.CalledProcessError, OSError) as error:
        raise SystemExit(reason(title, log, error))  # noqa: B904  # the sentence is all there is to say
    log.unlink()


def reason(title, log, error):
    """What went wrong, in one sentence."""
    said = str(error) + (log.read_text("utf-8", "replace") if log.exists() else "")
    for pattern, sentence in REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return title + ": " + _(sentence)
    return _("%(title)s failed; %(log)s says why.", title=title, log=log)


if __name__ == "__main__":
    main(sys.argv[1:])
