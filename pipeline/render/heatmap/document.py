"""Activity or a heatmap → JSON: sorted keys, one row a line, so that a change shows as a change of few lines."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from pipeline.model.heatmap import Heatmap, Label, Metric, Period
from pipeline.render.heatmap.activity import Activity
from pipeline.render.heatmap.calendars import Scene
from pipeline.render.heatmap.totals import Contest, Streak, Totals

VERSION = 1


def activity_document(name: str, scene: Scene) -> dict[str, Any]:
    """Make the published form of activity (`schemas/output/activity.schema.json`)."""
    activity, view, scale, found = scene.activity, scene.view, scene.scale, scene.statistics()
    years = sorted(grid.first.year for grid in scene.drawn)
    return {
        "$schema": "activity.schema.json",
        "version": VERSION,
        "id": name,
        "timezone": activity.zone.key,
        "as_of": activity.as_of.isoformat(),
        "sources": [_row(source) for source in activity.sources],
        "days": [_row(day) for _, day in sorted(activity.days.items())],
        "hours": _hours(activity),
        "models": _models(activity),
        "scale": {"method": scale.method, "metric": scale.metric, "cuts": list(scale.cuts)},
        "view": {
            "years": years if view.years is not Period.LAST365 else Period.LAST365.value,
            "week_start": view.week_start.value,
            "mode": view.mode.value if view.mode and view.compare else None,
            "palette": view.palette.value,
            "compare": list(view.compare),
            "branch": view.branch.value,
        },
        "stats": {
            "combined": _totals(found.combined),
            "series": [{"provider": name, **_totals(each)} for name, each in found.series],
            "comparison": _contest(found.contest, view.compare),
        },
    }


def heatmap_document(heatmap: Heatmap) -> dict[str, Any]:
    """Make the published form of a chart (`schemas/output/heatmap.schema.json`)."""
    return {
        "$schema": "heatmap.schema.json",
        "version": VERSION,
        "id": heatmap.id,
        "title": heatmap.title,
        "kind": heatmap.kind.value,
        "rows": [_label(label) for label in heatmap.rows],
        "columns": [_label(label) for label in heatmap.columns],
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "counts": list(cell.counts),
                "state": cell.state.value,
                "text": cell.text,
                "ref": cell.ref,
            }
            for cell in heatmap.cells
        ],
        "series": [_label(label) for label in heatmap.series],
        "scale": {"method": heatmap.scale.method, "metric": heatmap.scale.metric, "cuts": list(heatmap.scale.cuts)},
        "source": dict(heatmap.source),
    }


def written(document: Mapping[str, Any]) -> bytes:
    """Write a document: its keys sorted, each row of a list of objects on a line of its own."""
    parts = [f" {json.dumps(key)}: {_part(value)}" for key, value in sorted(document.items())]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _part(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        return "[\n  " + ",\n  ".join(_line(row) for row in value) + "\n ]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _row(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _label(label: Label) -> dict[str, Any]:
    return {"id": label.id, "text": label.text, "ref": label.ref, "group": label.group}


def _hours(activity: Activity) -> list[dict[str, Any]]:
    slots: dict[tuple[str, int, int], tuple[int, int]] = {}
    for (_, provider, weekday, hour), (messages, prompts) in activity.hours.items():
        before = slots.get((provider, weekday, hour), (0, 0))
        slots[provider, weekday, hour] = (before[0] + messages, before[1] + prompts)
    return [
        {"provider": provider, "weekday": weekday, "hour": hour, Metric.MESSAGES.value: messages, Metric.PROMPTS.value: prompts}
        for (provider, weekday, hour), (messages, prompts) in sorted(slots.items())
        if messages
    ]


def _models(activity: Activity) -> list[dict[str, Any]]:
    counts: dict[tuple[str, str], int] = {}
    for (_, provider, model), count in activity.models.items():
        counts[provider, model] = counts.get((provider, model), 0) + count
    return [{"provider": provider, "model": model, "messages": count} for (provider, model), count in sorted(counts.items()) if count]


def _totals(found: Totals) -> dict[str, Any]:
    row = {
        **_row(found),
        "best": {"date": found.best[0].isoformat(), "count": found.best[1]} if found.best else None,
        "weekdays": list(found.weekdays),
        "hours": None if found.hours is None else list(found.hours),
        "months": [{"month": month, "count": count} for month, count in found.months],
        "models": None if found.models is None else [{"model": model, "messages": count} for model, count in found.models],
        "longest_streak": _streak(found.longest),
        "current_streak": _streak(found.current),
    }
    return {name: value for name, value in row.items() if name not in {"longest", "current"}}


def _streak(streak: Streak) -> dict[str, Any]:
    return _row(streak)


def _contest(contest: Contest | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    if contest is None:
        return None
    won = [{"provider": name, "days": days} for name, days in zip(names, contest.won, strict=True)]
    return {"won": won, "ties": contest.ties, "crossover": contest.crossover}
