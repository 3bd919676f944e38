"""The workflow tells what is found, and one job alone fails for it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, Book

WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
BROKEN = {"content/resources/salt.yaml": "- {id: salt, titel: Salt}\n"}


def commands(job: str) -> list[str]:
    return [step["run"] for step in WORKFLOW["jobs"][job]["steps"] if "run" in step and "pipeline" in step["run"]]


def run(command: str, root: Path) -> subprocess.CompletedProcess[str]:
    """A step, with the `pipeline` of our own environment."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "GITHUB_ACTIONS": "true"}
    return subprocess.run(["bash", "-e", "-c", command], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_findings_are_annotated_and_uploaded_but_fail_nothing(book: Book) -> None:
    root = book(BROKEN)
    annotations, sarif = (run(command, root) for command in commands("findings"))
    assert (annotations.returncode, sarif.returncode) == (0, 0)
    assert "::error file=content/resources/salt.yaml,line=1," in annotations.stdout
    (whole,) = json.loads((root / "findings.sarif").read_text(encoding="utf-8"))["runs"]
    assert "SCH103" in {result["ruleId"] for result in whole["results"]}
    uploads = [step for step in WORKFLOW["jobs"]["findings"]["steps"] if "upload-sarif" in step.get("uses", "")]
    assert [upload["with"]["sarif_file"] for upload in uploads] == ["findings.sarif"]
    assert WORKFLOW["jobs"]["findings"]["permissions"]["security-events"] == "write"
    assert WORKFLOW["permissions"] == {"contents": "read"}


def test_the_other_job_fails(book: Book) -> None:
    gate = [line for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if "pipeline check" in line]
    assert len(gate) == 1
    assert commands("findings") == [command for command in commands("findings") if "||" in command]
    strict = gate[0].replace(".venv/bin/", "")
    assert run(strict, book(BROKEN)).returncode == 1
    assert run(strict, book({})).returncode == 0
