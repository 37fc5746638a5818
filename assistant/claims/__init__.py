"""The contradiction guard: reads what a text claims about Qualiopi and compares it with the rules.

>>> from datetime import date
>>> from assistant.rules import Reader
>>> from corpus.load import load_rules
>>> reader = Reader(load_rules(), date(2026, 11, 22))
>>> [found.claim.said for found in contradictions("Le certificat est valable quatre ans.", reader)]
['4 year']
"""

from assistant.claims.check import contradictions
from assistant.claims.records import Claim, Contradiction

__all__ = ["Claim", "Contradiction", "contradictions"]
