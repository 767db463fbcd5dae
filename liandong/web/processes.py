"""Servers started from a data folder: remembered, found again, kept alive and stopped."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import SplitResult

import psutil

from liandong.web.words import _

PATIENCE = 25  # seconds a child has to end what it is doing
LONG_LIFE = 60  # a child that lived so long starts again at once
SLOWEST = 30  # seconds between two attempts to start a child that dies


@dataclass(frozen=True)
class Server:
    """What is remembered of a running server: process numbers with their start, since the system gives numbers again."""

    address: str
    processes: list[tuple[int, float]] = field(default_factory=list)  # the parent first

    def is_alive(self) -> bool:
        """Whether the parent still runs."""
        return bool(self.processes) and _process(*self.processes[0]) is not None


def find(run: Path, name: str) -> Server | None:
    """The server of this name, if it runs."""
    server = _read(run, name)
    return server if server and server.is_alive() else None


def remember(run: Path, name: str, address: str, children: Sequence[int] = ()) -> None:
    """Write down this process and its children."""
    processes = [(pid, psutil.Process(pid).create_time()) for pid in (os.getpid(), *children) if psutil.pid_exists(pid)]
    new = run / f"{name}.new"
    new.write_text(json.dumps(asdict(Server(address, processes))), "utf-8")
    new.replace(run / f"{name}.json")


def stop_all(run: Path) -> list[str]:
    """Stop every server started from this folder, children that lost their parent as well; returns their addresses."""
    stopped = []
    for file in sorted(run.glob("*.json")):
        server = _read(run, file.stem)
        alive = [p for entry in (server.processes if server else []) if (p := _process(*entry))]
        if server and alive:
            alive[0].terminate()  # the parent ends its children
            psutil.wait_procs(alive[:1], PATIENCE + 5)
            _end([p for p in alive if p.is_running()])
            stopped.append(server.address)
        file.unlink(missing_ok=True)
    return stopped


def check_port(host: str, port: int) -> None:
    """Refuse early when somebody else listens there."""
    try:
        with socket.create_server((host, port)):
            return
    except (OSError, OverflowError) as error:
        raise SystemExit(_("Port %(port)d of %(host)s cannot be used (%(reason)s). Choose another one: "
                           "`liandong serve --port 8010`, or `make demo PORT=8010`.",
                           port=port, host=host, reason=getattr(error, "strerror", error))) from error


def answers(address: SplitResult) -> bool:
    """Whether a web server speaks at this address, whatever it says."""
    connection = HTTPConnection(address.hostname or "localhost", address.port, timeout=5)
    try:
        connection.request("GET", "/account/login/")
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def detach(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start our own command so that it outlives the terminal, its output in the log."""
    with log.open("ab") as output:
        return subprocess.Popen([sys.executable, "-m", "liandong.web", *arguments], stdin=subprocess.DEVNULL,
                                stdout=output, stderr=subprocess.STDOUT, start_new_session=True)


class Children:
    """Child processes kept alive until this process is told to stop."""

    def __init__(self, commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]]) -> None:
        """`commands`: for each name its arguments and what it gets in the environment besides ours."""
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.started: dict[str, float] = {}
        self.failures = dict.fromkeys(commands, 0)
        self.is_stopping = False

    def pids(self) -> list[int]:
        """The children that run now."""
        return [child.pid for child in self.running.values()]

    def stop(self, *_signal: object) -> None:
        """Let `tend` end; also a signal handler."""
        self.is_stopping = True

    def tend(self, changed: Callable[[], None]) -> None:
        """Start the children, start again what died, later each time; call `changed` after every start."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        try:
            while not self.is_stopping:
                due = [name for name in self.commands if self._is_due(name)]
                for name in due:
                    self._start(name)
                if due:
                    changed()
                time.sleep(0.2)
        finally:
            _end([psutil.Process(pid) for pid in self.pids() if psutil.pid_exists(pid)])
            for child in self.running.values():
                child.wait()

    def _is_due(self, name: str) -> bool:
        if name not in self.running:
            return True
        if self.running[name].poll() is None:
            return False
        since_start = time.monotonic() - self.started[name]
        if since_start > LONG_LIFE:
            self.failures[name] = 0
        return bool(since_start > min(SLOWEST, 2 ** self.failures[name]))

    def _start(self, name: str) -> None:
        arguments, environment = self.commands[name]
        if name in self.running:
            self.failures[name] += 1
            print(_("%(name)s ended with code %(code)d and is started again.",
                    name=name, code=self.running[name].returncode), file=sys.stderr, flush=True)
        self.started[name] = time.monotonic()
        self.running[name] = subprocess.Popen([sys.executable, "-m", *arguments], env={**os.environ, **environment},
                                              stdin=subprocess.DEVNULL, start_new_session=True)


def _read(run: Path, name: str) -> Server | None:
    try:
        told = json.loads((run / f"{name}.json").read_text("utf-8"))
        return Server(told["address"], [(pid, started) for pid, started in told["processes"]])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _process(pid: int, started: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - started) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return None
    return process if same else None


def _end(processes: Iterable[psutil.Process]) -> None:
    processes = list(processes)
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, left = psutil.wait_procs(processes, PATIENCE)
    for process in left:
        with suppress(psutil.NoSuchProcess):
            process.kill()
