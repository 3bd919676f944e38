"""A small client of the YAML language server: open files, ask for completions, hear what it finds."""

import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 60.0


class Server:
    """A server at work for one folder, which an editor has opened with these settings."""

    def __init__(self, program: Path, root: Path, settings: Mapping[str, Any]) -> None:
        self.root = root
        self.settings = settings
        self.process = subprocess.Popen([str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.answers: dict[int, Any] = {}
        self.found: dict[str, list[dict[str, Any]]] = {}
        self.number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": "book"}
        able = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {}, "publishDiagnostics": {}},
        }
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": able})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait(30)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def open(self, path: str, language: str = "yaml") -> list[dict[str, Any]]:
        """Open a file → what the server finds in it."""
        uri = (self.root / path).as_uri()
        text = (self.root / path).read_text(encoding="utf-8")
        self._send(
            {"method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}}
        )
        self._until(lambda: bool(self.found.get(uri)))
        return self.found.get(uri, [])

    def completions(self, path: str, line: int, character: int) -> set[str]:
        """What may be written at a place."""
        place = {"textDocument": {"uri": (self.root / path).as_uri()}, "position": {"line": line, "character": character}}
        answer = self.ask("textDocument/completion", place)
        return {item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer or ())}

    def hover(self, path: str, line: int, character: int) -> str:
        """What is shown about the word at a place."""
        place = {"textDocument": {"uri": (self.root / path).as_uri()}, "position": {"line": line, "character": character}}
        return json.dumps(self.ask("textDocument/hover", place))

    def ask(self, method: str, parameters: Mapping[str, Any]) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": parameters})
        self._until(lambda: number in self.answers)
        return self.answers[number]

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        try:
            while line := self.process.stdout.readline():
                if line.lower().startswith(b"content-length:"):
                    self.process.stdout.readline()
                    self.messages.put(json.loads(self.process.stdout.read(int(line.split(b":")[1]))))
        except ValueError:
            # The pipe was closed: the conversation is over.
            return

    def _until(self, done: Callable[[], bool]) -> None:
        """Take messages in until something is so, or patience ends."""
        end = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < end:
            try:
                message = self.messages.get(timeout=0.2)
            except queue.Empty:
                continue
            if message.get("method") == "workspace/configuration":
                self._send({"id": message["id"], "result": [self.settings.get(item["section"]) for item in message["params"]["items"]]})
            elif message.get("method") == "textDocument/publishDiagnostics":
                self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif "id" in message:
                self.answers[message["id"]] = message.get("result")
