"""A question as understood, and what the next one may lean on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from assistant.given import Given
from assistant.rules import Category, Profile
from assistant.rules.profile import AuditKind
from corpus.errors import QuestionError
from corpus.records import Key, Language

MAX_CHARACTERS = 10_000
LISTS = frozenset({"which", "count", "major_only"})
"""Intents whose answer is a list or a number of indicators, which a profile or a day changes."""
WHOLE = frozenset({"identify", "which", "count", "major_only", "greet"})
"""Intents that say by themselves what is asked: nothing is missing that the turn before would complete."""


@dataclass(frozen=True)
class Question:
    """A question as understood."""

    text: str
    language: Language
    typed: str = ""
    """The text before its shortened words were written out."""
    indicators: tuple[int, ...] = ()
    criteria: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    """Facets asked for, plus "applicability"; empty = not said."""
    profile: Profile = field(default_factory=Profile)
    """What the question itself says of the organisation."""
    categories: tuple[Category, ...] = ()
    """Categories that it mentions, whether the organisation has them or not."""
    on: date | None = None
    """The day of the audit that it gives."""
    intents: frozenset[str] = frozenset()
    themes: tuple[str, ...] = ()
    """Rules that it calls for (duration, costs, deadline ...), in the order of the cues."""
    given: Given = field(default_factory=Given)
    """Figures and days for a rule."""
    outside: tuple[str, ...] = ()
    """Neighbouring subjects named that the corpus does not treat (VAT, ISO 9001 ...)."""
    hint: str | None = None
    """The theme that it likely calls for, where no cue says so: the search confirms it."""
    refused: str | None = None
    """What it asks that must be refused: forge, unknowable, certifier_price, advice, instruction."""
    doubt: str | None = None
    """What it most likely asks if that is something the corpus does not give: a label of `refused`, or "outside"."""
    off_topic: float = 0.0
    """How likely it asks for what the corpus does not give (0 to 1)."""
    same: float = 0.0
    """How likely it is about the subject of the turn before (0 to 1)."""
    new: float = 0.0
    """How likely it names a subject of its own (0 to 1)."""
    claims: float = 0.0
    """How likely it only wants something confirmed (0 to 1)."""
    more: bool = False
    """The whole list is asked for."""
    carried: tuple[str, ...] = ()
    """What was taken over from the turn before: "indicators", "facets", "question"."""
    left: int | None = None
    """How many non-conformities it says are still open ("and if only three are left?")."""
    leans: bool = False
    """Worded as a follow-up."""
    points: bool = False
    """Has a word that stands for something said before."""
    audit: AuditKind | None = None
    """The kind of audit that it speaks of, itself or as the turn before did."""
    supposes: bool = False
    """Begins with a supposition ("et si ...")."""
    sought: str = ""
    """The text to search for, where its own words would mislead ("quel indicateur parle de ...")."""
    hypothesis: bool = False
    """What it says of an organisation or a day is supposed, or said of others ("et pour un CFA ?")."""
    idle: bool = False
    """Tells and asks nothing that changes the conversation ("ok noté")."""
    adds: bool = False
    """What it says of the categories comes beside those known ("et si on ajoute la VAE ?")."""
    returns: bool = False
    """Comes back to a subject of the conversation."""
    before: tuple[Key, ...] = ()
    """The other subjects of the conversation, where it comes back to one."""
    certified: bool = False
    """Asks whether somebody must be certified."""
    corrects: bool = False
    """Takes something back ("non, pour un CFA", "I meant ...")."""
    ourselves: bool = False
    """Says of oneself what it says of a profile ("nous sommes nouvel entrant")."""
    after: str = ""
    """The question before, where it leans on that one."""
    told: tuple[str, ...] = ()
    """What was told before, with which it is to be read: its own words do not say what it is about."""
    states: bool = False
    """Tells something of the organisation and asks nothing."""
    claimed: str | None = None
    """What it says the indicator that it names is about ("l'indicateur 26 sur les réclamations")."""
    brief: bool = False
    """The answer given before is wanted in a few words."""
    why: bool = False
    """It only asks why."""
    stays: Key | None = None
    """The subject of the turn before, where the question may still be about it: the search decides."""
    step: int = 0
    """+1 "the next one", -1 "the previous one"."""
    wanted: str = ""
    """How a line reads that gives the kind of thing it asks for (a pattern, see `assistant.wanted`)."""
    mistakes: bool = False
    """Asks what usually goes wrong; `wanted` says how lines read that tell."""
    staged: bool = False
    """Asks at which audit, or what at a given one."""
    topic: str = ""
    """The question without the words for number, facet, organisation, or nothing: what is left to search for."""

    def searched(self, asked: str) -> list[str]:
        """What to search for: as asked, and as typed where shortened words were written out."""
        return list(dict.fromkeys([asked, self.typed or asked])) if asked == self.text else [asked]

    @property
    def goes_on(self) -> bool:
        """Whether it leans on the turn before, as far as it can tell alone."""
        return self.leans or self.points or bool(self.carried) or self.stays is not None

    @property
    def back_to_ourselves(self) -> bool:
        """Whether it leaves what was supposed for what is ("et pour nous ?")."""
        return self.ourselves and not self.profile.known()

    def told_to(self, known: Profile, said: Profile) -> Profile:
        """What is known of the organisation once something is said of it; the categories join where it adds them."""
        together = known.with_known(said)
        if not self.adds:
            return together
        return replace(together, categories=tuple(dict.fromkeys((*known.categories, *together.categories))))


@dataclass(frozen=True)
class Context:
    """What the next turn may lean on."""

    indicators: tuple[int, ...] = ()
    facets: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    question: Question | None = None
    """The last question answered."""
    given: Given = field(default_factory=Given)
    """Figures said so far: turnover, sites, day of the certificate."""
    topics: tuple[str, ...] = ()
    """Topics of the last answer."""
    earlier: tuple[Key, ...] = ()
    """Main subjects of the conversation, in the order in which they came up."""
    asked: str | None = None
    """The profile field that the last answer asked for."""
    told: tuple[str, ...] = ()
    """What was told without asking anything, or asked just before in the same message."""
    refused: str | None = None
    """What the last question asked that was refused."""
    within: bool = False
    """The question before stands in the same message."""
    supposed: Profile = field(default_factory=Profile)
    """What was only supposed ("et pour un CFA ?"): it holds as long as the questions lean on that one."""

    def known_for(self, question: Question) -> Profile:
        """What is known of the organisation, with what is supposed while a question goes on."""
        supposing = question.goes_on and not question.back_to_ourselves
        return self.profile.with_known(self.supposed) if supposing else self.profile


def check_length(text: str) -> str:
    """The question without surrounding space and control characters.

    Raises:
        QuestionError: it is empty or has more than 10,000 characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError("question.long", length=len(text), most=MAX_CHARACTERS)
    cleaned = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t").strip()
    if not cleaned:
        raise QuestionError("question.empty")
    return cleaned
