"""Fitting what speaks for a line: on a few sheets, what answers is found again, and what is written is read."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from index.answers import packaged
from index.lines import SIGNALS, fitted
from index.train.lines import fit_lines, look

KEYS = (12, 26, 27, 31, "multi-site")


@pytest.fixture(scope="module")
def few(corpus):
    """A corpus of five sheets."""
    found = replace(corpus, sheets=tuple(sheet for sheet in corpus.sheets if sheet.key in KEYS))
    found.__dict__["sayings"] = tuple(saying for saying in corpus.sayings if saying.key in KEYS)
    return found


def test_what_a_wording_is_worth_adds_up_and_the_best_lines_count_most(few):
    looked = look(few, few.sayings, packaged())
    assert {one.saying.key for one in looked} == set(KEYS)
    for one in looked:
        assert one.signals.shape == (len(one.worth), len(SIGNALS))
        assert one.worth.sum() == pytest.approx(1, abs=1e-5)
        assert one.saying.half or set(np.flatnonzero(one.worth)) == one.right


def test_the_weights_are_written_and_find_lines_of_sheets_they_never_saw(few, tmp_path):
    file = tmp_path / "lines.json"
    told = fit_lines(look(few, few.sayings, packaged()), file)
    assert json.loads(file.read_text(encoding="utf-8")) == told
    assert fitted(file) == told["signals"]
    right = told["right_on_unseen_lists"]
    assert right["first 1"] > 0.4
    assert right["first 5"] > 0.75
    assert told["signals"]["said_letters"] > 0
