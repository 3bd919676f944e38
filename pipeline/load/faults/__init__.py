"""What can be wrong with a file before its content is judged: one module a code, its docstring the manual page."""

from pipeline.load.faults import (
    ambiguous_scalar,
    anchor_or_alias,
    bidi_control,
    duplicate_key,
    excessive_nesting,
    homeless_file,
    invisible_or_control_character,
    non_string_key,
    outside_symlink,
    oversized_input,
    stray_bom_or_line_ending,
    syntax_error,
    unclosed_front_matter,
    undecodable_text,
    unreadable_path,
    unsupported_syntax,
)

FAULTS = (
    undecodable_text.CODE,
    stray_bom_or_line_ending.CODE,
    syntax_error.CODE,
    duplicate_key.CODE,
    anchor_or_alias.CODE,
    oversized_input.CODE,
    unsupported_syntax.CODE,
    non_string_key.CODE,
    ambiguous_scalar.CODE,
    unclosed_front_matter.CODE,
    excessive_nesting.CODE,
    bidi_control.CODE,
    invisible_or_control_character.CODE,
    homeless_file.CODE,
    unreadable_path.CODE,
    outside_symlink.CODE,
)
