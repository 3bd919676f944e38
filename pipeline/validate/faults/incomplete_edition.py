"""An edition whose status and facts do not agree.

A published edition has a date and an ISBN; one that is to be confirmed (`tbc`) lacks at least one of them; a reprint says for
which region it is made. Otherwise readers look for a book that is not there, or miss one that is.

Bad:

    - {id: greek, language: el, format: print, publisher: Papasotiriou, title: "..."}

Good:

    - {id: greek, language: el, format: print, publisher: Papasotiriou, status: tbc}

Add what is missing, or correct the status. A single value that is still open may be `tbc`.
"""

from pipeline.model.diagnostic import Code, Diagnostic, Severity
from pipeline.validate.case import Case

CODE = Code("EDN603", "incomplete-edition", Severity.ERROR, __doc__ or "")


def without(case: Case, names: tuple[str, ...]) -> Diagnostic:
    """A published edition lacks its date, its ISBN or both."""
    missing = " and ".join(f"`{name}`" for name in names)
    return case.at(CODE, (), f"{case.name} is published without {missing}", f"add {missing}, or say `status: tbc`", span=case.entry.place)


def settled(case: Case) -> Diagnostic:
    """An edition to be confirmed has everything."""
    return case.at(
        CODE, ("status",), f"{case.name} is `tbc` and has both a date and an ISBN", "remove the status, or the value that is open"
    )


def placeless(case: Case) -> Diagnostic:
    """A reprint without a region."""
    return case.at(
        CODE, ("format",), f"{case.name} is a reprint without a `region`", "add the region it is sold in, such as `region: India`"
    )
