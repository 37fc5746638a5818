"""How long each rule takes once loaded, and a cold process that answers one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date

from assistant import rules
from assistant.rules import NonConformity, Profile, Reader
from corpus.load import load_rules

ROUNDS = 300


def warm() -> Iterator[str]:
    """One line per rule: median and 95th percentile in milliseconds over `ROUNDS` calls."""
    known = load_rules()
    profile = Profile(categories=("OF", "CFA"), certifying=True)
    found = [NonConformity(4, "major"), NonConformity(12, "minor")]
    day = date(2026, 11, 22)
    themes: dict[str, Callable[[Reader], object]] = {
        "severity": lambda r: rules.severity(12, r),
        "applicability": lambda r: rules.applicability(profile, r),
        "new-entrant": lambda r: rules.new_entrant(13, r),
        "subcontracting": lambda r: rules.subcontracting(5, r),
        "changes": lambda r: rules.changes(12, r),
        "adapted-audit": lambda r: rules.adapted_audit(profile, r),
        "surveillance-scope": lambda r: rules.surveillance_scope(profile, r, earlier=(9,)),
        "decision": lambda r: rules.decision(found, "initial", profile, r, notified=day),
        "duration": lambda r: rules.duration(("OF", "CFA"), r, turnover=800_000, establishments=17),
        "sites": lambda r: rules.sites(17, r),
        "calendar": lambda r: rules.calendar(day, r),
        "costs": rules.costs,
        "documents": rules.documents,
        "exemption": rules.exemption,
        "toolbox": rules.toolbox,
        "versions": rules.versions,
    }
    for name, rule in themes.items():
        times = sorted(_timed(rule, Reader(known, day)) for _ in range(ROUNDS))
        yield f"{name:<20} médiane {statistics.median(times):.3f} ms ; p95 {times[int(0.95 * ROUNDS)]:.3f} ms"


def _timed(rule: Callable[[Reader], object], reader: Reader) -> float:
    started = time.perf_counter()
    rule(reader)
    return 1000 * (time.perf_counter() - started)
