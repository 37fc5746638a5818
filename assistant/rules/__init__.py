"""Hard facts: who is concerned, how severe. Pure functions over the dated parameters of `corpus/rules`.

Starts without torch, chromadb, langchain or gradio.

    >>> from datetime import date
    >>> from corpus.load import load_rules
    >>> reader = Reader(load_rules(), date(2026, 11, 22))
    >>> severity(12, reader).value
    'minor_or_major'
    >>> applicability(Profile(categories=("CFA",)), reader).count
    33
"""

from assistant.rules.applicability import Applicability, Verdict, applicability, verdict
from assistant.rules.engine import Reader
from assistant.rules.outcome import Missing, NotApplicable, Outcome, Reason, Step, Value
from assistant.rules.profile import CATEGORIES, Category, Profile
from assistant.rules.severity import severity

__all__ = [
    "CATEGORIES",
    "Applicability",
    "Category",
    "Missing",
    "NotApplicable",
    "Outcome",
    "Profile",
    "Reader",
    "Reason",
    "Step",
    "Value",
    "Verdict",
    "applicability",
    "severity",
    "verdict",
]
