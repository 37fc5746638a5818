"""Whether a sentence that a language model wrote may be shown: it says what it cites, and nothing else.

>>> from datetime import date
>>> from assistant.rules import Reader
>>> from corpus.load import load_rules
>>> reader = Reader(load_rules(), date(2026, 11, 22))
>>> passage = Passage("Une majeure se corrige sous 3 mois.", facet="expected_level")
>>> vetted("Une majeure se corrige sous 3 mois. [1]", {1: passage}, "fr", reader).fault
>>> vetted("Une majeure se corrige sous 4 mois. [1]", {1: passage}, "fr", reader).fault
'number'
"""

from assistant.vet.check import Vetted, vetted
from assistant.vet.faults import Fault
from assistant.vet.passage import Passage
from assistant.vet.stream import Sentences

__all__ = ["Fault", "Passage", "Sentences", "Vetted", "vetted"]
