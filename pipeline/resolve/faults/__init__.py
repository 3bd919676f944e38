"""What can be wrong with names: one module a code, its docstring the manual page."""

from pipeline.resolve.faults import (
    archived_target,
    citation_of_non_resource,
    duplicate_id,
    forbidden_scheme,
    foreign_collection,
    missing_anchor,
    missing_target,
    outdated_alias,
    outside_path,
    print_anchor_out_of_range,
    unknown_anchor,
    unknown_id,
    unknown_placeholder,
    unknown_prefix,
    unpublished_target,
    untitled_target,
)

FAULTS = (
    archived_target.CODE,
    citation_of_non_resource.CODE,
    duplicate_id.CODE,
    forbidden_scheme.CODE,
    foreign_collection.CODE,
    missing_anchor.CODE,
    missing_target.CODE,
    outdated_alias.CODE,
    outside_path.CODE,
    print_anchor_out_of_range.CODE,
    unknown_anchor.CODE,
    unknown_id.CODE,
    unknown_placeholder.CODE,
    unknown_prefix.CODE,
    unpublished_target.CODE,
    untitled_target.CODE,
)
