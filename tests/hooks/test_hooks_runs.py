"""The hooks as people run them: by pre-commit and by prek, in a repository of its own, without a network."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Book, put
from tests.hooks.test_hooks_table import HOOKS, tool

RUNNERS = ["pre-commit", "prek"]
SALT = "content/resources/salt.yaml"
SOUND = "- {id: salt-study, title: Salt, url: https://bread.example.org/salt, kind: book, chapters: [dough]}\n"
BROKEN = SOUND.replace("title", "titel")
FOUND = f"{SALT}:1:20: error SCH103"
COUNTED = """\
import subprocess, sys
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(f"{{len(sys.argv) - 1}}\\n")
sys.exit(subprocess.run([sys.executable, "-m", "pipeline", "check", "--hook", *sys.argv[1:]]).returncode)
"""

pytestmark = pytest.mark.slow


class Repository:
    """A git repository with a book in it and our hooks in its configuration."""

    def __init__(self, root: Path, home: Path, runner: str) -> None:
        self.root = root
        self.runner = runner
        nowhere = "http://127.0.0.1:9"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PREK"))},
            **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), nowhere),
            **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Ada"),
            **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "ada@example.org"),
            **dict.fromkeys(("PRE_COMMIT_HOME", "PREK_HOME"), str(home)),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "NO_COLOR": "1",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False, timeout=120)
        done.stdout += done.stderr
        return done

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done

    def commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("git", "commit", "-q", "-m", "a change", *arguments)

    def hooks(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(tool(self.runner), "run", *arguments)


def hooks(command: Mapping[str, str] | None = None) -> str:
    """The configuration: our hooks, run by this Python."""
    python = f'"{sys.executable}" -m '
    entries = {name: (command or {}).get(name, python + entry) for name, (_, entry, _) in HOOKS.items()}
    made: list[dict[str, Any]] = [
        {"id": name, "name": title, "entry": entries[name], "language": "system", **when} for name, (title, _, when) in HOOKS.items()
    ]
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": made}]}, sort_keys=False)


@pytest.fixture(params=RUNNERS)
def repository(request: pytest.FixtureRequest, book: Book, tmp_path: Path) -> Repository:
    """The minimal book, committed, with the hooks installed."""
    made = Repository(book({".pre-commit-config.yaml": hooks()}), tmp_path / "home", request.param)
    made.git("init", "-q", "-b", "main")
    made.git("add", "-A")
    assert made.commit().returncode == 0
    assert made.run(tool(made.runner), "install").returncode == 0
    return made


def test_all_files(repository: Repository) -> None:
    done = repository.hooks("--all-files")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2
    put(repository.root, SALT, BROKEN)
    repository.git("add", "-A")
    done = repository.hooks("--all-files")
    assert done.returncode == 1
    assert done.stdout.count(FOUND) == 2
    assert done.stdout.count("Failed") == 2
    assert "Traceback" not in done.stdout


def test_only_what_fails_is_printed(repository: Repository) -> None:
    put(repository.root, SALT, SOUND.replace("chapters: [dough]", "topic: salt"))
    put(repository.root, "content/chapters/01-dough.md", (repository.root / "content/chapters/01-dough.md").read_text() + "\n#### Deep\n")
    repository.git("add", "-A")
    done = repository.hooks("--all-files", "--verbose")
    assert done.returncode == 0
    assert "REF303" not in done.stdout
    assert "MKD101" not in done.stdout


def test_a_commit_of_a_partly_staged_file(repository: Repository) -> None:
    # What is staged is sound, though the file on disk is not.
    put(repository.root, SALT, SOUND)
    repository.git("add", SALT)
    put(repository.root, SALT, BROKEN)
    assert repository.commit().returncode == 0
    assert (repository.root / SALT).read_text() == BROKEN
    # What is staged is broken, though the file on disk is sound.
    repository.git("add", SALT)
    put(repository.root, SALT, SOUND + "# more\n")
    done = repository.commit()
    assert done.returncode == 1
    assert FOUND in done.stdout
    assert (repository.root / SALT).read_text() == SOUND + "# more\n"


def test_a_deletion_that_breaks_a_reference(repository: Repository) -> None:
    repository.git("rm", "-q", "content/chapters/02-baking.md")
    done = repository.commit()
    assert done.returncode == 1
    assert "error REF302" in done.stdout or "error LNK201" in done.stdout
    repository.git("reset", "-q", "--hard")
    assert repository.hooks("--all-files").returncode == 0


def test_drafts_that_nobody_commits_do_not_matter(repository: Repository) -> None:
    put(repository.root, "content/resources/untracked.yaml", BROKEN.replace("salt", "draft"))
    put(repository.root, SALT, SOUND)
    repository.git("add", SALT)
    done = repository.commit()
    assert done.returncode == 0, done.stdout


def test_a_commit_of_one_file_looks_at_its_own_index(repository: Repository) -> None:
    put(repository.root, "content/resources/later.yaml", BROKEN.replace("salt", "later"))
    repository.git("add", "content/resources/later.yaml")
    put(repository.root, "content/pages/about.md", (repository.root / "content/pages/about.md").read_text() + "\nMore.\n")
    done = repository.commit("content/pages/about.md")
    assert done.returncode == 0, done.stdout
    done = repository.commit()
    assert done.returncode == 1
    assert "content/resources/later.yaml:1:21: error SCH103" in done.stdout


def test_a_book_in_a_folder_of_the_repository(repository: Repository) -> None:
    (repository.root / "book").mkdir()
    repository.git("mv", "content", "book/content")
    repository.git("mv", "schemas", "book/schemas")
    config = yaml.safe_load(hooks())
    for hook in config["repos"][0]["hooks"]:
        hook["args"] = ["--root", "book"]
        hook["files"] = "^book/content/"
    put(repository.root, ".pre-commit-config.yaml", yaml.safe_dump(config, sort_keys=False))
    repository.git("add", "-A")
    done = repository.commit()
    assert done.returncode == 0, done.stdout
    put(repository.root, f"book/{SALT}", BROKEN)
    repository.git("add", "-A")
    done = repository.commit(f"book/{SALT}")
    assert done.returncode == 1
    assert done.stdout.count(FOUND) == 2


def test_three_thousand_files_are_judged_alike_however_they_are_split(repository: Repository, tmp_path: Path) -> None:
    root, log = repository.root, tmp_path / "calls.txt"
    names = [f"content/pages/{'a-long-name-for-a-page-' * 3}{number:04}.md" for number in range(3000)]
    for number, name in enumerate(names):
        put(root, name, f"---\ntitle: Page {number}\n---\nText of page {number}.\n")
    bad = [names[17], names[1500], names[2999]]
    put(root, bad[0], "---\ntitle: [\n---\n")
    put(root, bad[1], "---\ntitel: Page\n---\nText.\n")
    put(root, bad[2], "---\ntitle: Page\nlang: nonsense-\n---\nText\u202e.\n")
    wrapper = tmp_path / "counted.py"
    wrapper.write_text(COUNTED.format(log=str(log)))
    put(root, ".pre-commit-config.yaml", hooks({"pipeline-files": f'"{sys.executable}" "{wrapper}"'}))
    repository.git("add", "-A")

    done = repository.hooks("pipeline-files", "--all-files")
    calls = [int(line) for line in log.read_text().splitlines()]
    assert sum(calls) > 3000
    assert repository.runner != "pre-commit" or len(calls) > 1
    whole = repository.run(
        sys.executable, "-m", "pipeline", "check", "--hook", "--no-cache", *repository.git("ls-files", "content").stdout.split()
    )
    assert (done.returncode, whole.returncode) == (1, 1)
    assert found(done.stdout) == found(whole.stdout)
    assert {line.split(":")[0] for line in found(whole.stdout)} == set(bad)


def sound(number: int) -> str:
    """A further resource that is fine."""
    return SOUND.replace("salt", f"salt-{number}")


def broken(number: int) -> str:
    return sound(number).replace("title", "titel")


def staged(repository: Repository, text: str, number: int, behind: str | None = None) -> None:
    """Put a list, stage it, and perhaps go on writing."""
    path = f"content/resources/salt-{number}.yaml"
    put(repository.root, path, text)
    repository.git("add", path)
    if behind is not None:
        put(repository.root, path, behind)


def drafted(repository: Repository, number: int) -> None:
    """Leave a broken draft that nobody commits beside a sound change."""
    put(repository.root, "content/resources/draft.yaml", broken(0).replace("salt", "draft"))
    staged(repository, sound(number), number)


CHANGES: tuple[tuple[Callable[[Repository, int], object], int], ...] = (
    (lambda repository, number: staged(repository, sound(number), number), 0),
    (lambda repository, number: staged(repository, broken(number), number), 1),
    (lambda repository, number: staged(repository, sound(number), number, broken(number)), 0),
    (lambda repository, number: staged(repository, broken(number), number, sound(number)), 1),
    (drafted, 0),
    (lambda repository, _: repository.git("rm", "-q", "content/chapters/02-baking.md"), 1),
    (lambda repository, _: repository.git("mv", "content/chapters/01-dough.md", "content/chapters/01-flour.md"), 1),
    (lambda repository, _: repository.git("mv", "content/pages/about.md", "content/pages/07-about.md"), 0),
)
"""What somebody may do before a commit, and how the commit must end."""


def test_any_row_of_commits_ends_alike_in_both(book: Book, tmp_path: Path) -> None:
    """The same configuration, the same changes in an order nobody chose: both runners let the same commits through."""
    twins = [Repository(book({".pre-commit-config.yaml": hooks()}), tmp_path / "home", runner) for runner in RUNNERS]
    for twin in twins:
        twin.git("init", "-q", "-b", "main")
        twin.git("add", "-A")
        assert twin.commit().returncode == 0
        assert twin.run(tool(twin.runner), "install").returncode == 0
    order = random.Random(8).sample(range(len(CHANGES)), len(CHANGES))
    for number, place in enumerate(order):
        change, ending = CHANGES[place]
        told = []
        for twin in twins:
            change(twin, number)
            before = twin.git("diff").stdout
            done = twin.commit()
            assert done.returncode == ending, (twin.runner, place, done.stdout)
            assert twin.git("diff").stdout == before
            told.append(sorted(set(found(done.stdout))))
            twin.git("reset", "-q", "--hard")
            twin.git("clean", "-q", "-d", "-f", "content")
        assert told[0] == told[1]
        assert bool(told[0]) is bool(ending)


def found(output: str) -> list[str]:
    """The findings in what a hook printed."""
    return sorted(line.strip() for line in output.splitlines() if ": error " in line)


@pytest.mark.parametrize("runner", RUNNERS)
def test_another_repository_names_this_one(runner: str, book: Book, tmp_path: Path) -> None:
    """As `try-repo` does: the hooks come from a repository of their own. (`language: python` would need an index to install from.)"""
    source = tmp_path / "source"
    source.mkdir()
    python = f'"{sys.executable}" -m '
    shown = [
        {"id": name, "name": title, "entry": python + entry, "language": "system", **when} for name, (title, entry, when) in HOOKS.items()
    ]
    put(source, ".pre-commit-hooks.yaml", yaml.safe_dump(shown, sort_keys=False))
    origin = Repository(source, tmp_path / "home", runner)
    origin.git("init", "-q", "-b", "main")
    origin.git("add", "-A")
    assert origin.commit().returncode == 0

    used = Repository(book({SALT: BROKEN}), tmp_path / "home", runner)
    used.git("init", "-q", "-b", "main")
    used.git("add", "-A")
    assert used.commit().returncode == 0
    done = used.run(tool(runner), "try-repo", str(source), "--all-files")
    assert done.returncode == 1, done.stdout
    assert done.stdout.count(FOUND) == 2
    put(used.root, SALT, SOUND)
    used.git("add", "-A")
    done = used.run(tool(runner), "try-repo", str(source), "--all-files")
    assert done.returncode == 0, done.stdout
