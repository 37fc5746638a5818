"""Questions about non-conformities: what they lead to, until when to correct them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random

from assistant.learn.question import Choice, Item, Question
from assistant.learn.room import Room
from assistant.rules import NonConformity, Profile, corrections, decision, months_after
from assistant.rules.explain import reason_text, said, sentences
from assistant.rules.outcome import Value
from assistant.rules.profile import AuditKind
from assistant.rules.shown import Amount, day, shown
from corpus.lessons import Lesson


@dataclass(frozen=True)
class Findings:
    """What an audit found."""

    audit: AuditKind
    majors: int = 0
    below: int | None = None
    """As many minors as this many below the number that counts as a major; None = `minors`."""
    minors: int = 0
    before: int = 0
    """Minors noted at the audit before and still open."""


FOUND: Mapping[str, Findings] = {
    "one-minor": Findings("initial", minors=1),
    "just-below": Findings("initial", below=1),
    "just-enough": Findings("initial", below=0),
    "many": Findings("renewal", below=-2),
    "one-major": Findings("initial", majors=1),
    "major-and-minors": Findings("renewal", majors=1, minors=2),
    "surveillance-minors": Findings("surveillance", minors=2),
    "surveillance-major": Findings("surveillance", majors=1),
    "surveillance-limit": Findings("surveillance", below=0),
    "left-open": Findings("surveillance", before=1, minors=1),
    "renewal-below": Findings("renewal", below=1),
    "two-majors": Findings("initial", majors=2),
}


MOST_TOLD = 3
"""Sentences of a decision that explain an answer; the rest is about deadlines."""


def outcome_of(room: Room, lesson: Lesson) -> Iterator[Item]:
    """What decision follows from these non-conformities?"""
    for name in FOUND:
        yield Item(f"decision:{name}", partial(_decision, name, room))


def drawn(found: Findings, room: Room, rng: Random) -> list[NonConformity]:
    """Non-conformities on indicators that can have them, one an indicator."""
    limit: int = room.reader.read("minors-make-major")
    table: dict[int, str] = room.reader.read("severity")
    gradable = [n for n, grade in table.items() if grade == "minor_or_major"]
    minors = found.minors if found.below is None else max(limit - found.below, 0)
    minor = rng.sample(gradable, min(minors + found.before, len(gradable)))
    major = rng.sample([n for n, grade in table.items() if grade == "major"], found.majors)
    listed = [NonConformity(n, "major") for n in sorted(major)]
    listed += [NonConformity(n, "minor", found="before") for n in sorted(minor[: found.before])]
    return listed + [NonConformity(n, "minor") for n in sorted(minor[found.before :])]


def _decision(name: str, room: Room, rng: Random) -> Question:
    found = FOUND[name]
    noted = drawn(found, room, rng)
    outcome = decision(noted, found.audit, Profile(), room.reader)
    details = outcome.details if isinstance(outcome, Value) else {}
    certifiable = isinstance(outcome, Value) and outcome.value
    code = "major" if details["open_majors"] else "minors" if certifiable else "limit"
    kind = "kept" if found.audit == "surveillance" else "given"
    choices = [Choice(room.say(f"decision.{kind}.{one}"), one == code) for one in ("minors", "limit", "major", "lost")]
    prompt = room.say("decision.prompt", audit=room.say(f"audit.{found.audit}"), list=_listed(noted, room))
    why = " ".join(sentences(outcome, room.language)[:MOST_TOLD])
    support = room.by_rule(outcome.trace, "non-conformities", "details")
    return room.question(f"decision:{name}", prompt, choices, why, support, rng, room.say("decision.subject"))


def _listed(noted: list[NonConformity], room: Room) -> str:
    groups = {
        "major": [nc for nc in noted if nc.severity == "major"],
        "before": [nc for nc in noted if nc.found == "before"],
        "minor": [nc for nc in noted if nc.severity == "minor" and nc.found == "now"],
    }
    parts = []
    for name, group in groups.items():
        if group:
            numbers = tuple(str(nc.indicator) for nc in group)
            amount = shown(Amount(len(group), "major" if name == "major" else "minor", numbers), room.language)
            parts.append(room.say("decision.before", minors=amount) if name == "before" else amount)
    return room.say("decision.none") if not parts else " ; ".join(parts) if room.language == "fr" else "; ".join(parts)


def deadline(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Until when must this non-conformity be corrected?"""
    for what in ("minor", "major", "major_verified"):
        for months in (1, 2):
            item = f"deadline:{what}-{months}"
            yield Item(item, partial(_deadline, item, what, months, room))


def _deadline(item: str, what: str, months: int, room: Room, rng: Random) -> Question:
    notified = months_after(room.reader.on, -months)
    outcome = corrections(notified, room.reader)
    days = (
        {name: date.fromisoformat(text) for name, text in outcome.value.items()} if isinstance(outcome, Value) else {}
    )
    others = {*days.values(), months_after(notified, 12), months_after(notified, 1), months_after(notified, 9)}
    wrong = sorted(others - {days[what]})[:3]
    choices = [Choice(day(on, room.language), on == days[what]) for on in (days[what], *wrong)]
    prompt = room.say(f"deadline.{what}", notified=day(notified, room.language))
    stated = said(outcome)[1 if what == "minor" else 0]
    why = reason_text(stated.reason, room.language)
    support = room.by_rule(stated.trace, "non-conformities", "details")
    return room.question(item, prompt, choices, why, support, rng, room.say(f"deadline.{what}.subject"))
