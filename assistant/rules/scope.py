"""Which indicators an audit looks at: the adapted initial audit (former CNEFOP) and the surveillance audit.

Source: reading guide V9, annex; order of 6 June 2019 as amended on 31 May 2023, articles 2 and 10.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.rules.applicability import Applicability, applicability, categories_of
from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, Outcome, Reason, Statement, concluded
from assistant.rules.profile import Profile
from corpus.errors import RuleError


def adapted_audit(profile: Profile, reader: Reader) -> Outcome:
    """`Value`: the indicators of an adapted initial audit for the profile; `Missing` without categories.

    Raises:
        NoValueError: nothing is known on that day.
    """
    who = reader.read("adapted-who")
    said = [reader.state("adapted_who", text=who)]
    common = reader.read("adapted-common")
    said.append(reader.state("adapted_common", count=len(common), list=common))
    if not profile.categories:
        return Missing(("categories",), Reason("adapted_specific_unknown"), said[1].trace, tuple(said))
    mine = applicability(profile, reader)
    common = [n for n in common if n in mine.applying]
    reader.forget()
    shared = reader.read("common-indicators")
    specific = [n for n in mine.applying if n not in shared]
    reader.read("specific-indicators")
    said.append(reader.state("adapted_specific", list=specific) if specific else reader.state("adapted_no_specific"))
    numbers = sorted({*common, *specific})
    first = reader.state("adapted_list", count=len(numbers), list=numbers)
    return concluded(numbers, "indicator", [Statement(first.reason, said[1].trace), *said], asks=_open(mine))


def surveillance_scope(
    profile: Profile, reader: Reader, *, earlier: Iterable[int] = (), adapted: bool = False
) -> Outcome:
    """`Value`: the indicators that a surveillance audit reviews at least; `Missing` without categories.

    Args:
        profile: the organisation; `new_entrant` = all that applies to what is new.
        reader: the rules on the day of the audit.
        earlier: indicators with a non-conformity at the audit before.
        adapted: the initial audit was an adapted one.

    Raises:
        RuleError: an earlier non-conformity is on an indicator that does not exist or does not apply.
        NoValueError: nothing is known on that day (the list dates from September 2023).
    """
    if not profile.categories:
        return _without_categories(reader)
    mine = applicability(profile, reader)
    applying = set(mine.applying)
    before = _applying_before(earlier, mine, reader)
    reader.forget()
    parts: dict[str, tuple[set[int], Statement]] = {}
    new = profile.categories if profile.new_entrant is True else profile.new_entrant or ()
    if new:
        of_new = {n for n in applying if set(new) & set(categories_of(n, reader))}
        reader.forget()
        reader.read("new-entrant-surveillance-scope")
        parts["new"] = (of_new, reader.state("surveillance_new_entrant", categories=list(new)))
    if before:
        reader.read("surveillance-always")
        parts["earlier"] = (before, reader.state("surveillance_earlier", list=sorted(before)))
    major = {n for n, kind in reader.read("severity").items() if kind == "major"} & applying
    parts["major"] = (major, reader.state("surveillance_major", list=sorted(major)))
    always = set(reader.read("surveillance-always")) & applying
    parts["always"] = (always, reader.state("surveillance_always", list=sorted(always)))
    if adapted:
        seen = set(reader.read("adapted-common"))
        shared = set(reader.read("common-indicators"))
        unseen = (applying & shared) - seen
        parts["adapted"] = (unseen, reader.state("surveillance_adapted", list=sorted(unseen)))
    numbers = sorted(set().union(*(found for found, _ in parts.values())))
    left = sorted(applying - set(numbers))
    reader.read("surveillance-always")
    first = reader.state("surveillance_list", count=len(numbers), list=numbers)
    said = [first, *(statement for found, statement in parts.values() if found)]
    if left:
        for indicator in left:  # one whose severity is not published makes the list less sure
            reader.optional("severity-not-published", indicator)
        said.append(Statement(Reason("surveillance_left", {"list": left}), (*first.trace, *reader.trace())))
    if reader.optional("certificate-display") is not None:
        said.append(reader.state("surveillance_display"))
    asks = () if profile.new_entrant is not None else ("new_entrant",)
    return concluded(numbers, "indicator", said, {"not_reviewed": left}, (*asks, *_open(mine)))


def reviewed(indicator: int, profile: Profile, reader: Reader) -> Statement | None:
    """Whether a surveillance audit reviews an indicator that may concern the profile at the least, and why.

    None before the list of those it always reviews is known (September 2023).
    """
    reader.forget()
    always = reader.optional("surveillance-always")
    if always is None:
        reader.forget()
        return None
    new = profile.new_entrant if isinstance(profile.new_entrant, tuple) else ()
    if profile.new_entrant is True or set(new) & set(categories_of(indicator, reader)):
        reader.forget()
        reader.read("new-entrant-surveillance-scope")
        return reader.state("review_new_entrant")
    reader.forget()
    if reader.read("severity", indicator) == "major":
        return reader.state("review_major")
    reader.forget()
    reader.read("surveillance-always")
    if indicator in always:
        return reader.state("review_always")
    reader.optional("severity-not-published", indicator)
    return reader.state("review_left")


def _without_categories(reader: Reader) -> Missing:
    """What can be said of the list without knowing the categories."""
    always = reader.state("surveillance_always", list=reader.read("surveillance-always"))
    reader.forget()
    major = [n for n, kind in reader.read("severity").items() if kind == "major"]
    told = (reader.state("surveillance_major", list=major), always)
    return Missing(("categories",), Reason("surveillance_unknown"), always.trace, told)


def _applying_before(earlier: Iterable[int], mine: Applicability, reader: Reader) -> set[int]:
    found = set()
    for indicator in earlier:
        absent = reader.absent(indicator)
        if absent is not None:
            raise RuleError("decision.not_in_force", indicator=indicator, on=reader.on)
        verdict = next(v for v in mine.verdicts if v.indicator == indicator)
        if verdict.applies is False:
            raise RuleError("decision.not_applicable", indicator=indicator)
        found.add(indicator)
    return found


def _open(mine: Applicability) -> tuple[str, ...]:
    """The facts that decide whether an indicator applies (not those that only tell whether it has an object)."""
    facts = [v.outcome.facts if isinstance(v.outcome, Missing) else () for v in mine.verdicts]
    facts += [tuple(fact for fact in v.asks if fact == "registry") for v in mine.verdicts]
    return tuple(dict.fromkeys(fact for some in facts for fact in some))
