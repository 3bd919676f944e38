"""Activity → a punch card: weekdays by hours of the day, all days in view together."""

from collections import Counter

from pipeline.model.heatmap import Cell, Heatmap, Label, Method, Metric, Shape, State
from pipeline.render.heatmap.calendars import Scene
from pipeline.render.heatmap.language import Language
from pipeline.render.heatmap.scale import scale
from pipeline.render.heatmap.weeks import weekdays
from pipeline.render.heatmap.wording import NOTHING, UNITS, fitting

HOURS = range(24)
PART = "hours"

Slots = Counter[tuple[int, int, int]]
"""(Series, weekday, hour) → count."""


def punchcard(scene: Scene, name: str) -> Heatmap | None:
    """Lay the hours out; `None` where a series cannot know them. Days have no hours, so only messages and prompts are counted."""
    if not {provider for _, provider, _, _ in scene.activity.hours}.issuperset(scene.names):
        return None
    metric = Metric.PROMPTS if scene.view.metric is Metric.PROMPTS else Metric.MESSAGES
    slots = _slots(scene, metric)
    unit, words = UNITS[metric], scene.wording.words
    title = f"{unit[1].capitalize()} by weekday and hour {scene.wording.when}"
    order = weekdays(scene.view.week_start)
    return Heatmap(
        name,
        title,
        Shape.HOURS,
        tuple(Label(str(weekday + 1), words.short_weekdays[weekday]) for weekday in order),
        tuple(Label(f"{hour:02}", str(hour)) for hour in HOURS),
        tuple(_cell(scene, slots, weekday + 1, hour, unit) for weekday in order for hour in HOURS),
        scene.series,
        scale(slots.values(), Method.QUANTILE, metric.value),
        part=PART,
        unit=unit,
        headline=(_busiest(slots, words),),
        note=f"Hours in the zone {scene.wording.timezone}",
        alt=fitting([f"Punch card: {title.lower()}, zone {scene.wording.timezone}", _busiest(slots, words)[:-1]]),
        mode=scene.view.mode if scene.compared else None,
        palette=scene.view.palette,
    )


def _slots(scene: Scene, metric: Metric) -> Slots:
    slots: Slots = Counter()
    for (_, provider, weekday, hour), pair in scene.activity.hours.items():
        index = scene.compared.index(provider) if scene.compared else 0
        slots[index, weekday, hour] += pair[metric is Metric.PROMPTS]
    return slots


def _cell(scene: Scene, slots: Slots, weekday: int, hour: int, unit: tuple[str, str]) -> Cell:
    counts = tuple(slots[index, weekday, hour] for index in range(len(scene.series)))
    words = scene.wording.words
    shown = [words.number(count) for count in counts]
    named = (
        f"{shown[0]} {unit[counts[0] != 1]}"
        if len(counts) == 1
        else ", ".join(f"{label.text} {text}" for label, text in zip(scene.series, shown, strict=True))
    )
    text = f"{words.weekdays[weekday - 1]}, {hour} to {hour + 1}: {named}"
    return Cell(str(weekday), f"{hour:02}", counts, State.VALUE if any(counts) else State.ZERO, text)


def _busiest(slots: Slots, words: Language) -> str:
    both: Counter[tuple[int, int]] = Counter()
    for (_, weekday, hour), count in slots.items():
        both[weekday, hour] += count
    if not any(both.values()):
        return f"{NOTHING.capitalize()}."
    (weekday, hour), count = min(both.items(), key=lambda item: (-item[1], item[0]))
    return f"Busiest hour: {words.weekdays[weekday - 1]} from {hour} to {hour + 1} with {words.number(count)}."
