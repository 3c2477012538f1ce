"""How much of its time a Source has left: nobody's wish for slowness makes a night endless.

A site's Crawl-delay is honoured in full, however long. What does not fit between two requests
that far apart is left for another night, and the SourceRun says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True)
class Pace:
    """One Source's time: when each host was or will be asked last, and how far apart."""

    #: Seconds the Source may take, counted from the first request.
    seconds: float
    #: Seconds between two requests to a host that does not ask for more.
    delay: float
    clock: Callable[[], float] = monotonic
    _delays: dict[str, float] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _ends: float | None = None

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep a host's requests this far apart from now on; robots.txt itself does not count.

        It was asked for before anybody could know, and a delay of a day would leave nothing.
        """
        if host in self._last:
            self._last[host] -= seconds - self.delay_of(host)
        self._delays[host] = seconds

    def delay_of(self, host: str) -> float:
        """Return the seconds between two requests to a host."""
        return self._delays.get(host, self.delay)

    def admits(self, host: str) -> bool:
        """Tell whether the next request to a host can begin in time, and take its turn."""
        now = self.clock()
        if self._ends is None:
            self._ends = now + self.seconds
        begins = max(now, self._last.get(host, float("-inf")) + self.delay_of(host))
        if begins > self._ends:
            return False
        self._last[host] = begins
        return True

    def shortage(self, host: str) -> str:
        """Return why a request to a host did not fit."""
        asked = self._delays.get(host)
        if asked is not None:
            return f"{host} asks for {asked:g} s between two requests (robots.txt)"
        return f"{self.seconds / 60:g} minutes were over (crawl.source_minutes)"
