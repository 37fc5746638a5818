"""Hard facts: who is concerned, how severe, how long, by when.

Pure functions over the dated parameters of `corpus/rules`. Starts without torch, chromadb, langchain or gradio.

    >>> from datetime import date
    >>> from corpus.load import load_rules
    >>> reader = Reader(load_rules(), date(2026, 11, 22))
    >>> severity(12, reader).value
    'minor_or_major'
    >>> applicability(Profile(categories=("CFA",)), reader).count
    33
"""

from assistant.rules.applicability import Applicability, Verdict, applicability, categories_of, verdict
from assistant.rules.calendar import calendar, calendar_until, corrections, months_after, seen_on
from assistant.rules.decision import DISPLAY, NonConformity, decision, rule_of_minors
from assistant.rules.duration import duration, sites
from assistant.rules.engine import Reader
from assistant.rules.entrants import new_entrant, who_is_new
from assistant.rules.listings import costs, documents, exemption, toolbox
from assistant.rules.obligation import OTHER, institutions, obligation
from assistant.rules.outcome import Missing, NotApplicable, Outcome, Reason, Statement, Step, Value
from assistant.rules.profile import CATEGORIES, Category, Profile
from assistant.rules.scope import adapted_audit, surveillance_scope
from assistant.rules.severity import severity
from assistant.rules.subcontracting import principal, subcontracting
from assistant.rules.versions import changes, versions

__all__ = [
    "CATEGORIES",
    "DISPLAY",
    "OTHER",
    "Applicability",
    "Category",
    "Missing",
    "NonConformity",
    "NotApplicable",
    "Outcome",
    "Profile",
    "Reader",
    "Reason",
    "Statement",
    "Step",
    "Value",
    "Verdict",
    "adapted_audit",
    "applicability",
    "calendar",
    "calendar_until",
    "categories_of",
    "changes",
    "corrections",
    "costs",
    "decision",
    "documents",
    "duration",
    "exemption",
    "institutions",
    "months_after",
    "new_entrant",
    "obligation",
    "principal",
    "rule_of_minors",
    "seen_on",
    "severity",
    "sites",
    "subcontracting",
    "surveillance_scope",
    "toolbox",
    "verdict",
    "versions",
    "who_is_new",
]
