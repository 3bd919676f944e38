"""Everything that can be wrong with what a book wants for its own rendering: one file per code."""

from pipeline.model.diagnostic import Code
from pipeline.render.faults import unusable_extension

FAULTS: tuple[Code, ...] = (unusable_extension.CODE,)
