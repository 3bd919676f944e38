"""Collections → what an editor with the YAML language server needs: which schema speaks of which files.

A file of a `yaml-list` holds many entries, so it gets a schema of its own that asks for a list of them. Front matter is mapped too;
whether anybody looks there is the editor's business.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipeline.edit import jsonc
from pipeline.model.document import Collection, Form

SETTINGS = ".vscode/settings.json"
SCHEMAS = "yaml.schemas"
LISTS = "schemas/editor"
"""The folder of the schemas for lists; what lies in it declares no collection."""
BOOK = "content/book.yaml"
SUFFIXES = {Form.MARKDOWN: ("md", "markdown"), Form.YAML_LIST: ("yaml", "yml"), Form.YAML_FILE: ("yaml", "yml")}
MODELINE = re.compile(r"\ufeff?#[ \t]*yaml-language-server:[^\r\n]*(?=\r|\n|\Z)")
LINE_END = re.compile(r"\r\n?|\n")


def schemas(collections: Iterable[Collection]) -> Mapping[str, str]:
    """Collections → the schemas for their lists, by path."""
    return {_schema(kind): _list(kind) for kind in collections if kind.form is Form.YAML_LIST}


def settings(text: str, collections: Iterable[Collection]) -> str:
    """The settings of an editor, which may be empty → the same with our schemas in them. Raises ValueError where they can't be read."""
    for schema, files in _mapping(collections).items():
        text = jsonc.put(text, (SCHEMAS, schema), files)
    return text


def modeline(path: str, text: str, schema: str) -> str:
    """A YAML file and the schema that speaks of it → the text with a first line that says so. Nothing but that line changes."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    line = f"# yaml-language-server: $schema={up}{schema}"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if (old := MODELINE.match(text)) is not None:
        return f"{mark}{line}{text[old.end() :]}"
    end = LINE_END.search(text)
    return f"{mark}{line}{end[0] if end else chr(10)}{text[len(mark) :]}"


def schema_of(path: str, collections: Iterable[Collection]) -> str | None:
    """A file of a book → the schema that speaks of it as a whole; `None` for what is no YAML file of an entry."""
    if path == BOOK:
        return "schemas/book.schema.json"
    suffix = PurePosixPath(path).suffix.lstrip(".").lower()
    kind = next((kind for kind in collections if path.startswith(f"content/{kind.folder}/")), None)
    return _schema(kind) if kind and kind.form is not Form.MARKDOWN and suffix in SUFFIXES[kind.form] else None


def _mapping(collections: Iterable[Collection]) -> Mapping[str, list[str]]:
    """Schemas → the files they speak of."""
    files = {_schema(kind): [f"content/{kind.folder}/**/*.{suffix}" for suffix in SUFFIXES[kind.form]] for kind in collections}
    return {"schemas/book.schema.json": [BOOK], **dict(sorted(files.items()))}


def _schema(kind: Collection) -> str:
    return f"{LISTS if kind.form is Form.YAML_LIST else 'schemas'}/{kind.name}.schema.json"


def _list(kind: Collection) -> str:
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.plural,
        "description": f"A file below content/{kind.folder}/: a list of entries. Written by `pipeline schema --editor`.",
        "type": "array",
        "items": {"$ref": f"../{kind.name}.schema.json"},
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
