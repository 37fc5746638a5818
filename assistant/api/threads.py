"""Where answers are made: a few at once, while the server goes on listening."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator
from functools import partial
from typing import Any, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
AT_ONCE = 8
"""Answers made at the same time; the others wait their turn, as on the web page."""
_END: Any = object()


class Threads:
    """Runs what takes time outside the event loop.

    A caller that reads slowly holds none of them: between two parts of an answer nothing is being made.
    """

    def __init__(self) -> None:
        self._limits: RunVar[CapacityLimiter] = RunVar("answers at once")

    async def run(self, work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """What `work` returns."""
        return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=self._limit())

    async def each(self, parts: Generator[Made, None, None]) -> AsyncIterator[Made]:
        """The parts as they are made; nothing more is made once the caller has gone."""
        try:
            while (part := await self.run(next, parts, _END)) is not _END:
                yield part
        finally:
            parts.close()

    def _limit(self) -> CapacityLimiter:
        limit = self._limits.get(None)
        if limit is None:
            limit = CapacityLimiter(AT_ONCE)
            self._limits.set(limit)
        return limit
