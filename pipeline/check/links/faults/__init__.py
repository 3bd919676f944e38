"""What the link checker finds: one module a code."""

from pipeline.check.links.faults import dead_url, moved_url, uncertain_url

FAULTS = (dead_url.CODE, moved_url.CODE, uncertain_url.CODE)
"""Every code of the link checker."""
