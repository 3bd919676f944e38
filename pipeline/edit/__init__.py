"""Repairs of diagnostics → changed texts and changed files; outside of an edit's span nothing moves."""

from pipeline.edit.disk import editable, put, write
from pipeline.edit.repairs import fix
from pipeline.edit.unified import difference

__all__ = ["difference", "editable", "fix", "put", "write"]
