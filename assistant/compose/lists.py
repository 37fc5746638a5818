"""Answers that are lists or counts taken from rules, and corrections of numbers that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assistant.compose.desk import Desk
from assistant.compose.pages import Pages, add_severity, alike_in_severity
from assistant.compose.pointed import Pointed
from assistant.compose.sections import about, in_one_line
from assistant.compose.themes import draft_of as in_theme
from assistant.draft import Draft, Line
from assistant.library import Focus
from assistant.question import LISTS, Question
from assistant.record import Fact
from assistant.rules import Step, applicability, who_is_new
from assistant.rules.explain import question_for, sentence
from assistant.rules.shown import numbers
from assistant.rules.words import words
from index.lexical import fold


def criterion(question: Question, desk: Desk) -> Draft:
    """The indicators of the criteria named, in brief or by severity."""
    lines: list[Line] = []
    indicators: list[int] = []
    steps: list[Step] = []
    for number in question.criteria:
        mine = desk.criteria[number]
        indicators += mine
        _, trace = desk.read("criteria")
        support = desk.supports("criteria", None, trace)
        lines.append(Line(desk.say("lead.criterion", c=number, count=len(mine)), "lead", support))
        if "nonconformity" in question.facets:
            pages = _severity_of(mine, question, desk)
            lines += pages.lines
            steps += pages.trace
        else:
            lines += [in_one_line(indicator, desk) for indicator in mine]
    return Draft("answer", tuple(lines), tuple(indicators), trace=tuple(steps))


def unknown(question: Question, desk: Desk, valid: tuple[int, ...], invalid: Iterable[int]) -> Draft:
    """The correction of numbers that no version has, then the answer about the others."""
    count, trace = desk.read("indicator-count")
    support = desk.supports("indicator-count", None, trace)
    lines = [Line(desk.say("unknown_indicator", n=n, on=desk.today, count=count), "lead", support) for n in invalid]
    number_of_criteria = len(desk.criteria)
    _, trace = desk.read("criteria")
    support = desk.supports("criteria", None, trace)
    lines += [
        Line(desk.say("unknown_criterion", n=c, count=number_of_criteria), "lead", support)
        for c in question.criteria
        if c not in desk.criteria
    ]
    if not valid:
        return Draft("answer", tuple(lines), trace=trace)
    rest = about(question, desk, valid)
    return replace(rest, lines=(*lines, *rest.lines))


def listing(question: Question, desk: Desk) -> Draft | None:
    """A list or count from the rules, or None if the question asks for none."""
    intents, facets = question.intents, question.facets
    asked = intents & LISTS
    if "identify" in intents or question.mistakes or {"iso", "label"}.intersection(question.outside):
        return None  # the criteria of another label are not ours
    categories = question.categories or (desk.profile.categories if "not_for" in intents and asked else ())
    if categories and intents & {"only_for", "not_for"}:
        return _exclusive(replace(question, categories=categories), desk)
    if "major_only" in intents or (asked and "nonconformity" in facets):
        return _severities(question, desk, minor_first="minor" in intents and "major_only" not in intents)
    if question.profile.subcontractor or (asked and "subcontracting" in facets and not question.profile.categories):
        return _as_subcontractor(question, desk)
    if "new_entrant" in facets and (asked or not question.topic):
        return in_theme("entrants", who_is_new(desk.reader), desk)
    if not asked:
        return None
    if "changed" in intents:
        return _parameters(desk, ("modified-in-2026", "list.changed"))
    if "criteria" in intents:
        return _criteria(desk)
    if "common" in intents or "specific" in intents:
        return _matrix(desk, "specific" in intents and "common" not in intents)
    if "count" not in intents and not desk.profile.categories and desk.library.names_a_subject(question.topic):
        return None  # "which indicators are about disability?" is for the search
    return _for_profile(desk, "count" in intents)


def added(desk: Desk) -> tuple[int, ...]:
    """The indicators in force that the first référentiel did not have."""
    first = desk.reader.rules.parameters["indicators-in-force"].values[0].value
    return tuple(n for n in desk.read("indicators-in-force")[0] if n not in first)


def _exclusive(question: Question, desk: Desk) -> Draft:
    """The indicators that only the categories named have, or those that do not concern them."""
    matrix, trace = desk.read("specific-indicators")
    everyone, common_trace = desk.read("common-indicators")
    support = desk.supports("applicability", None, (*trace, *common_trace))
    mine = {n for category in question.categories for n in matrix[category]}
    others = {n for category, theirs in matrix.items() if category not in question.categories for n in theirs}
    if "only_for" in question.intents:
        key, found = "list.only_for", sorted(mine - others)
    else:
        key, found = "list.not_for", sorted(others - mine - set(everyone))
    names = ", ".join(words(desk.language).categories[category] for category in question.categories)
    text = desk.say(key, category=names, count=len(found), list=numbers(found, desk.language) or desk.say("nothing"))
    return Draft(
        "answer", (Line(text, "bullet", support),), tuple(found), facts=(_fact(key, found, trace),), trace=trace
    )


def _as_subcontractor(question: Question, desk: Desk) -> Draft:
    """How the indicators are read for a subcontractor, and what the question adds ("without a contract?")."""
    rules = _parameters(
        desk,
        ("subcontractor-not-applicable", "list.subcontractor"),
        ("subcontractor-by-mission", "list.subcontractor_mission"),
        ("subcontractor-particular", "list.subcontractor_particular"),
    )
    sheet = desk.sheet("subcontracting")
    focus = Focus(question.topic, desk.library.language(desk.language), f"{sheet.title} {sheet.subject}")
    lines = [line for chunk in desk.passages("subcontracting", "details") for line in desk.lines_of(chunk)]
    if re.search(r"contrat|contract", fold(question.text)):
        text, trace = desk.read("subcontractor-no-contract")
        said = sentence(text[desk.language])
        rules = replace(rules, lines=(Line(said, "bullet", desk.supports("subcontracting", None, trace)), *rules.lines))
    near = sorted((line for line in lines if focus.share(line.text) > 0), key=lambda line: -focus.share(line.text))
    return replace(rules, lines=(*near[:2], *rules.lines))


def _fact(rule: str, value: Any, trace: tuple[Step, ...]) -> Fact:
    reference = trace[0].reference
    return Fact(
        rule=rule,
        indicator=None,
        value=value,
        unit="indicator",
        source=reference.source,
        confidence=reference.confidence,
    )


def _parameters(desk: Desk, *wanted: tuple[str, str]) -> Draft:
    lines: list[Line] = []
    steps: list[Step] = []
    indicators: list[int] = []
    facts: list[Fact] = []
    for parameter, key in wanted:
        value, trace = desk.read(parameter)
        text = desk.say(key, count=len(value), list=numbers(value, desk.language))
        lines.append(
            Line(text + desk.reserve(trace[0].reference.confidence), "bullet", desk.supports(parameter, None, trace))
        )
        indicators += value
        steps += trace
        facts.append(_fact(parameter, value, trace))
    return Draft("answer", tuple(lines), tuple(dict.fromkeys(indicators)), facts=tuple(facts), trace=tuple(steps))


def _severity_of(indicators: Iterable[int], question: Question, desk: Desk) -> Pages:
    """How severe a failure on each of some indicators is."""
    pages = Pages(desk, Pointed(question, desk))
    for indicator in indicators:
        add_severity(indicator, pages)
    return pages


def _severities(question: Question, desk: Desk, minor_first: bool) -> Draft:
    value, trace = desk.read("severity")
    kinds = ("graded", "major") if minor_first else ("major", "graded")
    (first, listed), (second, _) = (alike_in_severity(kind, desk) for kind in kinds)
    lines = [first, second]
    pages = _severity_of(set(desk.read("indicators-in-force")[0]) - set(value), question, desk)
    lines += pages.lines
    fact = _fact("severity", list(listed), trace)
    return Draft("answer", tuple(lines), listed, facts=(fact,), trace=(*trace, *pages.trace))


def _criteria(desk: Desk) -> Draft:
    value, trace = desk.read("criteria")
    support = desk.supports("criteria", None, trace)
    names, named = desk.read("criteria-names")
    support += desk.supports("criteria", None, named)
    lines = [_total(desk)]
    lines += [
        Line(
            desk.say("list.criteria", c=c, name=names[c][desk.language], list=numbers(mine, desk.language)),
            "bullet",
            support,
        )
        for c, mine in value.items()
    ]
    return Draft("answer", tuple(lines), trace=trace)


def _total(desk: Desk) -> Line:
    count, trace = desk.read("indicator-count")
    text = desk.say("count.all", rnq=desk.reader.rnq, count=count, criteria=len(desk.criteria))
    return Line(text, "lead", desk.supports("indicator-count", None, trace))


def _matrix(desk: Desk, specific: bool) -> Draft:
    if not specific:
        return _parameters(desk, ("common-indicators", "list.common"))
    value, trace = desk.read("specific-indicators")
    support = desk.supports("specific-indicators", None, trace)
    lines = tuple(
        Line(
            desk.say("list.specific", category=words(desk.language).categories[c], list=numbers(mine, desk.language)),
            "bullet",
            support,
        )
        for c, mine in value.items()
        if mine
    )
    indicators = tuple(sorted({n for mine in value.values() for n in mine}))
    return Draft("answer", lines, indicators, trace=trace)


def _for_profile(desk: Desk, count_only: bool) -> Draft:
    """How many indicators and which ones; without categories, what can be said to anyone and the question to ask."""
    if not desk.profile.categories:
        everything = _criteria(desk)
        common, trace = desk.read("common-indicators")
        support = desk.supports("common-indicators", None, trace)
        total, total_trace = desk.read("indicator-count")
        lines = [everything.lines[0], Line(desk.say("count.common", count=len(common)), "bullet", support)]
        if not count_only:
            lines += everything.lines[1:]
        lines.append(Line(desk.say("question.ask", question=question_for("categories", desk.language)), "note"))
        fact = _fact("indicator-count", total, total_trace)
        return Draft("answer", tuple(lines), facts=(fact,), trace=total_trace, asked="categories")
    found = applicability(desk.profile, desk.reader)
    steps = tuple(step for v in found.verdicts for step in v.outcome.trace)
    once = tuple({step.parameter: step for step in steps}.values())
    matrix = tuple(step for step in once if step.parameter in ("common-indicators", "specific-indicators"))
    support = desk.supports("applicability", None, matrix)
    lines = [
        Line(desk.say("count.profile", profile=desk.categories(), count=found.count), "lead", support),
        Line(desk.say("list.profile", list=numbers(found.applying, desk.language)), "bullet", support),
    ]
    groups = {
        "list.unsure": [v for v in found.verdicts if v.applies is None],
        "list.without_object": [v for v in found.verdicts if v.without_object],
        "list.maybe_without_object": [v for v in found.verdicts if v.condition and v.without_object is None],
    }
    for key, verdicts in groups.items():
        if verdicts:
            because = tuple({step.parameter: step for v in verdicts for step in v.outcome.trace}.values())
            text = desk.say(key, list=numbers((v.indicator for v in verdicts), desk.language))
            lines.append(Line(text, "bullet", desk.supports("applicability", None, because)))
    created = desk.reader.optional("created-in-2026") or ()
    created_trace = desk.reader.trace()
    for indicator in (n for n in created if n in found.applying):
        text = desk.say("list.created", n=indicator, subject=desk.sheet(indicator).subject)
        lines.append(Line(text, "bullet", desk.supports("changes", indicator, created_trace), indicator))
    if found.missing:
        lines.append(Line(desk.say("question.ask", question=question_for(found.missing[0], desk.language)), "note"))
    fact = _fact("applicability", found.count, once)
    asked = found.missing[0] if found.missing else None
    return Draft("answer", tuple(lines), found.applying, facts=(fact,), trace=once, asked=asked)
