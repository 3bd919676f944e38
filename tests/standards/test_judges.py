"""The site of the shipped book before a judge that nobody here wrote: the Nu HTML checker.

It needs Java and `npm install` in this folder.
"""

import json
import shutil
from pathlib import Path

import pytest

from pipeline import flow
from tests.conftest import ROOT
from tests.standards.judges import NU, java, need

pytestmark = pytest.mark.judge


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("judged")
    flow.build(ROOT, out)
    return out


def test_nu_html_checker(built: Path) -> None:
    need(shutil.which("java") and NU.exists(), "the Nu HTML checker with Java")
    # Its guess at the language of a page is a statistic: one of numbers and months looks Occitan to it.
    done = java("-Xss4m", "-jar", str(NU), "--skip-non-html", "--no-langdetect", "--format", "json", str(built / "html"))
    messages = json.loads(done.stderr)["messages"]
    told = [(message["type"], message["url"].split("/html/")[-1], message.get("lastLine"), message["message"]) for message in messages]
    assert told == []
