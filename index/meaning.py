"""What vectors say of a question: the passages and the everyday wordings nearest in meaning, across both languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import IndexCorrupt
from corpus.records import Key, Language, Saying
from index.embed import Embedder, Model, ModelInfo
from index.manifest import VECTORS
from index.subjects import Owners

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = 60
"""How many passages are looked at."""
FILE, OWNERS = "wordings.npy", "wordings.json"


@dataclass(frozen=True)
class Sense:
    """What is near a question; cosines between -1 and 1."""

    passages: Sequence[tuple[str, float]]
    """Ids of the nearest passages of one language, best first."""
    wordings: Mapping[Key, float]
    """For every subject, the mean of its nearest wordings."""


class Senses(Protocol):
    """Gives the sense of a question."""

    def __call__(self, question: str, language: Language) -> Sense:
        """The sense of `question`; passages of `language`."""


class Nearest(Protocol):
    """Finds passages by vector: `index.store.Store`."""

    def nearest(self, vector: NDArray[np.float32], k: int, language: str) -> list[tuple[str, float]]:
        """Ids and cosines, best first."""


class Wordings:
    """The vectors of names and everyday wordings.

    Args:
        vectors: unit vectors, by subject.
        owner: the place in `keys` of each, ascending.
        keys: the subjects.
    """

    def __init__(self, vectors: Any, owner: Sequence[int], keys: Sequence[Key]) -> None:
        self._vectors, self._owners = vectors, Owners(owner, keys)

    @classmethod
    def of(cls, names: Mapping[Key, Sequence[str]], sayings: Iterable[Saying], embedder: Embedder) -> Wordings:
        """The wordings of a corpus, in all languages together."""
        said: dict[Key, list[str]] = {key: [*mine] for key, mine in names.items()}
        for saying in sayings:
            said.setdefault(saying.key, []).append(saying.text)
        owner = [place for place, mine in enumerate(said.values()) for _ in mine]
        return cls(embedder.questions([text for mine in said.values() for text in mine]), owner, list(said))

    def save(self, folder: Path) -> None:
        """Write the vectors and their owners into a folder."""
        import numpy as np

        np.save(folder / FILE, self._vectors)
        data = {"keys": list(self._owners.keys), "owner": list(self._owners.owner)}
        (folder / OWNERS).write_text(json.dumps(data) + "\n", encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Wordings:
        """What `save` wrote.

        Raises:
            OSError, ValueError, KeyError: the files cannot be read.
        """
        import numpy as np

        data = json.loads((folder / OWNERS).read_text(encoding="utf-8"))
        return cls(np.load(folder / FILE), data["owner"], data["keys"])

    def near(self, vector: NDArray[np.float32]) -> dict[Key, float]:
        """For every subject, how near its nearest wordings are."""
        return self._owners.nearest(self._vectors @ vector)


class Meaning:
    """The vectors of a build; model and store are opened at the first question.

    Args:
        folder: of the build.
        built: which model made its vectors.
        model: the one to load.
    """

    def __init__(self, folder: Path, built: ModelInfo, model: Model) -> None:
        self._folder, self._built, self._model = folder, built, model
        self._opened: tuple[Embedder, Nearest, Wordings] | None = None

    def __call__(self, question: str, language: Language) -> Sense:
        """See `Senses`."""
        embedder, store, wordings = self._opened or self.open()
        vector = embedder.questions([question])[0]
        return Sense(store.nearest(vector, NEAREST, language), wordings.near(vector))

    def open(self) -> tuple[Embedder, Nearest, Wordings]:
        """Load the model and the vectors.

        Raises:
            ModelMissing: the model cannot be loaded.
            IndexCorrupt: the vectors are not readable, or another model made them.
        """
        from index.store import Store

        embedder = self._model.load()
        if embedder.info != self._built:
            raise IndexCorrupt("index.other_model")
        try:
            wordings = Wordings.open(self._folder)
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise IndexCorrupt("index.vectors", reason=type(error).__name__) from None
        self._opened = embedder, Store.open(self._folder / VECTORS), wordings
        return self._opened
