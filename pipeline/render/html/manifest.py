"""Press → the web manifest (W3C, Web Application Manifest): how the site looks when it is kept on a home screen."""

import json

from pipeline.model.artifact import Artifact
from pipeline.render.html.cover import CLOTH
from pipeline.render.html.icons import SIZES, icons
from pipeline.render.html.press import Press

MANIFEST = "site.webmanifest"

SHORT = 24
"""How long a name may be below an icon."""


def manifest(press: Press) -> Artifact:
    """The manifest; every address in it is relative to it."""
    title, subtitle = press.title, str(press.settings.get("subtitle") or "")
    pictures = [{"src": icon.path, "sizes": f"{size}x{size}", "type": "image/png"} for size, icon in zip(SIZES, icons(), strict=True)]
    said = {
        "name": ": ".join(filter(None, (title, subtitle))),
        "short_name": title if len(title) <= SHORT else title[:SHORT].rsplit(" ", 1)[0],
        "description": str(press.settings.get("description") or ""),
        "lang": press.language,
        "start_url": press.pages["index"],
        "scope": "./",
        "display": "minimal-ui",
        "background_color": CLOTH,
        "theme_color": CLOTH,
        "icons": [*pictures, {**pictures[-1], "purpose": "maskable"}],
    }
    written = {name: value for name, value in said.items() if value}
    return Artifact(MANIFEST, f"{json.dumps(written, ensure_ascii=False, indent=1)}\n".encode())
