"""`make` installs in the project's own folders, whatever the machine is set to."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def recipe(command, **environment):
    """Run `command` as a recipe of the Makefile does; return what it printed, errors too."""
    given = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "npm_config_"))
    }
    done = subprocess.run(
        ["make", "-s", "--eval", f"try: ; @{command}", "try"],
        cwd=ROOT,
        env=given | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "set_to",
    [
        {"PIP_USER": "yes", "PIP_REQUIRE_VIRTUALENV": "1"},
        {"PIP_TARGET": "/elders"},
    ],
)
def test_packages_go_in_the_environment_of_the_project(set_to):
    assert recipe("$(PYTHON) -m pip install --quiet --dry-run --no-index pip", **set_to) == ""


def test_what_pip_is_told_in_its_file_does_not_matter(tmp_path):
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nuser = true\n[install]\nuser = true\n")
    command = "$(PYTHON) -m pip install --quiet --dry-run --no-index pip"
    assert recipe(command, PIP_CONFIG_FILE=str(settings)) == ""


def test_npm_keeps_its_cache_here_where_home_cannot_be_written():
    found = recipe("$(NPM) config get cache", HOME="/bestaat-niet")
    assert found == str(ROOT / "var" / "npm")


def test_npm_keeps_its_cache_where_it_is_in_a_home_that_can(tmp_path):
    assert recipe("$(NPM) config get cache", HOME=str(tmp_path)) == str(tmp_path / ".npm")


@pytest.mark.parametrize("port", ["70000", "abc"])
def test_a_port_that_cannot_be_is_told(port):
    answer = recipe("$(PYTHON) manage.py serve --port '$(PORT)'", PORT=port)
    assert "Traceback" not in answer
    assert port in answer
    assert "Error" in answer
