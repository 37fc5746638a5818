from __future__ import annotations

from datetime import date

from corpus.check import FORMULAS
from index.chunk import MAX_WORDS, Chunk, chunks_of


def test_every_item_is_in_exactly_one_passage_and_none_is_too_long(corpus):
    chunks = chunks_of(corpus)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    for chunk in chunks:
        assert len(chunk.searched.split()) <= MAX_WORDS
    items = sum(len(section.items) for sheet in corpus.sheets for section in sheet.sections)
    assert sum(len(chunk.lines) for chunk in chunks) == items


def test_no_sentence_belongs_to_two_indicators(corpus):
    """The official PDF has ghost layers that put a sentence of one indicator inside another: ours must not."""
    owners: dict[str, set] = {}
    for chunk in chunks_of(corpus):
        for line in chunk.lines:
            if len(line.split()) > 12 and not chunk.empty:
                owners.setdefault(line, set()).add(chunk.key)
    shared = {line: mine for line, mine in owners.items() if len(mine) > 1}
    assert [line for line in shared if not line.startswith(FORMULAS)] == []


def test_metadata_of_a_passage(corpus):
    chunk = next(c for c in chunks_of(corpus) if c.indicator == 28 and c.publics == ("alternance",))
    assert (chunk.criterion, chunk.facet, chunk.language, chunk.source) == (6, "evidence", "fr", "rnq-guide-v9")
    assert chunk.locator == "indicateur 28"
    assert chunk.title.startswith("Indicateur 28 – partenaires socio-économiques")
    assert chunk.lines == ("Livret d'alternance.",)


def test_validity_comes_from_the_item_and_from_the_sheet(corpus):
    chunks = chunks_of(corpus)
    new = [c for c in chunks if c.indicator == 33]
    assert new
    assert not any(chunk.holds(date(2026, 10, 31)) for chunk in new)
    assert any(chunk.holds(date(2026, 11, 1)) for chunk in new)
    added = next(c for c in chunks if c.indicator == 12 and c.facet == "statement" and c.start)
    assert added.start == "2026-11-01"


def test_a_passage_survives_its_file(corpus):
    for chunk in chunks_of(corpus)[:20]:
        assert Chunk.from_json(chunk.to_json()) == chunk
