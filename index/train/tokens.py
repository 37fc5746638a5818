"""The vocabulary: word pieces over lower-cased text without accents, learned from both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SIZE = 40_000
UNKNOWN = "[UNK]"


def learn(texts: Iterable[str], size: int = SIZE) -> Any:
    """A `tokenizers.Tokenizer`; typing without accents or capitals changes nothing.

    Args:
        texts: both languages; what should weigh more may come several times.
        size: of the vocabulary.
    """
    from tokenizers import Tokenizer, normalizers, pre_tokenizers, trainers
    from tokenizers.models import WordPiece

    tokenizer: Any = Tokenizer(WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("œ", "oe"),
            normalizers.Replace("Œ", "oe"),
            normalizers.Replace("’", "'"),
            normalizers.NFKD(),
            normalizers.Lowercase(),
            normalizers.StripAccents(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=size, min_frequency=2, special_tokens=[UNKNOWN], show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
