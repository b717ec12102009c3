"""The neuropharmacology teaching kit: labs to move, lessons to answer, evidence to ask."""

from importlib import import_module

__all__ = ["evidence", "labs", "lesson", "science"]
__version__ = "0.1.0"


def __getattr__(name):
    """Load a room of the kit when it is first named: `import kit` itself costs nothing."""
    if name in __all__:
        return import_module(f"kit.{name}")
    raise AttributeError(f"module 'kit' has no attribute {name!r}: it has {', '.join(__all__)}.")


def __dir__():
    return [*globals(), *__all__]
