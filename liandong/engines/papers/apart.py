"""Reads a PDF in a process of its own: no file can hold up or fill the process that asked.

A page of a hundred kilobytes may unpack to minutes of work (fonts, forms, pictures in text), and nothing inside a process can
stop a parser at it. Word files need none of this: how much they hold is known before they are parsed.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from liandong.engines.papers import pdf
from liandong.engines.papers.errors import Unreadable

MOST_PROCESSOR_SECONDS = 20
MOST_SECONDS = 60.0  # of the clock, on a machine that is busy with other work
MOST_MEMORY = 2 * 1024**3

_ROOT = str(Path(__file__).resolve().parents[3])
_CHILD = ("import sys; sys.path[:0] = [sys.argv[1]]; "
          "from liandong.engines.papers import apart; apart.main(sys.argv[2], *map(int, sys.argv[3:]))")
# Of the environment only what some interpreters need to start: the parser of a stranger's file needs no key of ours.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH")


def read(data: bytes) -> str:
    """Return the text of a PDF as `pdf.read` gives it; raises Unreadable also where it takes too long or too much room."""
    return _done("read", data)


def check(data: bytes) -> None:
    """Return if this PDF can be kept, with or without text; raises Unreadable as `pdf.check` does."""
    _done("check", data)


def _done(what: str, data: bytes) -> str:
    command = [sys.executable, "-I", "-c", _CHILD, _ROOT, what, str(MOST_PROCESSOR_SECONDS), str(MOST_MEMORY)]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow") from error
    if done.returncode:
        # Killed by a limit, or the parser itself broke down.
        raise Unreadable("too_slow" if done.returncode < 0 else "broken")
    answer = json.loads(done.stdout)
    if answer["reason"]:
        raise Unreadable(answer["reason"])
    return str(answer["text"])


def main(what: str, seconds: int, memory: int) -> None:
    """Read or check standard input within the limits; print the text or the reason as JSON."""
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    text, reason = "", ""
    try:
        data = sys.stdin.buffer.read()
        text = pdf.read(data) if what == "read" else pdf.check(data)
    except Unreadable as refused:
        reason = refused.reason_code
    except MemoryError:
        reason = "too_slow"
    sys.stdout.write(json.dumps({"text": text, "reason": reason}))


def _limit(what: int, most: int) -> None:
    """Lower a limit, never raise it: the place that started us may allow less."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
