"""What the tests of several labs share."""

from tests.traces import traces


def said(lab, **values):
    """What a lab says in a state."""
    lab.set(**values)
    return lab.words()


def numbers(lab, **values):
    """The numbers and texts behind the words of a state."""
    return lab.drawing(**values).numbers


def trace(lab, name):
    """One trace of a lab's picture."""
    return traces(lab)[name]
