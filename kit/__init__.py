"""The neuropharmacology teaching kit: labs to move, lessons to answer, evidence to ask."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

__all__ = ["evidence", "labs", "lesson", "science"]
__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """Load a room of the kit when it is first named: `import kit` itself costs nothing."""
    if name in __all__:
        return import_module(f"kit.{name}")
    raise AttributeError(f"module 'kit' has no attribute {name!r}: it has {', '.join(__all__)}.")


def __dir__() -> Any:
    return [*globals(), *__all__]


def load_ipython_extension(shell: Any) -> None:
    """Let a cell that names a room of the kit run without the cell that imports it.

    A restarted kernel knows no names, and the page asks to run one cell again. What is named is
    brought in just before the cell runs; a name that is already taken is left alone.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
    """

    def bring_rooms(cell: Any) -> None:
        for name in __all__:
            if name not in shell.user_ns and re.search(rf"\b{name}\b", cell.raw_cell):
                shell.user_ns[name] = import_module(f"kit.{name}")

    shell.events.register("pre_run_cell", bring_rooms)
