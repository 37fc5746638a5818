"""What may stand after the "?" of an address: the same options as those of `qualiopi rules`, by the same names."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.api.problems import shortened
from assistant.api.records import Day, Sent
from assistant.rules import Profile
from assistant.rules.duration import Audit
from assistant.rules.profile import AuditKind
from assistant.rules.unchecked import MONTHS
from corpus.errors import RequestError
from corpus.records import Language
from corpus.said import said

Names = Annotated[list[str], Field(default_factory=list)]


class On(Sent):
    """The day of the audit and the language of the sentences."""

    on: Day | None = None
    lang: Language | None = None


class OfOrganisation(On):
    """What is known of the organisation: a profile as JSON, and single facts that are put over it."""

    profile: str | None = None
    category: Names
    certifying: bool | None = None
    registry: Names
    alternance: bool | None = None
    afest: bool | None = None
    work_placement: bool | None = None
    only_short: bool | None = None
    new_entrant: bool | None = None
    subcontractor: bool | Literal["only"] | None = None
    uses_subcontractors: bool | None = None
    umbrella: bool | None = None

    def known(self) -> Profile:
        """The profile.

        Raises:
            RequestError: it is not JSON.
            ProfileError: it says what is not allowed.
        """
        facts = self.model_dump(include=set(_FACTS), exclude_none=True)
        facts |= {"categories": self.category, "registry": self.registry or None}
        return Profile.parse(_object(self.profile)).with_known(Profile.parse(facts))


_FACTS = (
    "certifying",
    "alternance",
    "afest",
    "work_placement",
    "only_short",
    "new_entrant",
    "subcontractor",
    "uses_subcontractors",
    "umbrella",
)


def _object(text: str | None) -> Any:
    try:
        return json.loads(text) if text else {}
    except (ValueError, RecursionError):
        raise RequestError("api.value", name="profile", value=shortened(text), expected=said("kind.block")) from None


class OfScope(OfOrganisation):
    """Of a surveillance audit."""

    earlier: Annotated[list[int], Field(default_factory=list)]
    adapted: bool = False


class OfDecision(OfOrganisation):
    """Non-conformities."""

    nc: Names
    audit: AuditKind | None = None
    notified: Day | None = None

    def known(self) -> Profile:
        """The profile, with the kind of audit put over it."""
        known = super().known()
        return known if self.audit is None else known.with_known(Profile(audit=self.audit))


class OfDuration(OfOrganisation):
    """An audit whose length is asked."""

    audit: Audit = "initial"
    turnover: int | None = None
    sites: int | None = None


class OfSites(On):
    """An audit of several sites."""

    audit: AuditKind = "initial"


class OfEntrant(On):
    """A new entrant."""

    audit: AuditKind | None = None
    new: Names


class OfSubcontracting(On):
    """A subcontractor."""

    contract: bool | None = None


class OfCalendar(On):
    """The day of a certificate or of a notification."""

    certificate: Day | None = None
    notified: Day | None = None


class OfCheck(On):
    """What is due for a check."""

    months: Annotated[int, Field(ge=0)] = MONTHS


class OfSheet(On):
    """One sheet, or one facet of it."""

    facet: str | None = None
