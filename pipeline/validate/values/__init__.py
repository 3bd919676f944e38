"""The checks that schemas name: formats of one value, and rules over several fields of one entry."""

from collections.abc import Mapping

from pipeline.validate.values import (
    arxiv,
    arxiv_year,
    ascending_dates,
    bcp47,
    date,
    date_time,
    doi,
    edition,
    email,
    id,  # noqa: A004 - the format is called so
    isbn13,
    isbn_publisher,
    json_schema,
    outline_pages,
    template_variables,
    uri,
    uri_reference,
)
from pipeline.validate.values.flaw import Check
from pipeline.validate.values.rule import Rule

FORMATS: Mapping[str, Check] = {
    "arxiv": arxiv.check,
    "bcp47": bcp47.check,
    "date": date.check,
    "date-time": date_time.check,
    "doi": doi.check,
    "email": email.check,
    "id": id.check,
    "isbn13": isbn13.check,
    "json-schema": json_schema.check,
    "uri": uri.check,
    "uri-reference": uri_reference.check,
}
"""What a field's `format` or `x-rule` may name."""

VALUE_RULES: Mapping[str, Rule] = {
    "arxiv-year": Rule(arxiv_year.FIELDS, arxiv_year.judge),
    "ascending-dates": Rule(ascending_dates.FIELDS, ascending_dates.judge),
    "edition": Rule(edition.FIELDS, edition.judge),
    "isbn-publisher": Rule(isbn_publisher.FIELDS, isbn_publisher.judge),
    "outline-pages": Rule(outline_pages.FIELDS, outline_pages.judge),
    "template-variables": Rule(template_variables.FIELDS, template_variables.judge),
}
"""What the top of a schema may name by `x-rule`."""
