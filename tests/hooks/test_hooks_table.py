"""One table of hooks; the two files of hook runners say what it says. `pytest tests/hooks --rewrite` writes them."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

PYTHON = ".venv/bin/python -m "
OLDEST = "3.2.0"
"""The first version of pre-commit that knows all the words used here."""
HOOKS: dict[str, tuple[str, str, Mapping[str, Any]]] = {
    "pipeline-files": (
        "pipeline check (changed files)",
        "pipeline check --hook",
        {"types_or": ["markdown", "yaml"], "files": "^content/", "require_serial": True},
    ),
    "pipeline-tree": (
        "pipeline check (whole tree)",
        "pipeline check --hook --tree",
        {"pass_filenames": False, "always_run": True},
    ),
}
"""Id → name, command, and when it runs. The tree must be looked at as a whole (runners split long lists of files), and always: a
deletion is what breaks links, and a deleted file is among no names."""
OTHERS: dict[str, tuple[str, str, Mapping[str, Any]]] = {
    "ruff-check": ("ruff check", ".venv/bin/ruff check --force-exclude", {"types": ["python"]}),
    "ruff-format": ("ruff format", ".venv/bin/ruff format --check --force-exclude", {"types": ["python"]}),
}
"""Hooks of this repository alone."""
LOCAL = """\
# `pre-commit install` once (or `prek install`); then every commit is checked. Nothing is downloaded: the tools come from .venv.
"""
OFFERED = """\
# Hooks for other repositories: name this one under `repos:` in their .pre-commit-config.yaml. Generated from tests/hooks/test_hooks_table.py.
"""


def offered() -> list[dict[str, Any]]:
    """What other repositories get: their runner makes an environment with us in it."""
    more = {"language": "python", "minimum_pre_commit_version": OLDEST}
    return [{"id": name, "name": title, "entry": command, **more, **when} for name, (title, command, when) in HOOKS.items()]


def local() -> dict[str, Any]:
    """What this repository runs, from its own environment."""
    ours = {name: (title, f"{PYTHON}{command}", when) for name, (title, command, when) in HOOKS.items()}
    hooks = [
        {"id": name, "name": title, "entry": command, "language": "system", **when}
        for name, (title, command, when) in (ours | OTHERS).items()
    ]
    return {"repos": [{"repo": "local", "hooks": hooks}]}


@pytest.mark.parametrize(
    ("name", "head", "value"), [(".pre-commit-hooks.yaml", OFFERED, offered()), (".pre-commit-config.yaml", LOCAL, local())]
)
def test_the_file_says_what_the_table_says(name: str, head: str, value: Any, request: pytest.FixtureRequest) -> None:
    text = head + yaml.safe_dump(value, sort_keys=False, width=1000)
    if request.config.getoption("--rewrite"):
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
    assert (ROOT / name).read_text(encoding="utf-8") == text


def test_the_runners_accept_them() -> None:
    for command in (["pre-commit", "validate-manifest"], ["prek", "validate-manifest"]):
        subprocess.run([tool(command[0]), command[1], str(ROOT / ".pre-commit-hooks.yaml")], check=True, capture_output=True, timeout=60)
    for command in (["pre-commit", "validate-config"], ["prek", "validate-config"]):
        subprocess.run([tool(command[0]), command[1], str(ROOT / ".pre-commit-config.yaml")], check=True, capture_output=True, timeout=60)


def tool(name: str) -> str:
    """A program of our own environment."""
    return str(Path(sys.executable).parent / name)
