"""What the tests of several labs share."""

import numpy as np

from tests.traces import traces


def said(lab, **values):
    """What a lab says in a state."""
    lab.set(**values)
    return lab.words()


def numbers(lab, **values):
    """The numbers behind the words of a state."""
    lab.set(**values)
    found = lab.drawing().numbers
    return {k: v if isinstance(v, str | None) else float(np.ravel(v)[0]) for k, v in found.items()}


def trace(lab, name):
    """One trace of a lab's picture."""
    return traces(lab)[name]
