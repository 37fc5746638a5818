"""Answers about indicators: one section each, by facet or as an overview."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import ROOM, ROOM_FOR_ALL, Desk, within, words
from assistant.compose.refusals import near
from assistant.draft import Draft, Line
from assistant.library import Focus
from assistant.question import Question
from assistant.record import Fact
from assistant.rules import Missing, NotApplicable, Step, Value, Verdict, severity, verdict
from assistant.rules.explain import day, question_for, reason_text
from corpus.records import Facet
from index.chunk import Chunk
from index.search import Found

MANY = 3
"""More indicators than that get one line each."""
CHANGED_FACETS = ("summary", "expected_level", "evidence", "details", "obligations")
"""Facets of the guide V9 that do not yet say what the decree of 2026 adds."""
DECREE = "decree-2026-728"
FOCUS_FACETS = ("details", "evidence", "obligations", "expected_level", "statement", "nonconformity", "glossary", "faq")
NEAR_ENOUGH = 0.5
"""Share of the topic's words that a line must say to be to the point."""


class Pages:
    """Collects lines, facts and trace while sections are written."""

    def __init__(self, desk: Desk, topic: str = "") -> None:
        self.desk = desk
        self.focus = Focus(topic, desk.library.language(desk.language))
        self.lines: list[Line] = []
        self.facts: list[Fact] = []
        self.trace: list[Step] = []
        self.asks: list[Line] = []
        """Questions back, which come last."""

    def add(self, *lines: Line) -> None:
        """Append lines."""
        self.lines += lines


def about(question: Question, desk: Desk, indicators: tuple[int, ...], found: Found | None = None) -> Draft:
    """The answer about indicators named, or found by search."""
    pages = Pages(desk, question.topic)
    if len(indicators) > MANY:
        for indicator in indicators:
            pages.add(in_one_line(indicator, desk))
    else:
        room = (ROOM_FOR_ALL if question.more else ROOM) // len(indicators)
        for indicator in indicators:
            _section(indicator, question, pages, room, found)
    main = desk.sheet(indicators[0])
    second = [hit.key for hit in found.hits[1:2] if isinstance(hit.key, int)] if found else []
    related = tuple(n for n in dict.fromkeys([*second, *main.related]) if n not in indicators)
    return Draft(
        "answer",
        (*pages.lines, *pages.asks[:1]),
        indicators,
        related,
        suggestions=_suggestions(indicators[0], question, desk),
        facts=tuple(pages.facts),
        trace=tuple(pages.trace),
    )


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
    if isinstance(judged.outcome, NotApplicable) and "applicability" not in facets:
        reason = reason_text(judged.outcome.reason, desk.language)
        text = desk.say("not_applicable.for_you", profile=desk.categories() or "?", n=indicator, reason=reason)
        pages.add(_ruled(text, "applicability", indicator, judged.outcome.trace, desk))
        pages.trace += judged.outcome.trace
    if not facets:
        _overview(indicator, judged, pages, room, found)
    for i, facet in enumerate(facets):
        left = room - sum(words(line.text) for line in pages.lines[used:])
        _facet(indicator, facet, facets, judged, pages, max(left // (len(facets) - i), 35))
    if facets:
        _changed(indicator, facets, pages)


def _routed(indicator: int, found: Found, desk: Desk) -> Line:
    """Which indicator the question belongs to, and the one that is nearly as near."""
    subject = desk.sheet(indicator).subject
    if found.close and len(found.hits) > 1:
        (other,) = near(desk, [found.hits[1].key])
        return Line(desk.say("lead.routed_close", n=indicator, subject=subject, other=other), "lead")
    return Line(desk.say("lead.routed", n=indicator, subject=subject), "lead")


def _ruled(text: str, rule: str, indicator: int, trace: tuple[Step, ...], desk: Desk) -> Line:
    return Line(text, "bullet", desk.supports(rule, indicator, trace), indicator)


def _not_in_force(judged: Verdict, desk: Desk) -> Line:
    start = judged.outcome.reason.values["start"]
    text = desk.say(
        "not_in_force",
        n=judged.indicator,
        subject=desk.sheet(judged.indicator).subject,
        on=desk.today,
        start=day(start, desk.language),
    )
    return _ruled(text, "applicability", judged.indicator, judged.outcome.trace, desk)


def _facet(indicator: int, facet: str, facets: tuple[str, ...], judged: Verdict, pages: Pages, room: int) -> None:
    desk = pages.desk
    if facet == "applicability":
        _applicability(judged, pages)
        return
    heading = desk.say(f"facet.{facet}", n=indicator, subject=desk.sheet(indicator).subject)
    pages.add(Line(heading, "lead", (), indicator))
    room -= words(heading)
    skip: tuple[str, ...] = ()
    if facet == "nonconformity":
        skip = _severity(indicator, pages)
    chunks = desk.passages(indicator, facet)
    lines = [line for chunk in _informative(chunks) for line in desk.lines_of(chunk, skip=skip)]
    lines.sort(key=lambda line: -pages.focus.share(line.text))  # what the question adds comes first
    if all(chunk.empty for chunk in chunks):
        lines += _to_the_point(indicator, pages, without=(facet,))
    pages.add(*within(lines, room, desk))
    if facet == "evidence":
        _for_this_profile(indicator, pages, facets)


def _to_the_point(indicator: int, pages: Pages, without: tuple[str, ...] = ()) -> list[Line]:
    """The lines of the sheet that speak of what the question adds to the number, the closest first."""
    desk = pages.desk
    found: list[tuple[float, Line]] = []
    for facet in (facet for facet in FOCUS_FACETS if facet not in without):
        for chunk in desk.passages(indicator, facet):
            found += [(pages.focus.share(line.text), line) for line in desk.lines_of(chunk)]
    best = sorted((pair for pair in found if pair[0] >= NEAR_ENOUGH), key=lambda pair: -pair[0])
    return [line for _, line in best[:3]]


def _informative(chunks: list[Chunk]) -> list[Chunk]:
    """All passages, without a "nothing" when something else is said."""
    said = [chunk for chunk in chunks if not chunk.empty]
    return said or chunks


def _for_this_profile(indicator: int, pages: Pages, asked: tuple[str, ...]) -> None:
    """What a new entrant or a subcontractor must know beside the evidence."""
    desk = pages.desk
    wanted: list[Facet] = []
    if desk.profile.new_entrant:
        wanted.append("new_entrant")
    if desk.profile.subcontractor:
        wanted.append("subcontracting")
    for facet in [facet for facet in wanted if facet not in asked]:
        for chunk in _informative(desk.passages(indicator, facet))[:1]:
            if not chunk.empty:
                label = desk.say(f"label.{facet}")
                pages.add(*desk.lines_of(chunk, label=label)[:2])


def _severity(indicator: int, pages: Pages) -> tuple[str, ...]:
    """Adds the severity line from the rule; returns what the passages need not repeat."""
    desk = pages.desk
    outcome = severity(indicator, desk.reader)
    pages.trace += outcome.trace
    parameter = desk.reader.rules.parameters["severity"]
    if isinstance(outcome, Value):
        value = parameter.words[outcome.value][desk.language]
        text = desk.say("severity.value", n=indicator, value=f"**{value}**")
        pages.facts.append(desk.fact("severity", indicator, outcome, outcome.value))
        pages.add(_ruled(_sentence(text), "severity", indicator, outcome.trace, desk))
        return tuple(texts["fr"] for texts in parameter.words.values())
    reason = reason_text(outcome.reason, desk.language)
    pages.add(_ruled(_sentence(reason), "severity", indicator, outcome.trace, desk))
    texts = outcome.reason.values.get("text")
    return tuple(texts.values()) if isinstance(texts, dict) else ()


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:].rstrip(".") + "."


def _applicability(judged: Verdict, pages: Pages) -> None:
    desk = pages.desk
    outcome = judged.outcome
    key = {Value: "applies.yes", NotApplicable: "applies.no", Missing: "applies.unknown"}[type(outcome)]
    subject = desk.sheet(judged.indicator).subject
    reason = reason_text(outcome.reason, desk.language)
    text = desk.say(key, n=judged.indicator, subject=subject, reason=reason)
    if judged.condition is not None and judged.without_object is not False:
        condition = reason_text(judged.condition, desk.language)
        key = "applies.without_object" if judged.without_object else "applies.condition_unknown"
        text = f"{text} {desk.say(key, condition=condition)}"
    pages.add(_ruled(text, "applicability", judged.indicator, outcome.trace, desk))
    asks = outcome.facts[:1] if isinstance(outcome, Missing) else judged.asks[:1]
    for fact in asks:
        pages.asks.append(Line(desk.say("question.ask", question=question_for(fact, desk.language)), "note"))
    pages.facts.append(desk.fact("applicability", judged.indicator, outcome, judged.applies))
    pages.trace += outcome.trace


def _overview(indicator: int, judged: Verdict, pages: Pages, room: int, found: Found | None) -> None:
    """In brief, what is expected, how severe, whom it concerns, and as much evidence as there is room for."""
    desk = pages.desk
    if not found:
        pages.add(Line(desk.say("lead.overview", n=indicator, title=desk.sheet(indicator).title), "lead"))
    first = [line for chunk in desk.passages(indicator, "summary") for line in desk.lines_of(chunk)]
    levels = [chunk for chunk in desk.passages(indicator, "expected_level") if not chunk.publics]
    first += [line for chunk in levels for line in desk.lines_of(chunk, desk.say("label.expected_level"))][:1]
    first += [line for line in _to_the_point(indicator, pages)[: 1 if found else 3] if line not in first]
    last = Pages(desk)
    _severity(indicator, last)
    if isinstance(judged.outcome, Missing):
        _applicability(judged, last)
    _changed(indicator, (), last)
    room -= sum(words(line.text) for line in (*first, *last.lines))
    evidence = [chunk for chunk in desk.passages(indicator, "evidence") if not chunk.empty]
    shown = [line for chunk in evidence for line in desk.lines_of(chunk, desk.say("label.evidence"))]
    said = {line.text.removeprefix(f"**{desk.say('label.evidence')} :** ") for line in first}
    shown = [line for line in shown if line.text.removeprefix(f"**{desk.say('label.evidence')} :** ") not in said]
    kept = [line for line in within(shown, max(room, 1), desk) if line.kind == "bullet"]
    pages.add(*first, *kept, *last.lines)
    pages.facts += last.facts
    pages.trace += last.trace


def _changed(indicator: int, facets: tuple[str, ...], pages: Pages) -> None:
    """What the decree of 2026 adds, where the facet shown only knows the guide V9."""
    desk = pages.desk
    parameter = desk.reader.rules.parameters["modified-in-2026"]
    if indicator not in parameter.values[-1].value or (facets and not set(facets) & set(CHANGED_FACETS)):
        return
    for chunk in desk.passages(indicator, "versions"):
        if chunk.source == DECREE:
            pages.add(*desk.lines_of(chunk, label=desk.say("changed_2026"))[:1])
            return


def _suggestions(indicator: int, question: Question, desk: Desk) -> tuple[str, ...]:
    """Follow-up questions that the corpus can answer."""
    wanted = [facet for facet in ("evidence", "nonconformity", "new_entrant") if facet not in question.facets]
    subject = desk.sheet(indicator).subject
    return tuple(desk.say(f"suggest.{facet}", n=indicator, subject=subject) for facet in wanted)[:2]
