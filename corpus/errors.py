"""The exceptions that may reach a user, in one tree.

QualiopiError            one clear line: what, where, what is allowed, which command helps
├── CorpusError          a sheet, a parameter file or the source list is not well formed
├── RuleError            a rule was asked something that it cannot be asked
│   └── NoValueError     no value is known on that day
├── ProfileError         a profile has an unknown key or a value that is not allowed
├── QuestionError        a question is empty or too long
├── RequestError         a request to the API is not one, or may not be made
├── IndexProblem         the index cannot be used
│   ├── IndexMissing     there is none yet
│   ├── IndexStale       it was built from other texts, or by another version
│   ├── IndexCorrupt     its files are damaged or were not made here
│   └── IndexBusy        another process is building it
├── StateProblem         the file of conversations cannot be used
│   ├── StateNewer       a newer version of the assistant made it
│   ├── StateDamaged     it is damaged, or was not made here
│   └── StateBusy        another process holds it for too long
├── ThreadError          no conversation has that name, or a name is not allowed
├── LearnerError         no learner has that name, a name is not allowed, or a lesson does not exist
├── ModelMissing         the embedding model is not installed, or is not the one we know
└── SettingsError        a setting or the data folder cannot be used

An error carries the id of its text (see `corpus.said`) and the values in it. Faces (command line, web app, batch) show
`error.text(language)`; `str(error)` is the French one, for logs. Nothing else prints.
"""

from __future__ import annotations

from corpus.records import Language
from corpus.said import Said


class QualiopiError(Exception):
    """Base of all: `except QualiopiError as error: print(error.text("en"))`.

    Args:
        key: id of the text in `corpus/said`.
        values: what the text names; a part that is itself `Said` follows the language.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.said = Said(key, values)

    def text(self, language: Language) -> str:
        """The error in one line: what, where, what is allowed, which command helps."""
        return self.said.text(language)

    def __str__(self) -> str:
        return self.text("fr")


class CorpusError(QualiopiError):
    """A sheet, a parameter file or the source list is not well formed."""


class RuleError(QualiopiError):
    """A rule was asked something that it cannot be asked."""


class NoValueError(RuleError):
    """No value is known on that day."""


class ProfileError(QualiopiError):
    """A profile has an unknown key or a value that is not allowed."""


class QuestionError(QualiopiError):
    """A question is empty or too long."""


class RequestError(QualiopiError):
    """A request to the API is not one, or may not be made."""


class IndexProblem(QualiopiError):
    """The index cannot be used."""


class IndexMissing(IndexProblem):
    """There is no index yet."""


class IndexStale(IndexProblem):
    """The index was built from other texts, or by another version."""


class IndexCorrupt(IndexProblem):
    """The files of the index are damaged or were not made here."""


class IndexBusy(IndexProblem):
    """Another process is building the index."""


class StateProblem(QualiopiError):
    """The file of conversations cannot be used."""


class StateNewer(StateProblem):
    """A newer version of the assistant made the file of conversations."""


class StateDamaged(StateProblem):
    """The file of conversations is damaged, or was not made here."""


class StateBusy(StateProblem):
    """Another process holds the file of conversations for too long."""


class ThreadError(QualiopiError):
    """No conversation has that name, or a name is not allowed."""


class OpinionError(QualiopiError):
    """What was said of an answer is not in a form that can be kept."""


class LearnerError(QualiopiError):
    """No learner has that name, a name is not allowed, or what is asked of the school does not exist."""


class ModelMissing(QualiopiError):
    """The embedding model is not installed, or is not the one we know."""


class SettingsError(QualiopiError):
    """A setting or the data folder cannot be used."""
