"""A rate limit: a bucket of tries that refills with time."""

import time
from collections import OrderedDict

KNOWN = 5000  # at most this many names; the longest silent are forgotten first


class Limit:
    """Tries for each name, of which `burst` may come at once and `each_second` come back.

    Parameters
    ----------
    burst : int
    each_second : float
    """

    def __init__(self, burst: int, each_second: float) -> None:
        self.burst, self.each_second = burst, each_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, name: str, now: float | None = None) -> bool:
        """Take one try of this name; False where none is left."""
        now = time.monotonic() if now is None else now
        left, then = self._left.pop(name, (float(self.burst), now))
        left = min(self.burst, left + (now - then) * self.each_second)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left, now)
        while len(self._left) > KNOWN:
            self._left.popitem(last=False)
        return allowed
