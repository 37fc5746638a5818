"""Questions about audits: their order, dates, length, sites and scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from assistant.learn.concerned import ORGANISATIONS, told
from assistant.learn.question import Choice, Item, Question
from assistant.learn.room import MOST_WRONG, Room, indicator_choices
from assistant.rules import Outcome, Statement, calendar, duration, months_after, sites, surveillance_scope
from assistant.rules.explain import reason_text, said, sentences
from assistant.rules.outcome import Value
from assistant.rules.shown import Amount, HalfDays, day, shown
from corpus.lessons import Lesson

STEPS = ("cycle", "day", "after", "before")
"""Sequences that have an order; their steps are in the catalogue. That of the cycle is the one of the calendar."""
AGES = (4, 11, 19)
"""Months since a certificate was obtained, in the questions on dates."""
LENGTHS: Mapping[str, tuple[tuple[Any, ...], int, int]] = {
    "small-courses": (("OF",), 90_000, 1),
    "middle-courses": (("OF",), 300_000, 1),
    "large-courses": (("OF",), 2_000_000, 1),
    "middle-two": (("OF", "VAE"), 400_000, 1),
    "small-apprentices": (("CFA",), 120_000, 1),
    "middle-three": (("OF", "CBC", "VAE"), 600_000, 1),
    "large-sites": (("OF", "CBC"), 1_500_000, 10),
    "middle-sites": (("OF",), 500_000, 5),
}
"""Fictional organisations: categories, turnover in euros without VAT, establishments."""
PLACES = (5, 10, 17, 26)
"""Establishments, in the questions on samples of sites."""


def order(room: Room, lesson: Lesson) -> Iterator[Item]:
    """In which order do these steps come?"""
    for name in STEPS:
        yield Item(f"order:{name}", partial(_order, name, room))


def _order(name: str, room: Room, rng: Random) -> Question:
    steps = [room.say(f"order.{name}.{place}") for place in range(1, 5)]
    if name == "cycle":
        outcome = calendar(months_after(room.reader.on, -AGES[0]), room.reader)
        days = outcome.value if isinstance(outcome, Value) else {}
        names = dict(zip(("window_start", "renewal_best", "expiry"), steps[1:], strict=True))
        steps = [steps[0], *(names[code] for code in days if code in names)]  # the calendar has them by date
        support = room.by_rule(_stated(outcome, "").trace, "audit-cycle", "details")
    else:
        support = room.by_sheet("audit-day" if name != "before" else "audit-cycle", "details")
    joint = " → "
    wrong: list[str] = []
    while len(wrong) < MOST_WRONG:
        other = joint.join(rng.sample(steps, len(steps)))
        if other != joint.join(steps) and other not in wrong:
            wrong.append(other)
    choices = [Choice(joint.join(steps), True), *(Choice(text, False) for text in wrong)]
    why = room.say(f"order.{name}.why")
    return room.question(f"order:{name}", room.say(f"order.{name}.prompt"), choices, why, support, rng)


def dates(room: Room, lesson: Lesson) -> Iterator[Item]:
    """On which days does this certificate have its surveillance, its renewal and its end?"""
    for months in AGES:
        for what in ("expiry", "window", "renewal"):
            yield Item(f"dates:{what}-{months}", partial(_dates, what, months, room))


def _dates(what: str, months: int, room: Room, rng: Random) -> Question:
    obtained = months_after(room.reader.on, -months)
    outcome = calendar(obtained, room.reader)
    found = (
        {name: date.fromisoformat(text) for name, text in outcome.value.items()} if isinstance(outcome, Value) else {}
    )
    start, end, expiry = found["window_start"], found["window_end"], found["expiry"]
    texts: list[str]
    if what == "window":
        pairs = [(start, end), (obtained, start), (end, expiry), (months_after(start, -6), months_after(end, -6))]
        texts = [room.say("dates.between", start=_day(one, room), end=_day(two, room)) for one, two in pairs]
    elif what == "renewal":
        best = found.get("renewal_best", expiry)
        later = months_after(expiry, 1)
        texts = [_day(one, room) for one in (best, start, later, months_after(later, 6))]
    else:
        texts = [_day(one, room) for one in (expiry, end, months_after(expiry, 12), months_after(expiry, -12))]
    choices = [Choice(text, place == 0) for place, text in enumerate(texts)]
    prompt = room.say(f"dates.{what}", certificate=_day(obtained, room))
    stated = _stated(outcome, what)
    why = reason_text(stated.reason, room.language)
    support = room.by_rule(stated.trace, "audit-cycle", "details")
    return room.question(
        f"dates:{what}-{months}", prompt, choices, why, support, rng, room.say(f"dates.{what}.subject")
    )


def _stated(outcome: Outcome, what: str) -> Statement:
    """The sentence of the calendar about the end, the window or the renewal; for "", the end with all that was read."""
    told = {statement.reason.code: statement for statement in said(outcome)}
    if what:
        return told["calendar_renewal_best" if what == "renewal" else f"calendar_{what}"]
    steps = (step for code in ("expiry", "window", "renewal_best") for step in told[f"calendar_{code}"].trace)
    return Statement(told["calendar_expiry"].reason, tuple(steps))


def _day(on: date, room: Room) -> str:
    return day(on, room.language)


def length(room: Room, lesson: Lesson) -> Iterator[Item]:
    """How long does this initial audit last?"""
    for name in LENGTHS:
        yield Item(f"duration:{name}", partial(_length, name, room))


def _length(name: str, room: Room, rng: Random) -> Question:
    categories, turnover, establishments = LENGTHS[name]
    outcome = duration(categories, room.reader, turnover=turnover, establishments=establishments)
    right: int = outcome.details["half_days"] if isinstance(outcome, Value) else 0
    near = [count for count in (right - 2, right - 1, right + 1, right + 2, right + 3) if count > 0]
    counts = [right, *rng.sample(near, MOST_WRONG)]
    choices = [Choice(shown(HalfDays(count), room.language), count == right) for count in counts]
    values = {
        "categories": shown(list(categories), room.language),
        "turnover": shown(Amount(turnover, "EUR"), room.language),
        "sites": establishments,
    }
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, "audit-cycle", "details")
    prompt = room.say("duration.prompt", **values)
    return room.question(f"duration:{name}", prompt, choices, why, support, rng, room.say("duration.subject"))


def sampled(room: Room, lesson: Lesson) -> Iterator[Item]:
    """How many sites are visited besides the central function?"""
    for places in PLACES:
        yield Item(f"sites:{places}", partial(_sampled, places, room))


def _sampled(places: int, room: Room, rng: Random) -> Question:
    outcome = sites(places, room.reader)
    right: int = outcome.value
    near = sorted({places - 1, places, places // 2, right + 1, right + 2} - {right})
    counts = [right, *rng.sample(near, MOST_WRONG)]
    choices = [Choice(shown(Amount(count, "site"), room.language), count == right) for count in counts]
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, "multi-site", "details")
    prompt = room.say("sites.prompt", sites=places)
    return room.question(f"sites:{places}", prompt, choices, why, support, rng, room.say("sites.subject"))


def surveillance(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which of these indicators does a surveillance audit always review, which one may it leave aside?"""
    if room.reader.optional("surveillance-always") is None:
        return
    for name in ORGANISATIONS:
        outcome = surveillance_scope(ORGANISATIONS[name], room.reader)
        if not isinstance(outcome, Value):
            continue
        reviewed, left = list(outcome.value), list(outcome.details["not_reviewed"])
        unsure = _unsure(room)
        reviewed, left = ([n for n in some if n not in unsure] for some in (reviewed, left))
        for kind, right, wrong in (("always", reviewed, left), ("left", left, reviewed)):
            if right and len(wrong) >= MOST_WRONG:
                yield Item(f"surveillance:{kind}-{name}", _scope(kind, name, outcome, right, wrong, room))


def _unsure(room: Room) -> set[int]:
    """Indicators without a published severity, or that may have no object: never offered as a choice."""
    found = {*(room.reader.optional("severity-not-published") or ()), *room.reader.read("long-course-indicators")}
    return found | set(room.reader.read("subcontracting-indicators"))


def _scope(
    kind: str, name: str, outcome: Value, right: Sequence[int], wrong: Sequence[int], room: Room
) -> Callable[[Random], Question]:
    def make(rng: Random) -> Question:
        organisation = told(ORGANISATIONS[name], room)
        choices = indicator_choices(rng.choice(list(right)), wrong, room, rng)
        why = " ".join(sentences(outcome, room.language))
        support = room.by_rule(outcome.trace, "audit-cycle", "details")
        prompt = room.say(f"surveillance.{kind}", profile=organisation)
        subject = room.say("surveillance.subject")
        return room.question(f"surveillance:{kind}-{name}", prompt, choices, why, support, rng, subject)

    return make


def version(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which version of the framework holds for an audit on this day?"""
    start = room.reader.rules.parameters["indicator-count"].values[-1].start
    days = [start + timedelta(days=apart) for apart in (-400, -30, -1, 0, 1, 90)]
    for place, on in enumerate(days):
        yield Item(f"version:{place}", partial(_version, place, on, room))


def _version(place: int, on: date, room: Room, rng: Random) -> Question:
    there = room.reader.on_day(on)
    right: int = there.read("indicator-count")
    counts = sorted({dated.value for dated in room.reader.rules.parameters["indicator-count"].values})
    wrong = [count for count in (*counts, counts[0] - 1, counts[-1] + 1, counts[0] - 2) if count != right][:MOST_WRONG]
    choices = [Choice(room.say("version.choice", n=count), count == right) for count in (right, *wrong)]
    why = room.say("version.why", day=_day(on, room), rnq=there.rnq, n=right)
    support = room.by_rule(there.trace(), "versions", "details")
    prompt = room.say("version.prompt", day=_day(on, room))
    return room.question(f"version:{place}", prompt, choices, why, support, rng, room.say("version.subject"))
