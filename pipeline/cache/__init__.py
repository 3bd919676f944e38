"""Answers to pure questions, by a key that names everything they depend on: the bytes, the schemas, the tool itself.

Nothing here knows what is asked. Stages never come here: `flow` and `hook` wrap their calls. Importing this costs little, because a
commit hook that finds its answers needs nothing else.
"""

from pipeline.cache.keys import digest, key
from pipeline.cache.store import JUNK, Store, opened
from pipeline.cache.tool import tool

__all__ = ["JUNK", "Store", "digest", "key", "opened", "tool"]
