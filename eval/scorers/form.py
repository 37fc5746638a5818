"""How it is said: language, version, length, relevance to the profile."""

from __future__ import annotations

import re

from assistant.cues import load_cues
from assistant.rules import Reader
from corpus.records import Language
from eval.records import Case, Response, Score
from eval.scorers.truth import plain
from index.lexical import fold

LONGEST = 180
"""Words, beyond which an answer to a plain question is too long to be read in a chat."""
_CATEGORY_TAGS = {"CFA", "VAE", "CBC"}


def language(case: Case, response: Response, reader: Reader) -> Score:
    """1 if most frequent words of the answer's own text are of the question's language (passages count as they are)."""
    if response.abstained or case.lang == "mixed" or not response.text:
        return Score(None, "rien à juger")
    words = re.findall(r"[a-z]+", fold(plain(response.text)))
    frequent: dict[Language, frozenset[str]] = {lang: cues.words for lang, cues in load_cues().items()}
    counts = {lang: sum(word in mine for word in words) for lang, mine in frequent.items()}
    said = max(counts, key=lambda lang: counts[lang])
    return Score(1.0) if said == case.lang else Score(0.0, f"répond en {said}")


def version(case: Case, response: Response, reader: Reader) -> Score:
    """1 if the answer says for which version of the référentiel it holds."""
    if response.abstained:
        return Score(None, "abstention")
    held = bool(re.search(rf"RNQ {reader.rnq}", response.text))
    return Score(1.0) if held else Score(0.0, "ne dit pas la version")


def length(case: Case, response: Response, reader: Reader) -> Score:
    """1 up to `LONGEST` words, then less in proportion."""
    if response.abstained:
        return Score(None, "abstention")
    count = len(plain(response.text).split())
    return Score(min(1.0, LONGEST / max(count, 1)), f"{count} mots")


def relevance(case: Case, response: Response, reader: Reader) -> Score:
    """Share of cited passages that are not for another category than the profile's."""
    categories = set(case.profile.get("categories", ()))
    tagged = [cited for cited in response.cited if set(cited.publics) & _CATEGORY_TAGS]
    passages = [cited for cited in response.cited if cited.kind == "passage"]
    if not categories or not passages:
        return Score(None, "profil ou passage absent")
    wrong = [cited.marker for cited in tagged if not set(cited.publics) & categories]
    return Score(1 - len(wrong) / len(passages), f"passages {wrong} pour d'autres" if wrong else "")
