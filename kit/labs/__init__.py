"""The labs of every lesson: call one and move it.

A lab is a function in a file of its name, in the folder of its lesson: `labs.puff()` is `puff` in
`kit/labs/gap/puff.py`. What labs of a lesson share stands in its `shared.py`. A table of words that
a lab shows stands beside it, in a `.toml` of its name.
"""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from kit.chart import saved

HERE = Path(__file__).parent
WHERE = {  # the module of each lab
    path.stem: f"{path.parent.name}.{path.stem}"
    for path in sorted(HERE.glob("*/*.py"))
    if path.stem not in ("__init__", "shared")
}
saved.look_in(HERE / "saved")

__all__ = sorted(WHERE)


def __getattr__(name: str) -> Any:
    """Load a lab's module when the lab is first named, so that a lesson loads only its own labs."""
    if name not in WHERE:
        raise AttributeError(f"There is no lab {name!r}: there are {', '.join(__all__)}.")
    return _called(name, getattr(import_module(f"kit.labs.{WHERE[name]}"), name))


def _called(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function so that its lab knows its name in links."""

    @wraps(function)
    def make(*given: Any, **named: Any) -> Any:
        lab = function(*given, **named)
        if hasattr(lab, "called"):
            lab.called = [name]
        return lab

    return make


def __dir__() -> list[str]:
    return __all__
