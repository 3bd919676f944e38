"""What can be wrong with one entry, or with a schema: one module a code, its docstring the manual page."""

from pipeline.validate.faults import (
    doubtful_fact,
    empty_entry,
    foreign_isbn_prefix,
    implausible_date,
    incomplete_edition,
    invalid_date,
    invalid_id,
    invalid_isbn,
    invalid_schema,
    malformed_value,
    missing_field,
    out_of_bounds,
    unknown_field,
    unlisted_value,
    wrong_type,
)

FAULTS = (
    missing_field.CODE,
    wrong_type.CODE,
    unknown_field.CODE,
    unlisted_value.CODE,
    invalid_date.CODE,
    implausible_date.CODE,
    invalid_id.CODE,
    out_of_bounds.CODE,
    malformed_value.CODE,
    doubtful_fact.CODE,
    empty_entry.CODE,
    invalid_isbn.CODE,
    foreign_isbn_prefix.CODE,
    incomplete_edition.CODE,
    invalid_schema.CODE,
)
