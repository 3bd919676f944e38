"""The project keeps its own promises: tables are complete, codes documented, heavy packages imported late."""

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import check, flow, load, resolve, validate
from pipeline.check import rules
from pipeline.model.diagnostic import Code
from pipeline.render import heatmap

ROOT = Path(__file__).parent.parent.parent
CODES = tuple(flow.codes())
FOLDERS = {
    "pipeline.load.faults": load.FAULTS,
    "pipeline.validate.faults": validate.FAULTS,
    "pipeline.resolve.faults": resolve.FAULTS,
    "pipeline.check.rules": check.CODES,
    "pipeline.check.links.faults": check.ONLINE,
    "pipeline.render.heatmap.faults": heatmap.FAULTS,
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_module_with_a_code_is_in_its_table(folder: str) -> None:
    package = importlib.import_module(folder)
    modules = [importlib.import_module(f"{folder}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    declared = {module.CODE.code for module in modules if isinstance(getattr(module, "CODE", None), Code)}
    assert declared - {code.code for code in FOLDERS[folder]} == set()


def test_codes_are_unique_and_well_named() -> None:
    codes = [code.code for code in CODES]
    assert len(codes) == len(set(codes))
    assert len({code.name for code in CODES}) == len(codes)
    for code in CODES:
        assert re.fullmatch(r"[A-Z]{3}[0-9]{3}", code.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
        assert not code.name.startswith(("no-", "must-"))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_page_says_what_why_and_how(code: Code) -> None:
    page = code.page.strip()
    assert re.search(r"^Bad\b[^\n]*:", page, re.MULTILINE)
    assert re.search(r"^Good\b[^\n]*:", page, re.MULTILINE)
    assert len(page.splitlines()) > 5


def test_rules_stand_in_the_order_of_their_table_once() -> None:
    assert len(rules.RULES) == len(set(rules.RULES))


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "sys.argv = ['pipeline', '--help']\n"
        "from pipeline.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'requests', 'markdown', 'jsonschema', 'jinja2', 'pyromark', 'yaml'} & set(sys.modules)\n"
        "sys.stderr.write(' '.join(sorted(heavy)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""


def test_every_command_is_in_the_readme() -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", "--help"], capture_output=True, text=True, check=True, timeout=60)
    commands = set(re.findall(r"^[│ ]+([a-z]+)  +[A-Z]", done.stdout, re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands
    assert {command for command in commands if f"`pipeline {command}" not in readme} == set()
