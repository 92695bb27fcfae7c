"""How the scripts find a Python: by trying it, never by its name."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def command(name: str) -> str:
    """Where a command of the real machine is."""
    path = shutil.which(name)
    assert path
    return path


class Machine:
    """A machine whose PATH and pyenv hold only what the test puts there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bin"
        self.path.mkdir()
        (self.path / "timeout").symlink_to(command("timeout"))

    def put(self, where: str, script: str) -> None:
        """Put an executable there."""
        file = self.folder / where
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def python(self, where: str, version: str) -> None:
        """Put an interpreter there that says it is of this version."""
        self.put(where, f"echo {version}")

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a function of the scripts on this machine."""
        environment = {
            "PATH": str(self.path),
            "HOME": str(self.folder),
            "PYENV_ROOT": str(self.folder / "pyenv"),
        }
        script = f"source {ROOT}/scripts/environments.sh; {line}"
        return subprocess.run(
            [command("bash"), "-c", script],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def found(self, lane: str) -> str:
        """Which interpreter serves the lane, seen from the machine's folder; nothing if none does."""
        return self.run(f"find_python {lane}").stdout.strip().removeprefix(f"{self.folder}/")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(
    ("version", "lane"),
    [
        ("3.14.2", "3.14"),
        ("3.14.8", "3.14"),
        ("3.13.0", "3.13"),
        ("3.13.11", "3.13"),
        ("3.14.0", "3.13"),
        ("3.14.1", "3.13"),
        ("3.12.9", ""),
        ("3.15.0", ""),
        ("2.7.18", ""),
        ("", ""),
    ],
)
def test_a_version_serves_the_lane_whose_home_assistant_runs_on_it(machine: Machine, version: str, lane: str) -> None:
    assert machine.run(f"lane_of '{version}'").stdout.strip() == lane


def test_a_shim_that_runs_nothing_is_passed_over(machine: Machine) -> None:
    machine.put("bin/python3.14", "echo 'pyenv: python3.14: command not found' >&2; exit 127")
    machine.python("pyenv/versions/3.14.4/bin/python3", "3.14.4")
    assert machine.found("3.14") == "pyenv/versions/3.14.4/bin/python3"


def test_a_name_that_lies_is_not_believed(machine: Machine) -> None:
    machine.python("bin/python3.14", "3.13.2")
    assert machine.found("3.14") == ""
    assert machine.found("3.13") == "bin/python3.14"


def test_path_comes_before_pyenv(machine: Machine) -> None:
    machine.python("bin/python3", "3.14.3")
    machine.python("pyenv/versions/3.14.9/bin/python3", "3.14.9")
    assert machine.found("3.14") == "bin/python3"


def test_a_machine_without_a_python_that_serves_says_so(machine: Machine) -> None:
    machine.python("bin/python3", "3.9.18")
    assert machine.run("find_python 3.14").returncode != 0


UV = """[ "$1" = --version ] && exit 0
echo "$UV_PYTHON_DOWNLOADS $*" >>asked
exit 1"""
"""Writes down what it is asked for, and has no way to it."""

NEWEST = 'environment() { find_python "$2" >/dev/null; }; newest_lane .venv- requirements_test.txt'


def test_no_python_is_downloaded_but_as_the_last_resort(machine: Machine) -> None:
    """Everything that the scripts run is told so; only the last resort lifts it, for itself."""
    assert machine.run("echo $UV_PYTHON_DOWNLOADS").stdout.strip() == "never"
    machine.put(".venv-uv/bin/uv", UV)
    assert machine.run(f"{NEWEST}; echo still here").stdout.strip() == "still here"
    asked = (machine.folder / "asked").read_text(encoding="utf-8").splitlines()
    assert [line.split()[:3] for line in asked] == [["automatic", "python", "install"]]


@pytest.mark.parametrize("versions", [("3.14.3",), ("3.13.0",), ("3.13.0", "3.14.3")])
def test_the_newest_python_that_serves_is_taken_and_none_is_asked_for(
    machine: Machine, versions: tuple[str, ...]
) -> None:
    machine.put(".venv-uv/bin/uv", UV)
    for version in versions:
        machine.python(f"pyenv/versions/{version}/bin/python3", version)
    assert machine.run(NEWEST).stdout.strip() == versions[-1].rpartition(".")[0]
    assert not (machine.folder / "asked").exists()
