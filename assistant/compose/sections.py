"""Answers about indicators: one section each, by facet or as an overview."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import ROOM_FOR_ALL, ROOM_FOR_PART, Desk, in_one_note, within, words
from assistant.compose.pages import (
    DECREE,
    Pages,
    add_applicability,
    add_changed,
    add_severity,
    applies_text,
    for_mine_only,
    once,
    ruled,
    to_the_point,
)
from assistant.compose.pointed import SURELY, Pointed
from assistant.compose.refusals import near
from assistant.compose.stance import asks_whether
from assistant.compose.themes import fact_of, for_a_facet, lines_of
from assistant.draft import Draft, Line, PassageSupport
from assistant.question import Question
from assistant.rules import Missing, NotApplicable, Outcome, Verdict, verdict
from assistant.rules.explain import reason_text
from assistant.rules.shown import day
from index.chunk import Chunk
from index.search import Found

BESIDE = 2
"""Lines to the point shown after whom an indicator concerns."""
MANY = 3
"""More indicators than that get one line each."""
STAGES = ("expected_level", "applicability", "details", "practice")
"""Facets that what is looked at at each audit stands for."""
DECIDING = ("uses_subcontractors", "umbrella", "only_short", "certifying", "alternance", "afest", "work_placement")
"""Facts on which it depends whether some indicators apply."""
LIKELY = 0.05
"""Chance of answering from which a line comes before the others of its facet."""
ROOM_FOR_LEVEL = 45
"""Words of the expected level in an overview."""


def about(question: Question, desk: Desk, indicators: tuple[int, ...], found: Found | None = None) -> Draft:
    """The answer about indicators named, or found by search."""
    pages = Pages(desk, Pointed(question, desk))
    question = replace(question, facets=_facets(question, indicators, desk))
    if len(indicators) > MANY:
        for indicator in indicators:
            pages.add(in_one_line(indicator, desk))
    else:
        room = (ROOM_FOR_ALL if question.more else desk.room) // len(indicators)
        for indicator in indicators:
            _section(indicator, question, pages, room, found)
    main = desk.sheet(indicators[0])
    second = [hit.key for hit in found.hits[1:2] if isinstance(hit.key, int)] if found else []
    if found and found.close:
        pages.add(*(line for other in second for line in _nearest_of(other, pages)))
    related = tuple(n for n in dict.fromkeys([*second, *main.related]) if n not in indicators)
    return Draft(
        "answer",
        (*in_one_note(pages.lines, desk), *pages.asks[:1]),
        indicators,
        related,
        suggestions=_suggestions(indicators[0], question, desk),
        facts=tuple(pages.facts),
        trace=tuple(pages.trace),
        asked=pages.asked if pages.asks else None,
    )


def _facets(question: Question, indicators: tuple[int, ...], desk: Desk) -> tuple[str, ...]:
    """The facets asked for, and those that the circumstances call for: at which audit, and whether it still applies."""
    facets = question.facets
    new = desk.profile.new_entrant
    eased = desk.reader.optional("new-entrant-adapted") or ()
    named_stage = question.staged or (new and question.audit in ("initial", "surveillance"))
    if named_stage and new is not False and "new_entrant" not in facets and set(indicators).intersection(eased):
        facets = ("new_entrant", *(facet for facet in facets if facet not in STAGES))
    changed = {flag for flag in question.profile.known() if flag in DECIDING}
    if "indicators" in question.carried and changed and "applicability" not in facets:
        judged = [verdict(n, desk.profile, desk.reader) for n in indicators]
        if any(one.condition is not None or one.asks for one in judged):
            facets = ("applicability", *facets)
    return facets


def in_one_line(indicator: int, desk: Desk) -> Line:
    """An indicator by its title and the beginning of its summary."""
    chunk = next(iter(desk.passages(indicator, "summary")), None)
    sheet = desk.sheet(indicator)
    if chunk is None:
        return Line(f"**{indicator}** : {sheet.title}.", "bullet", (), indicator)
    first = desk.lines_of(chunk)[0]
    sentence = first.text.split(". ")[0].rstrip(".") + "."
    return replace(first, text=f"**{indicator} – {sheet.title}.** {sentence}")


def _section(indicator: int, question: Question, pages: Pages, room: int, found: Found | None) -> None:
    desk = pages.desk
    judged = verdict(indicator, desk.profile, desk.reader)
    if isinstance(judged.outcome, NotApplicable) and judged.outcome.reason.code == "not_in_force":
        pages.add(_not_in_force(judged, desk))
        pages.trace += judged.outcome.trace
        return
    facets = question.facets
    used = len(pages.lines)
    if found:
        pages.add(_routed(indicator, found, desk))
    if judged.without_object and "applicability" not in facets:
        pages.add(ruled(applies_text(judged, desk), "applicability", indicator, judged.outcome.trace, desk))
    if isinstance(judged.outcome, NotApplicable) and "applicability" not in facets:
        reason = reason_text(judged.outcome.reason, desk.language)
        text = desk.say("not_applicable.for_you", profile=desk.categories() or "?", n=indicator, reason=reason)
        pages.add(ruled(text, "applicability", indicator, judged.outcome.trace, desk))
        pages.trace += judged.outcome.trace
    brief = desk.room == ROOM_FOR_PART
    if brief and "applicability" not in facets:
        _for_this_profile(indicator, pages, facets)
    if not facets:
        _overview(question, judged, pages, room, found)
    for i, facet in enumerate(facets):
        left = room - sum(words(line.text) for line in pages.lines[used:])
        _facet(indicator, facet, question, judged, pages, max(left // (len(facets) - i), 35))
    if not brief and "applicability" not in facets:
        _for_this_profile(indicator, pages, facets)
    if facets:
        add_changed(indicator, facets, pages)


def _routed(indicator: int, found: Found, desk: Desk) -> Line:
    """Which indicator the question belongs to, and the one that is nearly as near."""
    subject = desk.sheet(indicator).subject
    if found.close and len(found.hits) > 1:
        (other,) = near(desk, [found.hits[1].key])
        return Line(desk.say("lead.routed_close", n=indicator, subject=subject, other=other), "lead")
    return Line(desk.say("lead.routed", n=indicator, subject=subject), "lead")


def _nearest_of(other: int, pages: Pages) -> list[Line]:
    """The line of the indicator nearly as near that is closest to the question."""
    label = pages.desk.prefix(pages.desk.say("label.beside", n=other))
    return [replace(line, text=f"{label}{line.text}") for line in to_the_point(other, pages, least=0.0)[:1]]


def _not_in_force(judged: Verdict, desk: Desk) -> Line:
    start = judged.outcome.reason.values["start"]
    text = desk.say(
        "not_in_force",
        n=judged.indicator,
        subject=desk.sheet(judged.indicator).subject,
        on=desk.today,
        start=day(start, desk.language),
    )
    return ruled(text, "applicability", judged.indicator, judged.outcome.trace, desk)


def _facet(indicator: int, facet: str, question: Question, judged: Verdict, pages: Pages, room: int) -> None:
    desk = pages.desk
    if facet == "applicability":
        add_applicability(judged, pages, yes_or_no=asks_whether(question.text) and not question.why)
        pages.add(*once([*for_mine_only(indicator, facet, pages), *to_the_point(indicator, pages)])[:BESIDE])
        return
    heading = desk.say(f"facet.{facet}", n=indicator, subject=desk.sheet(indicator).subject)
    pages.add(Line(heading, "lead", (), indicator))
    room -= words(heading)
    skip: tuple[str, ...] = ()
    if facet == "nonconformity":
        skip = add_severity(indicator, pages)
    outcome = for_a_facet(indicator, facet, desk)
    if outcome is not None:
        pages.add(_told(facet, indicator, outcome, pages))
    chunks = desk.passages(indicator, facet)
    lines = [line for chunk in _informative(chunks) for line in desk.lines_of(chunk, skip=skip)]
    if facet == "versions":
        lines.sort(key=lambda line: not _of_the_decree(line))
    told = {line.said: pages.pointed.chance(line, indicator) for line in lines}
    lines.sort(key=lambda line: -told[line.said] if told[line.said] >= LIKELY else 0.0)  # what answers comes first
    beside = to_the_point(indicator, pages, without=(facet,))
    of_something = facet == "example" and question.topic  # "un exemple d'aléa ?" wants no case of a provider
    if of_something or all(chunk.empty for chunk in chunks):
        lines = [*beside, *lines]
    elif beside and pages.pointed.chance(beside[0], indicator) > max(told.values(), default=0.0):
        lines.insert(0, beside[0])
    pages.add(*within([*for_mine_only(indicator, facet, pages), *lines], room, desk))


def _of_the_decree(line: Line) -> bool:
    return any(isinstance(support, PassageSupport) and support.chunk.source == DECREE for support in line.support)


def _informative(chunks: list[Chunk]) -> list[Chunk]:
    """All passages, without a "nothing" when something else is said."""
    said = [chunk for chunk in chunks if not chunk.empty]
    return said or chunks


def _for_this_profile(indicator: int, pages: Pages, asked: tuple[str, ...]) -> None:
    """What a new entrant or a subcontractor must know beside the rest."""
    desk = pages.desk
    circumstances = {"new_entrant": desk.profile.new_entrant, "subcontracting": desk.profile.subcontractor}
    for facet in (facet for facet, holds in circumstances.items() if holds and facet not in asked):
        for chunk in _informative(desk.passages(indicator, facet))[:1]:
            if not chunk.empty:
                pages.add(*desk.lines_of(chunk, label=desk.say(f"label.{facet}"))[:2])


def _told(facet: str, indicator: int, outcome: Outcome, pages: Pages) -> Line:
    """The first line of what a rule says, as one line of an answer."""
    first = lines_of(facet, outcome, pages.desk, indicator)[0]
    pages.facts.append(fact_of(facet, indicator, outcome, pages.desk))
    pages.trace += outcome.trace
    return replace(first, text=first.text.replace("**", ""), kind="bullet")


def _overview(question: Question, judged: Verdict, pages: Pages, room: int, found: Found | None) -> None:
    """In brief, what is expected, how severe, whom it concerns, and as much evidence as there is room for."""
    desk, indicator = pages.desk, judged.indicator
    if not found:
        pages.add(Line(desk.say("lead.overview", n=indicator, title=desk.sheet(indicator).title), "lead"))
    near = to_the_point(indicator, pages)[: 1 if found else 3]
    first = [line for chunk in desk.passages(indicator, "summary") for line in desk.lines_of(chunk)]
    levels = [chunk for chunk in desk.passages(indicator, "expected_level") if not chunk.publics]
    expected = [line for chunk in levels for line in desk.lines_of(chunk, desk.say("label.expected_level"))]
    first += [line for line in within(expected, ROOM_FOR_LEVEL, desk) if line.kind == "bullet"]
    mine = for_mine_only(indicator, "evidence", pages)
    closest = [*near, *_found_lines(indicator, pages, found)]
    # what a follow-up or one of several questions adds comes before what is general, and so does a sure answer
    sure = any(pages.pointed.chance(line, indicator) >= SURELY for line in near)
    before = sure or question.carried or desk.room == ROOM_FOR_PART
    first = [*mine, *closest, *first] if before else [*first, *mine, *closest]
    first = once(first)
    last = Pages(desk, pages.pointed)
    add_severity(indicator, last)
    if isinstance(judged.outcome, Missing):
        add_applicability(judged, last)
    add_changed(indicator, (), last)
    room -= sum(words(line.text) for line in (*first, *last.lines))
    evidence = [chunk for chunk in desk.passages(indicator, "evidence") if not chunk.empty]
    shown = [line for chunk in evidence for line in desk.lines_of(chunk, desk.say("label.evidence"))]
    shown = once([*first, *shown])[len(first) :]
    kept = [line for line in within(shown, max(room, 1), desk) if line.kind == "bullet"]
    pages.add(*first, *kept, *last.lines)
    pages.facts += last.facts
    pages.trace += last.trace


def _found_lines(indicator: int, pages: Pages, found: Found | None) -> list[Line]:
    """The two lines of the passage found that are closest to the question."""
    if found is None or not found.hits or found.hits[0].chunk.key != indicator:
        return []
    lines = pages.desk.lines_of(found.hits[0].chunk)
    return sorted(lines, key=lambda line: -pages.pointed.chance(line, indicator))[:2]


def _suggestions(indicator: int, question: Question, desk: Desk) -> tuple[str, ...]:
    """Follow-up questions that the corpus can answer."""
    wanted = [facet for facet in ("evidence", "nonconformity", "new_entrant") if facet not in question.facets]
    subject = desk.sheet(indicator).subject
    return tuple(desk.say(f"suggest.{facet}", n=indicator, subject=subject) for facet in wanted)[:2]
