"""The evidence checklist as a file: what it says in every format, Markdown, and the way to the other formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from assistant.checklist import Checklist, Entry, Left, Proof
from assistant.export.conversation import clean, file_name, plain
from assistant.export.table import Cell, Column, Sheet, to_csv
from assistant.messages import Messages
from assistant.rules.shown import day
from assistant.rules.summary import summary
from assistant.settings import package_version

Format = Literal["xlsx", "docx", "csv", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
WIDTHS = {
    "criterion": 9,
    "indicator": 10,
    "title": 28,
    "proof": 52,
    "public": 14,
    "status": 12,
    "owner": 16,
    "date": 12,
    "place": 28,
    "standing": 14,
    "reason": 36,
    "expected": 44,
    "change": 40,
    "review": 30,
    "notes": 36,
    "severity": 32,
    "source": 26,
    "locator": 22,
    "wording": 22,
}
"""Columns of a row, in characters; those to fill in come before what explains the row."""
FIRST_PAGE = list(WIDTHS).index("standing")
"""How many columns come first on paper; what explains the rows comes on the next page."""
TO_FILL = ("status", "owner", "date", "place")
OPTIONAL = ("change", "review")
"""What there is only for some audits."""
STATUSES = ("todo", "doing", "done")


@dataclass(frozen=True)
class Words:
    """What the file says besides the checklist.

    Args:
        made: gives the language.
    """

    made: Checklist
    messages: Messages

    def say(self, key: str, **values: object) -> str:
        """A message of the checklist."""
        return self.messages.say(self.made.language, f"checklist.{key}", **values)

    @property
    def title(self) -> str:
        """The title of the file."""
        return self.say("title")

    @property
    def about(self) -> tuple[str, ...]:
        """Profile, day and texts it holds for, counts, when it was made, and that it is not the official text."""
        made = self.made
        standings = Counter([*(entry.standing for entry in made.entries), *(left.standing for left in made.left)])
        empty, out = standings["without_object"], standings["not_applicable"]
        sure = standings["applies"] + empty  # as the published totals count
        numbers = {"sure": sure, "empty": empty, "depends": standings["depends"], "out": out}
        count = self.say("count", count=self.messages.say(made.language, "ui.perimetre.count", **numbers))
        made_on = self.say("made", day=day(made.made, made.language), version=package_version())
        hashes = self.messages.say(made.language, "threads.corpus", hashes=made.corpus)
        profile = self.say("profile", summary=summary(made.profile, made.language))
        return (profile, made.validity, count, *made.general, made_on, hashes, self.say("notice"))

    def heading(self, entry: Entry | Left) -> str:
        """Number and title of an indicator."""
        return self.say("indicator_heading", n=entry.indicator, title=entry.title)

    def criterion(self, entry: Entry | Left) -> str:
        """The criterion as a heading."""
        return self.say("criterion_heading", c=entry.criterion)

    def lines(self, entry: Entry) -> tuple[str, ...]:
        """What stands under the title of an indicator."""
        standing = self.say(f"standing.{entry.standing}")
        first = self.say("standing_line", standing=standing, reason=_going_on(entry.reason))
        last = self.say("severity_line", severity=_going_on(entry.severity))
        change = (self.say("change_line", change=_going_on(entry.change)),) if entry.change else ()
        review = (entry.review,) if entry.review else ()
        return (first, *review, *entry.notes, self.say("expected_line", expected=entry.expected), *change, last)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table: what no indicator has is left out."""
        empty = {name for name in OPTIONAL if not any(getattr(entry, name) for entry in self.made.entries)}
        return tuple(name for name in WIDTHS if name not in empty)

    def source(self, proof: Proof) -> str:
        """What an example of evidence rests on, whose words it is, how sure."""
        return self.say("source_line", source=proof.source.short, locator=proof.locator, wording=self.wording(proof))

    def wording(self, proof: Proof) -> str:
        """Whose words they are, and how sure where that is not high."""
        words = self.say("ours" if proof.published else "unpublished")
        if proof.confidence == "high":
            return words
        level = self.messages.say(self.made.language, f"reserve.{proof.confidence}")
        return f"{words} ({level})"

    def proof(self, proof: Proof) -> str:
        """An example of evidence, with those it is for."""
        colon = " : " if self.made.language == "fr" else ": "
        return f"{proof.public}{colon}{proof.text}" if proof.public else proof.text

    def column(self, name: str) -> Column:
        """A column of the table."""
        choices = tuple(self.say(f"status.{status}") for status in STATUSES) if name == "status" else ()
        return Column(self.say(f"column.{name}"), WIDTHS[name], choices)


def exported(made: Checklist, form: Format) -> bytes:
    """The checklist as a file of a format."""
    words = Words(made, Messages())
    if form == "xlsx":
        from assistant.export.workbook import to_xlsx

        about = Sheet(words.say("about"), (Column(words.title, 120),), tuple((line,) for line in words.about))
        return to_xlsx(words.title, (_proofs(words), _left(words), about), split=FIRST_PAGE)
    if form == "docx":
        from assistant.export.checklist_document import to_docx

        return to_docx(words)
    if form == "csv":
        return to_csv((_proofs(words), _left(words)), words.about, made.language)
    return to_markdown(words).encode()


def name_of(made: Checklist, form: Format) -> str:
    """The file's name: what it is, and the day it holds for."""
    return file_name(f"{Words(made, Messages()).say('file')} {made.on.isoformat()}", form)


def by_criterion(made: Checklist) -> Iterator[tuple[Entry, list[Entry]]]:
    """The indicators of each criterion, with one of them that gives its number."""
    for _, entries in groupby(made.entries, lambda entry: entry.criterion):
        several = list(entries)
        yield several[0], several


def to_markdown(words: Words) -> str:
    """The checklist as Markdown: a table to fill in for each indicator."""
    made = words.made
    parts = [f"# {_text(words.title)}", "\n".join(f"- {_text(line)}" for line in words.about)]
    head = [words.say("column.proof"), words.say("column.source"), *(words.say(f"column.{name}") for name in TO_FILL)]
    for first, entries in by_criterion(made):
        parts.append(f"## {_text(words.criterion(first))}")
        for entry in entries:
            parts.append(f"### {_text(words.heading(entry))}")
            parts.append("\n".join(f"- {_text(line)}" for line in words.lines(entry)))
            rows = [[words.proof(proof), words.source(proof), *[""] * len(TO_FILL)] for proof in entry.proofs]
            parts.append("\n".join([_row(head), _row(["---"] * len(head), raw=True), *map(_row, rows)]))
    if made.left:
        parts.append(f"## {_text(words.say('left'))}")
        parts.append("\n".join(f"- **{_text(words.heading(left))}** {_text(left.reason)}" for left in made.left))
    return "\n\n".join(parts) + "\n"


def _going_on(sentence: str) -> str:
    """A sentence as it reads after a colon."""
    return sentence[0].lower() + sentence[1:]


def _text(text: str) -> str:
    """Text that Markdown shows as it is."""
    return plain(clean(text))


def _row(cells: list[str], raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else ' '.join(_text(cell).split()) for cell in cells)} |"


def _proofs(words: Words) -> Sheet:
    rows = (_cells(words, entry, proof) for entry in words.made.entries for proof in entry.proofs)
    return Sheet(words.say("proofs"), _columns(words), tuple(rows))


def _left(words: Words) -> Sheet:
    """The same columns, most of them empty."""
    known: Iterator[dict[str, Cell]] = (
        {
            "criterion": one.criterion,
            "indicator": one.indicator,
            "title": one.title,
            "standing": words.say(f"standing.{one.standing}"),
            "reason": one.reason,
        }
        for one in words.made.left
    )
    rows = (tuple(cells.get(name, "") for name in words.columns) for cells in known)
    return Sheet(words.say("left"), _columns(words), tuple(rows))


def _columns(words: Words) -> tuple[Column, ...]:
    return tuple(words.column(name) for name in words.columns)


def _cells(words: Words, entry: Entry, proof: Proof) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {
        "criterion": entry.criterion,
        "indicator": entry.indicator,
        "title": entry.title,
        "proof": proof.text,
        "public": proof.public,
        "standing": words.say(f"standing.{entry.standing}"),
        "reason": entry.reason,
        "notes": " ".join(entry.notes),
        "expected": entry.expected,
        "change": entry.change,
        "review": entry.review,
        "severity": entry.severity,
        "source": proof.source.title,
        "locator": proof.locator,
        "wording": words.wording(proof),
    }
    return tuple(cells.get(name, "") for name in words.columns)
