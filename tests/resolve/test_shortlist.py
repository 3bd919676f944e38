"""Among thousands of names the one that was meant is still found, and soon."""

import random
import time

from pipeline.model.similar import nearest
from pipeline.resolve.shortlist import FEW, Shortlist
from tests.laws.test_resolve_laws import typo

WORDS = "attention language deep training finetuning retrieval model agent evaluation prompt data system inference cost".split()


def names(count: int) -> list[str]:
    chance = random.Random(1)
    return [f"{chance.choice(WORDS)}-{chance.choice(WORDS)}-{chance.choice(WORDS)}-{number}" for number in range(count)]


def test_few_names_are_all_looked_at() -> None:
    known = names(FEW)
    listed = Shortlist({name: name for name in known})
    for word in ("attention-data-cost-1", "zymurgy", "", "x" * 500):
        assert tuple(listed.nearest(word)) == nearest(word, known)


def test_among_many_the_nearest_is_found_first() -> None:
    known = names(4000)
    listed = Shortlist({name: name for name in known})
    chance = random.Random(2)
    right = 0
    for name in chance.sample(known, 300):
        word = typo(name, chance)
        found = listed.nearest(word)
        # Names that end in a number may be one slip apart themselves.
        right += name in found
    assert right >= 285


def test_the_answer_does_not_hang_on_the_order_of_the_names() -> None:
    known = names(2000)
    forward, backward = Shortlist({name: name for name in known}), Shortlist({name: name for name in known[::-1]})
    for word in ("atention-data-cost-77", "deep-deep-deep-1", "modell"):
        assert forward.nearest(word) == backward.nearest(word)


def test_a_thousand_misses_take_no_minute() -> None:
    listed = Shortlist({name: name for name in names(4000)})
    started = time.process_time()
    for number in range(200):
        listed.nearest(f"attention-retreival-costs-{number}")
    assert time.process_time() - started < 4
