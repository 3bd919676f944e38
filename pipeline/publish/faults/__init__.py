"""Everything that can be wrong with what was made: one file per code."""

from pipeline.model.diagnostic import Code
from pipeline.publish.faults import invalid_output, unrepeatable_output

FAULTS: tuple[Code, ...] = (invalid_output.CODE, unrepeatable_output.CODE)
