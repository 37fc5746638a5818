"""BM25 over stemmed words without accents, in French and English. The only door to bm25s and PyStemmer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.records import Language

_STOP: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        """
        a ai ainsi as au aucun aucune aussi autre autres aux avec avez avoir avons c ca car ce ceci cela
        celle celles celui ces cet cette ceux chez ci comme comment d dans de des dois doit doivent donc
        dont du elle elles en entre es est et etaient etait etant ete etes etre eu fait faire fais faites
        faut font ici il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne
        ni nos notre nous on ont ou par pas peu peut peuvent peux plus pour pourquoi qu quand que quel
        quelle quelles quels quelqu qui quoi s sa sans se sera serait ses si sinon son sont sous suis sur t
        ta tant te tes toi ton tous tout toute toutes tres tu un une va vais veut veux vos votre vous y
        bonjour merci svp stp besoin c'est cas parle parler parlent porte portent traite traitent
        correspond dire indicateur indicateurs
        """.split()
    ),
    "en": frozenset(
        """
        a about all am an and any are as at be been but by can could did do does for from get had has have
        he her his how i if in into is it its just may me might must my need no nor not of on or our shall
        she should so some than that the their them there these they this those to too us was we were what
        when where which who why will with would you your hello please thanks indicator indicators
        """.split()
    ),
}
_SNOWBALL: dict[Language, str] = {"fr": "french", "en": "english"}
_WORD = re.compile(r"[a-z][a-z0-9]*")
"""A number alone says nothing of a subject."""


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes: "L’Élève" -> "l'eleve"."""
    lower = text.replace("œ", "oe").replace("’", "'").lower()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


class Analyzer:
    """Turns text into stems of one language.

    Raises:
        ImportError: PyStemmer is not installed.
    """

    def __init__(self, language: Language) -> None:
        import Stemmer

        self._stemmer = Stemmer.Stemmer(_SNOWBALL[language])
        self._stop = _STOP[language]

    def stems(self, text: str) -> list[str]:
        """Stems in order, without stop words; accents are folded first so that typing without them changes nothing."""
        words = [word for word in _WORD.findall(fold(text)) if word not in self._stop]
        return list(self._stemmer.stemWords(words))


class Bm25:
    """BM25 over documents given as lists of tokens, kept on disk as arrays.

    Args:
        retriever: of bm25s; None = no document has any token.
    """

    def __init__(self, retriever: Any) -> None:
        self._retriever = retriever

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]], **parameters: float) -> Bm25:
        """The index of documents; scores are by position in this list."""
        import bm25s

        if not any(documents):
            return cls(None)
        retriever: Any = bm25s.BM25(**parameters)
        retriever.index([list(document) for document in documents], show_progress=False)
        return cls(retriever)

    @classmethod
    def open(cls, folder: Path) -> Bm25:
        """The index that `save` wrote; one that was empty left no files.

        Raises:
            OSError, ValueError: the files cannot be read.
        """
        import bm25s

        return cls(bm25s.BM25.load(folder) if folder.is_dir() else None)

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, made here."""
        if self._retriever is not None:
            self._retriever.save(folder, show_progress=False)

    def known(self, tokens: Sequence[str]) -> float:
        """The share of tokens that are in some document, between 0 and 1; 0 where there is no token."""
        if self._retriever is None or not tokens:
            return 0.0
        return sum(token in self._retriever.vocab_dict for token in tokens) / len(tokens)

    def scores(self, tokens: Sequence[str]) -> Any:
        """One score a document (numpy array), or None where no token is known."""
        if self._retriever is None:
            return None
        known = [token for token in tokens if token in self._retriever.vocab_dict]
        return self._retriever.get_scores(known) if known else None


class Lexical:
    """A BM25 index over texts, by stems; hits are positions in the list it was made of.

    Args:
        index: of the stems.
        language: of the documents, decides stems and stop words.
    """

    def __init__(self, index: Bm25, language: Language) -> None:
        self.analyzer = Analyzer(language)
        self.index = index

    @classmethod
    def of(cls, texts: Sequence[str], language: Language) -> Lexical:
        """The index of texts."""
        analyzer = Analyzer(language)
        return cls(Bm25.of([analyzer.stems(text) for text in texts]), language)

    def scores(self, query: str) -> Any:
        """One score a document (numpy array), or None where no stem is shared."""
        return self.index.scores(self.analyzer.stems(query))

    def rank(self, query: str, allowed: Sequence[bool] | None = None) -> list[tuple[int, float]]:
        """Positions and scores of the documents that share a stem with `query`, best first."""
        scores = self.scores(query)
        if scores is None:
            return []
        found = [
            (position, score)
            for position, score in enumerate(scores.tolist())
            if score > 0 and (allowed is None or allowed[position])
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))
