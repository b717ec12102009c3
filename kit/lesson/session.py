"""Sessions that forget: what a learner is told where answers do not outlive the session."""

import os

BINDER = "BINDER_LAUNCH_HOST"  # BinderHub sets it for each session
FORGETS = (
    "This session is on Binder, which deletes it, your answers too, some minutes after you leave "
    "or rest. Download your answers before."
)


def notice() -> str:
    """The sentence for a session whose answers will be deleted, or "" for one on a disk."""
    return FORGETS if os.environ.get(BINDER) else ""
