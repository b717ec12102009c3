"""What the tests of several labs share."""


def said(lab, **values):
    """What a lab says in a state."""
    lab.set(**values)
    return lab.words()


def trace(lab, name):
    """One trace of a lab's picture."""
    return next(t for t in lab.figure()["data"] if t["kit"] == name)
