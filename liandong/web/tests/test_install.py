"""Setting a checkout up: what fails is one sentence, what is done is not done twice."""
import subprocess
from pathlib import Path

import pytest

from liandong.web import install

ROOT = Path(__file__).parents[3]


def test_an_old_python_is_told_what_is_needed():
    install.check_python((3, 11, 0))
    with pytest.raises(SystemExit, match="Python 3.9 is too old"):
        install.check_python((3, 9, 2))


@pytest.mark.parametrize(("said", "sentence"), [
    ("OSError: [Errno 28] No space left on device", "disk is full"),
    ("npm error code ENOSPC", "disk is full"),
    ("Failed to establish a new connection: Temporary failure in name resolution\nNo matching distribution", "No network"),
    ("npm error code ENOTFOUND", "No network"),
    ("ERROR: No matching distribution found for lxml==6.1.3", "no compiler"),
    ("THESE PACKAGES DO NOT MATCH THE HASHES", "is not the one the lock promises"),
    ("The virtual environment was not created because ensurepip is not available", "apt install python3-venv"),
    ("something else", "says why"),
])
def test_a_failed_step_is_one_sentence(said, sentence, tmp_path):
    (tmp_path / "log").write_text(said)
    told = install.reason("Installing", tmp_path / "log", subprocess.CalledProcessError(1, "pip"))
    assert sentence in told and "\n" not in told


def test_a_step_is_done_once_until_its_sources_change(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(install, "ROOT", tmp_path)
    source, done = tmp_path / "lock", tmp_path / "done"
    for content in ("one", "one", "two"):
        source.write_text(content)
        install.step("Step", ["/bin/sh", "-c", f"echo x >> {done}"], [source], into=tmp_path)
    assert done.read_text() == "x\nx\n" and capsys.readouterr().out == "Step\nStep\n"


def test_a_step_that_fails_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(install, "ROOT", tmp_path)
    for _ in range(2):
        with pytest.raises(SystemExit, match="No network"):
            install.step("Step", ["/bin/sh", "-c", "echo getaddrinfo ENOTFOUND; exit 1"], [], into=tmp_path)


def test_locks_are_hashed_and_name_no_index():
    for name in ("requirements", "requirements-build", "requirements-node", "requirements-dev"):
        lock = (ROOT / f"{name}.txt").read_text()
        assert "--hash=sha256:" in lock and "://" not in lock and "index-url" not in lock
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_of_the_fonts_only_the_weights_that_are_used_are_kept(tmp_path):
    for weight in (*install.WEIGHTS, "noto-serif-sc/900Black", "noto-sans-sc/node"):
        (tmp_path / weight).mkdir(parents=True)
    install.keep_used_weights(tmp_path)
    left = {"/".join(folder.parts[-2:]) for folder in tmp_path.glob("*/*")}
    assert left == {*install.WEIGHTS, "noto-sans-sc/node"}
