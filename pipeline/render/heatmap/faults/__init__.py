"""What can be wrong with a chart or its data: one module a code, listed here."""

from pipeline.model.diagnostic import Code
from pipeline.render.heatmap.faults import (
    duplicate_cell,
    irregular_records,
    out_of_range_count,
    outdated_artifact,
    oversized_artifact,
    private_field,
    raw_export_in_tree,
    truncated_export,
    undated_records,
    unknown_axis_value,
    unknown_time_zone,
    unreadable_export,
)

FAULTS: tuple[Code, ...] = (
    unknown_axis_value.CODE,
    out_of_range_count.CODE,
    duplicate_cell.CODE,
    private_field.CODE,
    unreadable_export.CODE,
    undated_records.CODE,
    irregular_records.CODE,
    truncated_export.CODE,
    outdated_artifact.CODE,
    unknown_time_zone.CODE,
    oversized_artifact.CODE,
    raw_export_in_tree.CODE,
)
"""Every code of this folder, in order."""
