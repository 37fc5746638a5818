"""Questions about who is concerned: fictional organisations, subcontractors, new entrants, the learner's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from random import Random

from assistant.learn.question import Choice, Item, Question
from assistant.learn.room import MOST_WRONG, Room, indicator_choices
from assistant.rules import Applicability, Profile, Verdict, applicability, new_entrant, subcontracting
from assistant.rules.explain import reason_text, sentence, sentences
from assistant.rules.outcome import Value
from assistant.rules.summary import summary
from corpus.lessons import Lesson

_PLAIN = Profile(
    certifying=False,
    alternance=False,
    afest=False,
    work_placement=False,
    only_short=False,
    uses_subcontractors=True,
    new_entrant=False,
)
_TITLES = replace(_PLAIN, certifying=True, registry=("RNCP",))
ORGANISATIONS: Mapping[str, Profile] = {
    "courses": replace(_PLAIN, categories=("OF",)),
    "placements": replace(_PLAIN, categories=("OF",), work_placement=True),
    "afest": replace(_PLAIN, categories=("OF",), afest=True),
    "titles": replace(_TITLES, categories=("OF",)),
    "work-study": replace(_TITLES, categories=("OF",), alternance=True),
    "assessments": replace(_PLAIN, categories=("CBC",)),
    "vae": replace(_TITLES, categories=("VAE",)),
    "assessments-and-vae": replace(_TITLES, categories=("CBC", "VAE")),
    "apprentices": replace(_TITLES, categories=("CFA",), alternance=True),
    "courses-and-assessments": replace(_PLAIN, categories=("OF", "CBC")),
}
"""Fictional organisations of which everything is known that a rule asks for."""


def told(profile: Profile, room: Room) -> str:
    """A fictional organisation in one line: what the rules need to know of it, and no more."""
    facts = ("categories", "certifying", "registry", "alternance", "afest", "work_placement")
    known = {name: getattr(profile, name) for name in (facts if "OF" in profile.categories else facts[:1])}
    return summary(Profile(**known), room.language)


def applies(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which of these indicators does not concern this organisation, which one does?"""
    for name, profile in ORGANISATIONS.items():
        found = _verdicts(profile, room)
        inside = [n for n, verdict in found.items() if verdict.applies and verdict.condition is None]
        outside = [n for n, verdict in found.items() if verdict.applies is False]
        specific = [n for n in inside if n not in room.reader.read("common-indicators")]
        room.reader.forget()
        if outside:
            yield Item(f"applies:not-{name}", _asked(f"not-{name}", profile, outside, inside, room))
        if len(outside) >= MOST_WRONG:
            yield Item(f"applies:{name}", _asked(name, profile, specific or inside, outside, room))


def _verdicts(profile: Profile, room: Room) -> dict[int, Verdict]:
    return {verdict.indicator: verdict for verdict in applicability(profile, room.reader).verdicts}


def _asked(name: str, profile: Profile, right: list[int], wrong: list[int], room: Room) -> Callable[[Random], Question]:
    def make(rng: Random) -> Question:
        n = rng.choice(right)
        verdict = _verdicts(profile, room)[n]
        said = told(profile, room)
        kind = "not" if verdict.applies is False else "yes"
        reason = sentence(reason_text(verdict.outcome.reason, room.language))
        why = room.say(f"applies.{kind}.why", n=n, subject=room.sheet(n).subject, reason=reason)
        choices = indicator_choices(n, wrong, room, rng)
        prompt = room.say(f"applies.{kind}.prompt", profile=said)
        support = room.by_rule(verdict.outcome.trace, n, "details")
        subject = room.say("applies.subject", profile=said)
        return room.question(f"applies:{name}", prompt, choices, why, support, rng, subject)

    return make


def count(room: Room, lesson: Lesson) -> Iterator[Item]:
    """How many indicators concern this organisation?"""
    counts = {name: applicability(profile, room.reader) for name, profile in ORGANISATIONS.items()}
    for name, profile in ORGANISATIONS.items():
        yield Item(f"count:{name}", partial(_count, name, profile, counts, room))


def _count(name: str, profile: Profile, counts: Mapping[str, Applicability], room: Room, rng: Random) -> Question:
    right = counts[name].count
    others = sorted({found.count for found in counts.values()} - {right})
    wrong = rng.sample(others, MOST_WRONG) if len(others) >= MOST_WRONG else [right + 1, right - 1, right + 2]
    said = told(profile, room)
    choices = [Choice(room.say("count.choice", n=n), n == right) for n in (right, *wrong)]
    why = room.say("count.why", n=right, profile=said, list=", ".join(map(str, counts[name].applying)))
    room.reader.forget()
    room.reader.read("common-indicators")
    room.reader.read("specific-indicators")
    support = room.by_rule(room.reader.trace(), "who-is-concerned", "details")
    prompt, subject = room.say("count.prompt", profile=said), room.say("applies.subject", profile=said)
    return room.question(f"count:{name}", prompt, choices, why, support, rng, subject)


def subcontract(room: Room, lesson: Lesson) -> Iterator[Item]:
    """How is this indicator read for a subcontractor with a contract?"""
    for n in room.asked_about(lesson):
        outcome = subcontracting(n, room.reader, contract=True)
        if isinstance(outcome, Value):
            yield Item(f"subcontract:{n}", partial(_subcontract, n, outcome, room))


def _subcontract(n: int, outcome: Value, room: Room, rng: Random) -> Question:
    codes = ("not_applicable", "by_mission", "particular", "ordinary")
    choices = [Choice(room.say(f"subcontract.{code}"), outcome.value == code) for code in codes]
    prompt = room.say("subcontract.prompt", n=n, subject=room.sheet(n).subject)
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, n, "subcontracting")
    return room.question(f"subcontract:{n}", prompt, choices, why, support, rng, room.say("subcontract.subject", n=n))


def entrant(room: Room, lesson: Lesson) -> Iterator[Item]:
    """What does the initial audit of a new entrant look at?"""
    told = room.reader.optional("new-entrant-initial") or {}
    unsure = room.reader.optional("new-entrant-caution") or {}
    texts = {n: text[room.language] for n, text in told.items() if n not in unsure and n in room.in_force}
    room.reader.forget()
    for n in room.asked_about(lesson):
        if n in texts:
            yield Item(f"entrant:{n}", partial(_entrant, n, texts, room))


def _entrant(n: int, texts: Mapping[int, str], room: Room, rng: Random) -> Question:
    outcome = new_entrant(n, room.reader, audit="initial")
    other = rng.choice([m for m in texts if m != n])
    choices = [
        Choice(texts[n], True),
        Choice(texts[other], False, room.say("other", n=other, subject=room.sheet(other).subject)),
        Choice(room.say("entrant.later"), False),
        Choice(room.say("entrant.everything"), False),
    ]
    prompt = room.say("entrant.prompt", n=n, subject=room.sheet(n).subject)
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, n, "new_entrant")
    return room.question(f"entrant:{n}", prompt, choices, why, support, rng, room.say("entrant.subject", n=n))


def adapted(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Which of these indicators is adapted for new entrants, which one is not?"""
    mine = room.reader.optional("new-entrant-adapted")
    created = room.reader.optional("created-in-2026") or ()
    room.reader.forget()
    if mine is None:
        return
    others = [n for n in room.in_force if n not in mine and n not in created]
    for n in room.asked_about(lesson):
        if n in mine:
            yield Item(f"adapted:{n}", partial(_adapted, n, others, room))
        elif n in others:
            yield Item(f"adapted:{n}", partial(_adapted, n, mine, room))


def _adapted(n: int, wrong: list[int], room: Room, rng: Random) -> Question:
    outcome = new_entrant(n, room.reader)
    kind = "yes" if isinstance(outcome, Value) and outcome.value == "adapted" else "no"
    choices = indicator_choices(n, wrong, room, rng)
    why = " ".join(sentences(outcome, room.language))
    support = room.by_rule(outcome.trace, n, "new_entrant")
    subject = room.say("entrant.subject", n=n)
    return room.question(f"adapted:{n}", room.say(f"adapted.{kind}"), choices, why, support, rng, subject)


def mine(room: Room, lesson: Lesson) -> Iterator[Item]:
    """Does this indicator concern the learner's own organisation? Only where the rules can tell."""
    if not room.profile.categories:
        return
    for n, verdict in _verdicts(room.profile, room).items():
        unsure = verdict.readings is not None or bool(verdict.asks) or bool(verdict.without_object)
        if verdict.applies is not None and not unsure:
            yield Item(f"mine:{n}", partial(_mine, n, verdict, room))


def _mine(n: int, verdict: Verdict, room: Room, _: Random) -> Question:
    choices = [Choice(room.say("mine.yes"), bool(verdict.applies)), Choice(room.say("mine.no"), not verdict.applies)]
    said = summary(room.profile, room.language)
    prompt = room.say("mine.prompt", n=n, subject=room.sheet(n).subject, profile=said)
    reason = sentence(reason_text(verdict.outcome.reason, room.language))
    why = room.say(f"mine.why.{'yes' if verdict.applies else 'no'}", n=n, reason=reason)
    support = room.by_rule(verdict.outcome.trace, n, "details")
    return room.question(f"mine:{n}", prompt, choices, why, support, None, room.say("mine.subject", n=n))
