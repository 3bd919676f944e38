"""Everything that can be wrong with how a book changes the look of its website: one file per code."""

from pipeline.model.diagnostic import Code
from pipeline.render.html.faults import broken_template, low_contrast

FAULTS: tuple[Code, ...] = (broken_template.CODE, low_contrast.CODE)
