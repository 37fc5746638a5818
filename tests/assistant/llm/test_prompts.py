"""Prompts: what the header declares is what the text uses; both languages say the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import prompts

NAMES = ("answer.fr", "answer.en")
VALUES = {"question": '"q?"', "evidence": '[1] "e $x"', "said": "- s"}


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_renders_with_exactly_its_variables(name):
    prompt = prompts.load(name)
    text = prompt.request(VALUES)
    assert all(value in text for value in VALUES.values())
    assert "${" not in text
    assert prompt.digest == hashlib.sha256((Path(prompts.__file__).parent / f"{name}.md").read_bytes()).hexdigest()[:12]
    with pytest.raises(prompts.PromptError, match="expected"):
        prompt.request({"question": "q"})
    with pytest.raises(prompts.PromptError, match="expected"):
        prompt.request({**VALUES, "more": ""})


def test_both_languages_have_the_same_rules():
    french, english = (prompts.load(name) for name in NAMES)
    assert french.variables == english.variables
    assert french.system.count("\n- ") == english.system.count("\n- ")
    assert french.digest != english.digest


def test_an_unknown_prompt_is_refused():
    with pytest.raises(prompts.PromptError, match=r"nothing\.fr"):
        prompts.load("nothing.fr")
