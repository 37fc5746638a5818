"""An assistant on Qualiopi whose answers can be checked.

>>> from assistant import Assistant
>>> Assistant().ask("Quelles preuves pour l'indicateur 28 ?")["indicators"]
(28,)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.service import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> Any:
    """`Assistant` on first use: the rules start without LangChain."""
    if name == "Assistant":
        from assistant.service import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
