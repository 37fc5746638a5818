"""What a profile is concerned by on a day, whole: each indicator's state, what is adapted for it, what is left to ask.

Source: as `applicability`, `entrants`, `subcontracting` and `versions`, which it puts together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from assistant.rules.applicability import Verdict, applicability, categories_of
from assistant.rules.engine import Reader
from assistant.rules.entrants import new_entrant, who_is_new
from assistant.rules.explain import said
from assistant.rules.outcome import Missing, Outcome, Reason, Statement, Value
from assistant.rules.profile import Profile
from assistant.rules.scope import reviewed
from assistant.rules.subcontracting import subcontracting
from assistant.rules.versions import changes

State = Literal["applies", "without_object", "depends", "not_applicable", "not_in_force"]
"""`without_object` counts among those that apply, as the published totals do."""
STATES: tuple[State, ...] = get_args(State)
Role = Literal["new_entrant", "subcontractor"]
"""What a profile may be that makes indicators read otherwise."""
ROLES: tuple[Role, ...] = get_args(Role)
OUTSIDE: frozenset[State] = frozenset({"not_applicable", "not_in_force"})
"""States in which an indicator does not concern the profile."""
REFORM = "2026"
"""The step of `changes` that a new référentiel makes."""


@dataclass(frozen=True)
class Line:
    """One indicator for the profile."""

    verdict: Verdict
    asks: tuple[str, ...] = ()
    """Profile fields that would settle whether it applies or has an object, the one to ask for first."""
    adapted: Mapping[Role, Outcome] = field(default_factory=dict)
    """How it is read for a new entrant and for a subcontractor, where the profile is one and the reading differs."""
    change: Statement | None = None
    """What the référentiel of 2026 changed in it, or that it changed nothing, where it holds on the day."""
    review: Statement | None = None
    """Whether the audit reviews it at the least, where the profile says that it is one of surveillance."""

    @property
    def indicator(self) -> int:
        """Its number."""
        return self.verdict.indicator

    @property
    def state(self) -> State:
        """Where it stands for this profile."""
        if self.verdict.applies is None:
            return "depends"
        if not self.verdict.applies:
            return "not_applicable"
        return "without_object" if self.verdict.without_object else "applies"

    @property
    def question(self) -> str | None:
        """The one profile field to ask for; None if nothing is open."""
        return self.asks[0] if self.asks else None

    @property
    def notes(self) -> tuple[Statement, ...]:
        """What is adapted, in sentences."""
        return tuple(statement for outcome in self.adapted.values() for statement in said(outcome))


@dataclass(frozen=True)
class Perimeter:
    """All indicators in force for one profile on one day."""

    profile: Profile
    on: date
    rnq: str
    guide: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    """Profile fields that would settle something, the most decisive first."""
    general: Mapping[Role, tuple[Statement, ...]] = field(default_factory=dict)
    """What holds for all indicators of a new entrant or a subcontractor, where the profile is one."""

    def having(self, *states: State) -> tuple[Line, ...]:
        """The lines in one of the states."""
        return tuple(line for line in self.lines if line.state in states)

    @property
    def count(self) -> int:
        """How many surely apply, 12 and 27 included as the published totals do."""
        return len(self.having("applies", "without_object"))

    def settled_by(self, fact: str) -> tuple[int, ...]:
        """The indicators that a profile field would help to settle."""
        return tuple(line.indicator for line in self.lines if fact in line.asks)

    def state(self, indicator: int) -> State:
        """Where an indicator stands."""
        found = next((line.state for line in self.lines if line.indicator == indicator), None)
        return found or "not_in_force"


@dataclass(frozen=True)
class Pair:
    """One indicator in two perimeters."""

    indicator: int
    first: State
    second: State
    adapted: tuple[tuple[Statement, ...], tuple[Statement, ...]]
    """What is adapted on either side, in sentences."""
    changed: Statement | None = None
    """What a new référentiel changed in it, where the two sides have different ones and it may concern one of them."""

    @property
    def differs(self) -> bool:
        """Whether the two sides are not the same; that an indicator which concerns neither is new does not matter."""
        if {self.first, self.second} <= OUTSIDE:
            return False
        return self.first != self.second or self.reads_otherwise or self.changed is not None

    @property
    def reads_otherwise(self) -> bool:
        """Whether what is adapted is not the same on both sides."""
        first, second = (tuple(note.reason for note in notes) for notes in self.adapted)
        return first != second


def perimeter(profile: Profile, reader: Reader) -> Perimeter:
    """The state of every indicator in force on the day of the reader.

    Raises:
        NoValueError: something that the profile needs is not known on that day.
    """
    found = applicability(profile, reader)
    lines = tuple(_line(verdict, found.missing, profile, reader) for verdict in found.verdicts)
    return Perimeter(profile, reader.on, reader.rnq, reader.guide, lines, found.missing, _general(profile, reader))


def compared(first: Perimeter, second: Perimeter, reader: Reader) -> tuple[Pair, ...]:
    """Every indicator in force on one of the sides, by number.

    Args:
        first: a profile on a day.
        second: another profile or another day.
        reader: the rules, on any day.
    """
    numbers = sorted({line.indicator for side in (first, second) for line in side.lines})
    later = reader.on_day(max(first.on, second.on))
    reform = first.rnq != second.rnq
    found = []
    for n in numbers:
        states = first.state(n), second.state(n)
        changed = _changed(n, later) if reform and not set(states) <= OUTSIDE else None
        found.append(Pair(n, *states, (_notes(first, n), _notes(second, n)), changed))
    return tuple(found)


def _line(verdict: Verdict, missing: tuple[str, ...], profile: Profile, reader: Reader) -> Line:
    open_facts = (*(verdict.outcome.facts if isinstance(verdict.outcome, Missing) else ()), *verdict.asks)
    asks = tuple(fact for fact in missing if fact in open_facts)
    if verdict.applies is False or verdict.without_object:
        return Line(verdict, asks)
    adapted: dict[Role, Outcome | None] = {
        "new_entrant": _for_entrant(verdict.indicator, profile, reader),
        "subcontractor": _for_subcontractor(verdict.indicator, profile, reader),
    }
    kept: dict[Role, Outcome] = {role: outcome for role, outcome in adapted.items() if outcome is not None}
    review = reviewed(verdict.indicator, profile, reader) if profile.audit == "surveillance" else None
    return Line(verdict, asks, kept, reform(verdict.indicator, reader), review)


def _for_entrant(indicator: int, profile: Profile, reader: Reader) -> Outcome | None:
    if not profile.new_entrant:
        return None
    new = profile.new_entrant if isinstance(profile.new_entrant, tuple) else ()
    if new and not set(new) & set(categories_of(indicator, reader)):
        return None
    return _particular(new_entrant(indicator, reader, audit=profile.audit, new=new))


def _for_subcontractor(indicator: int, profile: Profile, reader: Reader) -> Outcome | None:
    """What holds with a contract that says the tasks; what holds without one is said once for all (`_general`)."""
    return _particular(subcontracting(indicator, reader, contract=True)) if profile.subcontractor else None


def _particular(outcome: Outcome) -> Outcome | None:
    """The outcome, unless it says that the indicator is read as for everybody."""
    return None if isinstance(outcome, Value) and outcome.value == "ordinary" else outcome


def _general(profile: Profile, reader: Reader) -> dict[Role, tuple[Statement, ...]]:
    told: dict[Role, tuple[Statement, ...]] = {}
    if profile.new_entrant:
        told["new_entrant"] = said(who_is_new(reader))
    if profile.subcontractor:
        reader.forget()
        told["subcontractor"] = (reader.state("text", text=reader.read("subcontractor-no-contract")),)
    return told


def _notes(side: Perimeter, indicator: int) -> tuple[Statement, ...]:
    return next((line.notes for line in side.lines if line.indicator == indicator), ())


def reform(indicator: int, reader: Reader) -> Statement | None:
    """What the référentiel of 2026 changed in an indicator, or that it changed nothing; None where it does not hold."""
    for statement in said(changes(indicator, reader)):
        values = statement.reason.values
        if values.get("step") == REFORM:
            named = Reason("text", {"text": values["text"]}) if "text" in values else Reason("reform_none")
            return Statement(named, statement.trace)
    return None


def _changed(indicator: int, later: Reader) -> Statement | None:
    """What the new référentiel changed in an indicator that the old one had, or that it created."""
    found = reform(indicator, later)
    return None if found is None or found.reason.code == "reform_none" else found
