"""Statistics → the sentences of a chart: title, headline, alternative text, description, and the text of a square."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.heatmap import Metric, State
from pipeline.render.heatmap.language import Language
from pipeline.render.heatmap.names import spoken
from pipeline.render.heatmap.totals import Statistics, Streak, Totals
from pipeline.render.heatmap.weeks import Grid

LONGEST = 250
"""Characters of an alternative text; a screen reader cannot skim it."""

UNITS = {
    Metric.MESSAGES: ("message", "messages"),
    Metric.PROMPTS: ("prompt", "prompts"),
    Metric.CONVERSATIONS: ("conversation", "conversations"),
    Metric.STARTED: ("conversation started", "conversations started"),
}
"""What is counted: one, and many."""

NAMED = 2
"""Series that a square names; of more it gives the counts alone, in their order, as a thousand squares would not fit a page."""

NOTHING = "no activity"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one chart: its language, what it counts, when, and in which zone."""

    words: Language
    metric: Metric
    drawn: tuple[Grid, ...]
    timezone: str
    as_of: date

    @property
    def unit(self) -> tuple[str, str]:
        """What is counted: one, and many."""
        return UNITS[self.metric]

    @property
    def when(self) -> str:
        """The days drawn: `in 2025`, `from 2023 to 2025`, `in the 365 days to 31 December 2025`."""
        first, last = self.drawn[-1], self.drawn[0]
        if (last.first.month, last.first.day, last.last.month) != (1, 1, 12):
            return f"in the 365 days to {self.words.day(last.last)}"
        return f"in {last.last.year}" if len(self.drawn) == 1 else f"from {first.first.year} to {last.last.year}"

    @property
    def title(self) -> str:
        """The title of a chart that was given none."""
        return f"{self.unit[1].capitalize()} per day {self.when}"

    @property
    def note(self) -> str:
        """What the reader must know of the days."""
        return f"Days in the zone {self.timezone}, as of {self.words.day(self.as_of)}"

    def counted(self, count: int) -> str:
        """A count with what it counts: `41 messages`."""
        return f"{self.words.number(count)} {self.unit[count != 1]}"

    def headline(self, found: Statistics) -> tuple[str, ...]:
        """The totals in sentences; in a comparison one for all and one for each series."""
        if found.contest is None:
            return (self._single(found.combined),)
        lines = [f"{self.counted(found.combined.total)} together."]
        lines += [f"{spoken(name)}: {self._of(each)}." for name, each in found.series]
        if found.contest.crossover:
            lines.append(f"{spoken(found.series[1][0])} leads from {self.words.month(found.contest.crossover)} on.")
        return tuple(lines)

    def alt(self, found: Statistics) -> str:
        """What the chart shows, in at most 250 characters: the later clauses go first."""
        clauses = [f"Calendar of {self.unit[1]} per day {self.when}, zone {self.timezone}: {self._total(found.combined)}"]
        if found.contest is not None:
            clauses += [", ".join(f"{spoken(name)} {self.words.number(each.total)}" for name, each in found.series)]
        if found.combined.best is not None:
            clauses += [f"most on {self._best(found.combined)}", f"longest streak {self._streak(found.combined.longest)}"]
        return fitting(clauses)

    def description(self, found: Statistics) -> str:
        """One clause per month, of all series together."""
        months = [f"{self.words.month(month)} {self.words.number(count)}" for month, count in found.combined.months]
        return "By month: " + ", ".join(months) + "." if months else ""

    def square(self, day: date, counts: Sequence[tuple[str, int | None]], state: State) -> str:
        """What a square says: `Tue 4 Mar 2025: 41 messages`, `Tue 4 Mar 2025: ChatGPT 12, Claude 3`."""
        return f"{self.words.short_day(day)}: {self._square(counts, state)}"

    def _square(self, counts: Sequence[tuple[str, int | None]], state: State) -> str:
        if state is State.OUTSIDE:
            return "no data"
        if state is State.FUTURE:
            return "still to come"
        if len(counts) == 1:
            return self.counted(counts[0][1] or 0)
        shown = ["no data" if count is None else self.words.number(count) for _, count in counts]
        if len(counts) > NAMED:
            return " / ".join(shown)
        return ", ".join(f"{spoken(name)} {text}" for (name, _), text in zip(counts, shown, strict=True))

    def _single(self, found: Totals) -> str:
        if not found.total:
            return f"{NOTHING.capitalize()}."
        current = f" Current streak: {self._streak(found.current)}." if found.current.days else ""
        return f"{self.counted(found.total)} on {self._days(found)}. Best day: {self._best(found)}. {self._longest(found)}{current}"

    def _longest(self, found: Totals) -> str:
        return f"Longest streak: {self._streak(found.longest)}."

    def _of(self, found: Totals) -> str:
        return f"{self.words.number(found.total)}, best day {self._best(found)}" if found.total else NOTHING

    def _total(self, found: Totals) -> str:
        return f"{self.words.number(found.total)} in all on {self._days(found)}" if found.total else NOTHING

    def _days(self, found: Totals) -> str:
        return f"{self.words.number(found.active_days)} of {self.words.number(found.days_in_scope)} days"

    def _best(self, found: Totals) -> str:
        return f"{self.words.day(found.best[0])} with {self.words.number(found.best[1])}" if found.best else NOTHING

    def _streak(self, found: Streak) -> str:
        return f"{self.words.number(found.days)} day{'' if found.days == 1 else 's'}"


def fitting(clauses: Iterable[str]) -> str:
    """Clauses → one sentence of at most 250 characters, which leaves out what does not fit."""
    sentence = ""
    for clause in clauses:
        longer = f"{sentence}; {clause}" if sentence else clause
        sentence = longer if len(longer) < LONGEST else sentence
    return f"{sentence or next(iter(clauses), '')[: LONGEST - 1]}."
