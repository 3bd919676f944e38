"""From a folder of YAML and Markdown to a published book.

    disk ─ load ─▶ Book ─ resolve ─▶ Site ─ render ─▶ Artifacts ─ publish ─▶ build/
                   │                 │
                validate           check
                   └───────┬─────────┘
                      Diagnostics ─ report ─▶ terminal, JSON, SARIF, CI

A folder named by a verb is a stage; a folder named by a noun is a thing. `flow/` is the only folder
that knows every stage; `model/` is what flows between them.
"""

__version__ = "0.1.0"
