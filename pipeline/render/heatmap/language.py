"""Words of a chart that differ between languages: months, weekdays, the thousands separator; never from the machine's locale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.render.heatmap.scale import number


@dataclass(frozen=True, slots=True)
class Language:
    """How a language names months (from January) and weekdays (from Monday), and sets thousands apart."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    separator: str

    def number(self, value: int) -> str:
        """A whole number."""
        return number(value, self.separator)

    def day(self, day: date) -> str:
        """A date in full: `4 March 2025`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """A date with its weekday, short: `Tue 4 Mar 2025`."""
        return f"{self.short_weekdays[day.weekday()]} {day.day} {self.short_months[day.month - 1]} {day.year}"

    def month(self, month: str) -> str:
        """A month given as `2025-03`: `March 2025`."""
        year, _, index = month.partition("-")
        return f"{self.months[int(index) - 1]} {year}"


ENGLISH = Language(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ",",
)

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH}
"""Language tag → its words; whatever is missing here is English."""


def language(tag: str) -> Language:
    """Find the words of a BCP 47 tag."""
    return LANGUAGES.get(tag.lower(), LANGUAGES.get(tag.lower().partition("-")[0], ENGLISH))
