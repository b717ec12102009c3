"""Sessions that forget: what a learner is told where answers do not outlive the session."""

import os

FORGETS = {  # an environment variable of such a session, and the sentence
    "BINDER_LAUNCH_HOST": "This session is on Binder, which deletes it, your answers too, some "
    "minutes after you leave or rest. Download your answers before.",
    "KIT_CLASS_APP": "This page forgets your answers when it is closed or loaded again. Download "
    "them before.",
}


def notice():
    """The sentence for a session whose answers will be deleted, or "" for one on a disk."""
    return next((said for name, said in FORGETS.items() if os.environ.get(name)), "")
