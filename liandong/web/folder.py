"""The data folder: what lies in it, and whether it is ours."""
import shutil
from pathlib import Path

from liandong.web.words import _

MARK = "liandong.folder"
LAYOUT = "1"
KNOWN = {"database", "test", "run", "log", "secret", "demo"}  # what a folder without the mark may hold
NEEDED = 300 * 1024 * 1024  # an empty database takes some 60 MB, its journal grows


def claim(folder: Path) -> None:
    """Make the folder, or make sure that it is one of ours and of this version."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_mark(folder)
        for name in ("run", "log"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise SystemExit(_("%(folder)s is a file. Set LIANDONG_DATA to a folder.", folder=folder)) from error
    except PermissionError as error:
        raise SystemExit(_("%(folder)s may not be written by this user. Set LIANDONG_DATA to a folder of your own.",
                           folder=folder)) from error


def _check_mark(folder: Path) -> None:
    mark = folder / MARK
    if not mark.exists():
        strangers = sorted({entry.name for entry in folder.iterdir()} - KNOWN)
        if strangers:
            raise SystemExit(_("%(folder)s is not a data folder of Liandong: it holds %(name)s. Set LIANDONG_DATA to "
                               "another folder.", folder=folder, name=strangers[0]))
        mark.write_text(f"{LAYOUT}\n")
    if (found := mark.read_text("utf-8").strip()) != LAYOUT:
        raise SystemExit(_("%(folder)s was made by another version of Liandong (layout %(found)s, this one reads "
                           "%(ours)s). Set LIANDONG_DATA to another folder, or back up there and restore here.",
                           folder=folder, found=found, ours=LAYOUT))


def check_space(folder: Path) -> None:
    """Refuse to start on a full disk, where PostgreSQL would stop half-way."""
    free = shutil.disk_usage(folder).free
    if free < NEEDED:
        raise SystemExit(_("The disk of %(folder)s is full: %(free)d MB are free, at least %(needed)d MB are needed. "
                           "Make room, or set LIANDONG_DATA to another disk.",
                           folder=folder, free=free // 1024**2, needed=NEEDED // 1024**2))
