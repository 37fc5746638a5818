"""An answer in a few words, and what is said of evidence as a whole: how long it is kept."""

from __future__ import annotations

import pytest

from assistant.compose.closing import FEW, shortened
from assistant.compose.places import KEEPING, how_long_kept
from assistant.draft import Draft, Line
from assistant.question import Question


def draft_of(kinds, indicators=(9,)):
    return Draft("answer", tuple(Line(f"{kind} {place}", kind) for place, kind in enumerate(kinds)), indicators)


@pytest.mark.parametrize(
    ("kinds", "indicators", "kept"),
    [
        (["lead", *["bullet"] * 5], (9,), [0, *range(1, FEW + 1)]),
        (["bullet"] * 5, (9,), [*range(FEW)]),
        (["lead", "note", "bullet", "bullet", "bullet", "note"], (9,), [0, 2, 3]),
        (["lead", *["bullet"] * 3, "lead", *["bullet"] * 3], (9, 21), [0, 1, 4, 5]),
        (["lead", *["bullet"] * 3, "lead", *["bullet"] * 3], (9,), [0, 1, 2, 4, 5, 6]),
        (["lead", "lead"], (9,), [0, 1]),
        (["note"], (9,), []),
        ([], (9,), []),
    ],
    ids=["one lead", "no lead", "notes", "two indicators", "two leads", "leads alone", "a note", "nothing"],
)
def test_a_short_answer_keeps_what_leads_to_it_and_its_first_lines(kinds, indicators, kept):
    draft = draft_of(kinds, indicators)
    short = shortened(draft)
    assert [draft.lines.index(line) for line in short.lines] == kept
    assert (short.outcome, short.indicators) == (draft.outcome, draft.indicators)


@pytest.mark.parametrize(
    ("first", "wish", "language"),
    [
        ("que demande l'indicateur 9 ?", "plus court", "fr"),
        ("que demande l'indicateur 9 ?", "tu peux résumer ça ?", "fr"),
        ("evidence for indicators 9 and 21", "shorter please", "en"),
        ("evidence for indicator 9", "just the gist", "en"),
    ],
)
def test_the_last_answer_in_a_few_words(shared_assistant, first, wish, language):
    before = shared_assistant.reply(first)
    after = shared_assistant.reply(wish, context=before.context).answer
    assert (after.outcome, after.language) == ("answer", language)
    assert after.indicators == before.answer.indicators
    assert len(after.answer) < len(before.answer.answer)
    told = [line.split(" [")[0] for line in after.answer.splitlines() if line and not line.startswith("*Vaut")]
    assert all(line in before.answer.answer for line in told if not line.startswith("*Holds"))
    assert after.citations


@pytest.mark.parametrize(("language", "words"), [("fr", "Combien de temps"), ("en", "How long")])
def test_how_long_evidence_is_kept(desk_of, language, words):
    draft = how_long_kept(Question("...", language), desk_of(language))
    assert (draft.outcome, draft.indicators, draft.topics) == ("answer", (), (KEEPING,))
    assert words in draft.lines[0].text
    assert all(line.kind == "lead" and line.support for line in draft.lines)


@pytest.mark.parametrize(("stays", "indicators"), [(11, (11,)), ("audit-day", ()), (None, ())])
def test_it_is_the_same_for_every_indicator(desk_of, stays, indicators):
    desk = desk_of()
    draft = how_long_kept(Question("...", "fr", stays=stays), desk)
    assert draft.indicators == indicators
    assert draft.lines == how_long_kept(Question("...", "fr"), desk).lines


@pytest.mark.parametrize(
    ("turns", "indicators"),
    [
        (["durée de conservation des preuves ?"], ()),
        (["how many years do we keep attendance sheets?"], ()),
        (["que demande l'indicateur 11 ?", "on garde ces preuves jusqu'à quand ?"], (11,)),
        (["what does indicator 11 ask?", "and how long do we keep them?"], (11,)),
    ],
)
def test_how_long_evidence_is_kept_in_a_conversation(shared_assistant, turns, indicators):
    context = None
    for turn in turns:
        reply = shared_assistant.reply(turn, context=context)
        context = reply.context
    assert (reply.answer.outcome, reply.answer.indicators) == ("answer", indicators)
    assert reply.answer.topics == (KEEPING,)
    assert "V9" in reply.answer.answer.split("\n\n")[0]
