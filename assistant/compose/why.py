"""Why: what the rules read for the last answer, said in full."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.desk import Desk
from assistant.compose.pages import alike_in_severity
from assistant.draft import Draft, Line, RuleSupport
from assistant.rules.explain import step_text

MOST = 5
"""Values read that are told."""


def explained(draft: Draft, desk: Desk) -> Draft:
    """An answer given again with what each rule read for it; where none did, a note that the passages say it."""
    if draft.outcome != "answer":
        return draft
    steps = {(step.parameter, step.label): step for step in draft.trace}
    lines = [Line(desk.say("why.lead"), "lead")] if steps else [Line(desk.say("why.passages"), "note")]
    for step in list(steps.values())[:MOST]:
        text = step_text(step, desk.reader.rules, desk.language)
        lines.append(Line(text, "bullet", (RuleSupport(step.parameter, None, step, text),)))
    kinds = {fact.value for fact in draft.facts if fact.rule == "severity" and fact.indicator is not None}
    lines += [alike_in_severity(kind, desk)[0] for kind in kinds if isinstance(kind, str)]
    return replace(draft, lines=(*draft.lines, *lines))
