"""The providers of activity that charts know, and how readers know them."""

SERIES = {
    "chatgpt": "ChatGPT",
    "claude": "Claude",
    "claude-code": "Claude Code",
    "copilot": "Copilot",
    "gemini": "Gemini",
}
"""Id of a series → its name in words."""


def spoken(series: str) -> str:
    """Id of a series → how a reader calls it."""
    return SERIES.get(series, series)


FORMATS = ("chatgpt-export", "claude-export", "csv")
"""Where counts can come from, as `sources` says it. Activity JSON keeps the formats it was made from."""
