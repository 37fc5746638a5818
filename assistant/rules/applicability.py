"""Which indicators concern an organisation on a day: the category matrix with the profile's conditions.

Source: RNQ annex (decrees 2019-565 and 2026-728), statements of indicators 3, 7, 13, 16, 27 and 28 and the expected
level of 12 in the reading guide V9. Indicators 12 and 27 always count as applying, as the published totals do; whether
they have an object for this organisation is said apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, NotApplicable, Outcome, Reason, Step, Value
from assistant.rules.profile import CATEGORIES, Category, Profile


@dataclass(frozen=True)
class Verdict:
    """One indicator for one profile."""

    indicator: int
    outcome: Outcome
    condition: Reason | None = None
    """For 12 and 27: on what it depends that the indicator has an object."""
    without_object: bool | None = None
    """For 12 and 27: nothing to examine here; None = not known."""
    asks: tuple[str, ...] = ()
    """Profile fields that would settle `without_object` or `readings`."""
    readings: Mapping[str, bool] | None = None
    """Where "professional certification" can be read in two ways: whether it applies in the "strict" reading (RNCP
    only, the one we follow) and in the "wide" one (RS too)."""

    @property
    def applies(self) -> bool | None:
        """True, False, or None where a fact is missing."""
        return {Value: True, NotApplicable: False, Missing: None}[type(self.outcome)]


@dataclass(frozen=True)
class Applicability:
    """All indicators in force for one profile on one day."""

    verdicts: tuple[Verdict, ...]
    missing: tuple[str, ...]
    """Profile fields that would settle something, the most decisive first."""

    @property
    def applying(self) -> tuple[int, ...]:
        """The indicators that surely apply, 12 and 27 included."""
        return tuple(v.indicator for v in self.verdicts if v.applies)

    @property
    def count(self) -> int:
        """How many surely apply."""
        return len(self.applying)


def applicability(profile: Profile, reader: Reader) -> Applicability:
    """The verdict on every indicator in force.

    Raises:
        NoValueError: nothing is known on that day.
    """
    verdicts = tuple(_judged(n, profile, reader) for n in reader.read("indicators-in-force"))
    wanted: dict[str, int] = {}
    for found in verdicts:
        facts = found.outcome.facts if isinstance(found.outcome, Missing) else ()
        for fact in (*facts, *found.asks):
            wanted[fact] = wanted.get(fact, 0) + 1
    return Applicability(verdicts, tuple(sorted(wanted, key=lambda fact: -wanted[fact])))


def verdict(indicator: int, profile: Profile, reader: Reader) -> Verdict:
    """Whether an indicator concerns the organisation.

    Raises:
        RuleError: no version of the référentiel has that number.
        NoValueError: nothing is known on that day.
    """
    absent = reader.absent(indicator)
    if absent is not None:
        return Verdict(indicator, absent)
    return _judged(indicator, profile, reader)


def _judged(indicator: int, profile: Profile, reader: Reader) -> Verdict:
    """The verdict on an indicator in force."""
    reader.forget()
    if profile.subcontractor == "only" and indicator in (reader.optional("subcontractor-not-applicable") or ()):
        return Verdict(indicator, NotApplicable(Reason("subcontractor_only"), reader.trace()))
    if indicator in reader.read("common-indicators"):
        common = Value(True, None, Reason("common"), _about(reader, "common-indicators"))
        return _with_condition(indicator, common, profile, reader)
    outcome = _specific(indicator, profile, reader)
    if indicator in reader.read("certifying-indicators"):
        return _with_readings(indicator, outcome, profile, reader)
    return Verdict(indicator, outcome)


def _with_readings(indicator: int, outcome: Outcome, profile: Profile, reader: Reader) -> Verdict:
    """3, 7 and 16 when the certifications of a training provider are in the specific register only."""
    by_nature = {"VAE", "CFA"} & set(profile.categories) & set(categories_of(indicator, reader))
    reader.forget()
    if by_nature or not isinstance(outcome, Value):
        return Verdict(indicator, outcome)
    if not profile.registry:
        return Verdict(indicator, outcome, asks=("registry",))
    registries = reader.read("certification-registries")
    readings = {name: bool(set(profile.registry) & set(accepted)) for name, accepted in registries.items()}
    if all(readings.values()):
        reader.forget()
        return Verdict(indicator, outcome)
    reason = Reason("certifying_registry", {"registry": list(profile.registry)})
    return Verdict(indicator, NotApplicable(reason, (*outcome.trace, *reader.trace())), readings=readings)


def categories_of(indicator: int, reader: Reader) -> tuple[Category, ...]:
    """The categories of actions that an indicator in force may concern, all conditions apart.

    Raises:
        NoValueError: nothing is known on that day.
    """
    if indicator in reader.read("common-indicators"):
        return CATEGORIES
    matrix = reader.read("specific-indicators")
    return tuple(category for category in CATEGORIES if indicator in matrix[category])


def _about(reader: Reader, *parameters: str) -> tuple[Step, ...]:
    """The trace, cut to the parameters that decided."""
    return tuple(step for step in reader.trace() if step.parameter in parameters)


def _specific(indicator: int, profile: Profile, reader: Reader) -> Outcome:
    matrix = reader.read("specific-indicators")
    concerned = [category for category in CATEGORIES if indicator in matrix[category]]
    if not profile.categories:
        reason = Reason("category_unknown", {"categories": concerned})
        return Missing(("categories",), reason, _about(reader, "specific-indicators"))
    mine = [category for category in profile.categories if category in concerned]
    if not mine:
        reason = Reason("category_not_concerned", {"categories": concerned})
        return NotApplicable(reason, _about(reader, "specific-indicators"))
    parameter, code = _condition(indicator, reader)
    trace = _about(reader, "specific-indicators", parameter)
    answers = {category: _met(code, category, profile) for category in mine}
    met = [category for category, (holds, _) in answers.items() if holds]
    if met:
        return Value(True, None, Reason(f"{code}_met", {"categories": met}), trace)
    unknown = tuple(dict.fromkeys(fact for holds, facts in answers.values() if holds is None for fact in facts))
    if unknown:
        return Missing(unknown, Reason(f"{code}_unknown", {"categories": mine}), trace)
    return NotApplicable(Reason(f"{code}_not_met", {"categories": mine}), trace)


def _condition(indicator: int, reader: Reader) -> tuple[str, str]:
    """The parameter that holds an indicator's condition, and the condition's code ("category" = none)."""
    for parameter, code in (
        ("certifying-indicators", "certifying"),
        ("alternance-indicators", "alternance"),
        ("company-period-indicators", "company_period"),
    ):
        if indicator in reader.read(parameter):
            return parameter, code
    return "", "category"


def _met(code: str, category: Category, profile: Profile) -> tuple[bool | None, tuple[str, ...]]:
    """Whether a condition holds in a category, and the fields to ask for when that is not known.

    VAE leads to a certification by nature; so does apprenticeship, which is also alternance with time in a company.
    """
    if code == "certifying" and category in ("VAE", "CFA"):
        return True, ()
    if code == "category" or category == "CFA":
        return True, ()
    wanted = {
        "certifying": ("certifying",),
        "alternance": ("alternance",),
        "company_period": ("alternance", "work_placement", "afest"),
    }[code]
    return _any(profile, wanted)


def _any(profile: Profile, facts: Iterable[str]) -> tuple[bool | None, tuple[str, ...]]:
    """Whether one of the facts is true; unknown as long as none is true and one is unknown."""
    values = {fact: _known(profile, fact) for fact in facts}
    if any(values.values()):
        return True, ()
    unknown = tuple(fact for fact, value in values.items() if value is None)
    return (None, unknown) if unknown else (False, ())


def _known(profile: Profile, fact: str) -> bool | None:
    """A flag of the profile; certifications in a register say that there are some."""
    if fact == "certifying" and profile.certifying is None and profile.registry:
        return True
    value: bool | None = getattr(profile, fact)
    return value


def _with_condition(indicator: int, common: Value, profile: Profile, reader: Reader) -> Verdict:
    """12 and 27 apply to every category, but may have no object for this organisation."""
    if indicator in (reader.read("long-course-indicators") or ()):
        days = reader.read("long-course-threshold")
        trace = (*common.trace, *_about(reader, "long-course-indicators", "long-course-threshold"))
        outcome = Value(True, None, common.reason, trace)
        _, asks = _any(profile, ("only_short",))
        return Verdict(indicator, outcome, Reason("long_course", {"days": days}), profile.only_short, asks)
    if indicator in reader.read("subcontracting-indicators"):
        outcome = Value(True, None, common.reason, (*common.trace, *_about(reader, "subcontracting-indicators")))
        used, asks = _any(profile, ("uses_subcontractors", "umbrella"))
        return Verdict(indicator, outcome, Reason("uses_others"), None if used is None else not used, asks)
    reader.forget()
    return Verdict(indicator, common)
