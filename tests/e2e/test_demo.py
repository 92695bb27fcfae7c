"""``scripts/demo`` itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

from scripts.demo_home.running import command, environment

from . import HUBS, LANE


def processes_in(folder: Path) -> list[int]:
    """The processes that work in a folder or were told of it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder) in (process / "cmdline").read_text() or (process / "cwd").readlink().is_relative_to(folder):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_the_check_prints_a_table_controls_each_hub_and_is_content(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path / "home", "--check"), env=environment(LANE), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for hub in HUBS:
        assert re.search(rf"^{hub} +\d+ devices +\d+ entities ", done.stdout, re.MULTILINE), done.stdout
        assert re.search(rf"^{hub}: \w+\.\w+: (on → off → on|off → on → off); ", done.stdout, re.MULTILINE), done.stdout
    assert processes_in(tmp_path) == []


def test_ctrl_c_ends_everything_that_it_started(tmp_path: Path) -> None:
    with subprocess.Popen(
        command(tmp_path / "home", "--hubs", "homey"),
        env=environment(LANE),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        started = processes_in(tmp_path)
        assert len(started) >= 2
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 0
    assert "http://127.0.0.1:" in said
    assert processes_in(tmp_path) == []
