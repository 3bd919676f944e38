"""`python -m pipeline.flow.again`: the digests of what a build makes, for whoever wants to know whether another one makes the same.

    python -m pipeline.flow.again ROOT OUTPUTS [drafts]

The files are taken in the opposite order, without the cache, in this process alone.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from pipeline import load as loading
from pipeline.flow.judgement import examine
from pipeline.flow.publication import made


def main() -> None:
    """Build, and print the digests as JSON."""
    root, outputs, *drafts = sys.argv[1:]
    tree = loading.read(Path(root))
    turned = replace(tree, files=tree.files[::-1], contents=dict(sorted(tree.contents.items(), reverse=True)))
    checked = examine(turned, drafts=bool(drafts))
    artifacts = made(checked, tuple(outputs.split(",")), drafts=bool(drafts), jobs=1)
    sys.stdout.write(json.dumps({artifact.path: artifact.digest for artifact in artifacts}))


if __name__ == "__main__":
    main()
