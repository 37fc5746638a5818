"""The tools of the audit as HTML: what was typed goes to a rule, its outcome is shown with sources and "why?"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from assistant.messages import COMMANDS, Messages
from assistant.rules import (
    DISPLAY,
    Category,
    NonConformity,
    Outcome,
    Profile,
    Reader,
    Statement,
    Value,
    calendar,
    corrections,
    costs,
    decision,
    documents,
    duration,
    obligation,
    sites,
    surveillance_scope,
)
from assistant.rules.duration import Audit
from assistant.rules.explain import reserve
from assistant.rules.profile import AuditKind
from assistant.rules.shown import HalfDays, day, shown
from assistant.rules.words import words
from assistant.ui.shown.facts import Facts, problem, text
from assistant.ui.shown.places import CALENDAR
from assistant.ui.typed import typed_count, typed_day, typed_euros, typed_numbers
from corpus.errors import QualiopiError, RuleError
from corpus.load import Rules
from corpus.records import Language


class AuditScreen:
    """What the tools show for one language, one profile and the day of its audit.

    Args:
        rules: sources and parameters.
        messages: the words of the interface.
        language: of the page.
        profile: of the organisation.
        today: counts where the profile has no audit date.
    """

    def __init__(self, rules: Rules, messages: Messages, language: Language, profile: Profile, today: date) -> None:
        self.profile, self.language = profile, language
        self._today = today
        self.reader = Reader(rules, profile.audit_date or today)
        self._facts = Facts(rules, messages, language)
        self._say = self._facts.say

    def duration(
        self, audit: Audit, categories: Sequence[Category], turnover: str, places: str, new_entrant: bool | None
    ) -> str:
        """How long an audit lasts, line by line.

        Args:
            audit: its kind.
            categories: those audited; for an extension, those added.
            turnover: typed, in euros.
            places: typed, how many establishments.
            new_entrant: only lengthens a surveillance audit.
        """

        def result() -> str:
            outcome = duration(
                categories,
                self.reader,
                audit=audit,
                turnover=typed_euros(turnover) if turnover.strip() else None,
                establishments=typed_count(places) if places.strip() else None,
                new_entrant=new_entrant,
            )
            if not isinstance(outcome, Value):
                return self._facts.whole(outcome, self._name("duration"))
            opening, *rest = outcome.statements
            lines = outcome.details["sum"]
            table = self._sum(rest[: len(lines)], [line["half_days"] for line in lines], outcome.details["half_days"])
            notes = "".join(f"<li>{self._facts.clause(one)}</li>" for one in rest[len(lines) :])
            return (
                f"<p class='verdict'>{self._facts.clause(opening)}</p>{table}<ul class='notes'>{notes}</ul>"
                f"{self._facts.asked(outcome)}{self._facts.after(outcome, self._name('duration'))}"
            )

        return self._shown(result)

    def _sum(self, parts: Sequence[Statement], half_days: Sequence[int], total: int) -> str:
        rows = [
            (self._line(part) + text(reserve(part.trace, self.language), self.language), self._time(count))
            for part, count in zip(parts, half_days, strict=True)
        ]
        last = f"<tfoot><tr><th scope='row'>{self._say('ui.audit.total')}</th><td>{self._time(total)}</td></tr></tfoot>"
        return self._table("ui.audit.sum", ("ui.audit.line", "ui.audit.time"), rows, last)

    def _line(self, part: Statement) -> str:
        values = part.reason.values
        if "category" in values:
            return text(words(self.language).categories[values["category"][0]], self.language)
        name = next(name for name in ("turnover", "sampled") if name in values)
        return self._say(f"ui.audit.line.{name}", value=shown(values[name], self.language))

    def _time(self, half_days: int) -> str:
        return text(shown(HalfDays(half_days), self.language), self.language) if half_days else "–"

    def sites(self, places: str, audit: AuditKind) -> str:
        """How many sites are sampled; `places` is typed: all establishments."""

        def result() -> str:
            return self._facts.whole(sites(typed_count(places), self.reader, audit=audit), self._name("sites"))

        return self._shown(result) if places.strip() else self._empty("sites")

    def calendar(self, obtained: str) -> str:
        """The days of a certificate obtained on a day, typed, with a file for a calendar."""

        def result() -> str:
            on = typed_day(obtained)
            found = self._days(calendar(on, self.reader), "calendar", {"certificat": on})
            if on <= self._today:
                return found
            later = self._say("ui.audit.obtained_later", on=day(on, self.language))
            return f"<p class='notice'>{later}</p>{found}"

        return self._shown(result) if obtained.strip() else self._empty("calendar")

    def corrections(self, notified: str) -> str:
        """The last days to correct what was notified on a day, typed; without it, how many months there are."""

        def result() -> str:
            if not notified.strip():
                return self._facts.whole(corrections(None, self.reader), self._name("corrections"))
            on = typed_day(notified)
            return self._days(corrections(on, self.reader), "corrections", {"notification": on})

        return self._shown(result)

    def _days(self, outcome: Outcome, name: str, asked: Mapping[str, date]) -> str:
        """The days, with the sentences they come from and the file."""
        table = self._dates(outcome.value, f"ui.audit.{name}_days") if isinstance(outcome, Value) else ""
        told = self._facts.told(outcome, table) + self._facts.after(outcome, self._name(name))
        return told + self._file(asked)

    def _dates(self, days: Mapping[str, str], caption: str) -> str:
        rows = [
            (text(day(date.fromisoformat(iso), self.language), self.language), self._event(name))
            for name, iso in sorted(days.items(), key=lambda pair: pair[1])
        ]
        return self._table(caption, ("ui.audit.day", "ui.audit.what"), rows)

    def _event(self, name: str) -> str:
        """What a day is for, as the calendar file says it without the name of the certification."""
        said = Messages(COMMANDS).say(self.language, f"ics.{name}").split(":", 1)[1].strip()
        return text(said[0].upper() + said[1:], self.language)

    def _file(self, asked: Mapping[str, date]) -> str:
        query = "&".join(f"{name}={on.isoformat()}" for name, on in asked.items())
        link = f"{CALENDAR}?{query}&langue={self.language}"
        return f"<p><a class='button' href='{escape(link)}' download>{self._say('ui.audit.file')}</a></p>"

    def decision(
        self, audit: AuditKind, minor: str, major: str, *, before: str = "", display: bool = False, notified: str = ""
    ) -> str:
        """What non-conformities lead to.

        Args:
            audit: its kind.
            minor: typed, how many minor ones are open.
            major: typed, how many major ones.
            before: typed, how many minor ones of the audit before were not corrected.
            display: the certificate is not displayed.
            notified: typed, the day of their notification.
        """

        def result() -> str:
            counts = [typed_count(count) if count.strip() else 0 for count in (minor, before, major)]
            on = typed_day(notified) if notified.strip() else None
            reader = self.reader if on is None else self.reader.on_day(min(on, self.reader.on))
            self._check(counts, reader)
            found = [NonConformity(None, "minor")] * counts[0]
            found += [NonConformity(None, "minor", found="before")] * counts[1]
            found += [NonConformity(None, "major")] * counts[2]
            found += [NonConformity(DISPLAY, "major")] * display
            outcome = decision(found, audit, Profile(), reader, notified=on)
            kind = "good" if isinstance(outcome, Value) and outcome.value else "bad"
            dates = outcome.details["deadlines"] if isinstance(outcome, Value) else {}
            table = self._dates(dates, "ui.audit.corrections_days") if dates else ""
            return f"<div class='{kind}'>{self._facts.told(outcome)}</div>{table}" + self._facts.after(
                outcome, self._name("decision")
            )

        return self._shown(result) if (minor + major + before).strip() or display else self._empty("decision")

    @staticmethod
    def _check(counts: Sequence[int], reader: Reader) -> None:
        """There is one sheet per indicator, and not all of them can give a minor one.

        Raises:
            RuleError: there are more than that.
        """
        minor, before, major = counts
        most = len(reader.read("indicators-in-force"))
        if minor + before + major > most:
            raise RuleError("decision.too_many", count=minor + before + major, most=most)
        graded = most - sum(kind == "major" for kind in reader.read("severity").values())
        reader.forget()
        if minor + before > graded:
            raise RuleError("decision.too_many_minors", count=minor + before, most=graded)

    def surveillance(self, earlier: str, adapted: bool) -> str:
        """What a surveillance audit reviews at least; `earlier` is typed: indicators with a non-conformity before."""

        def result() -> str:
            outcome = surveillance_scope(self.profile, self.reader, earlier=typed_numbers(earlier), adapted=adapted)
            return self._facts.whole(outcome, self._name("surveillance"))

        return self._shown(result)

    def obligation(self, kind: str | None, public_funds: bool | None) -> str:
        """Whether a kind of activity calls for the certification."""

        def result() -> str:
            outcome = obligation(kind or "", self.reader, public_funds=public_funds)
            return self._facts.whole(outcome, self._name("obligation"))

        return self._shown(result) if kind else self._empty("obligation")

    def documents(self) -> str:
        """What to supply to the certifier."""
        return self._shown(lambda: self._facts.whole(documents(self.reader), self._name("documents")))

    def costs(self) -> str:
        """What a certification costs."""
        return self._shown(lambda: self._facts.whole(costs(self.reader), self._name("costs")))

    def _name(self, tool: str) -> str:
        return self._facts.plain(f"ui.audit.{tool}")

    def _empty(self, tool: str) -> str:
        return f"<div class='empty'>{self._say(f'ui.audit.{tool}_empty')}</div>"

    def _shown(self, result: Callable[[], str]) -> str:
        """A result, or one clear line about what cannot be."""
        try:
            return f"<div class='result'>{result()}</div>"
        except QualiopiError as error:
            return problem(error.text(self.language))

    def _table(self, caption: str, heads: Sequence[str], rows: Sequence[tuple[str, str]], last: str = "") -> str:
        """A table of two columns; cells are HTML."""
        head = "".join(f"<th scope='col'>{self._say(name)}</th>" for name in heads)
        body = "".join(f"<tr><th scope='row'>{first}</th><td>{second}</td></tr>" for first, second in rows)
        return (
            f"<div class='scroll'><table class='plain'><caption>{self._say(caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{last}</table></div>"
        )
