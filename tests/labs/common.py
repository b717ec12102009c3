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
    return {key: float(np.ravel(v)[0]) for key, v in lab.drawing().numbers.items()}


def trace(lab, name):
    """One trace of a lab's picture."""
    return traces(lab)[name]
