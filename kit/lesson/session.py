"""A warning for sessions that delete a learner's answers."""

import os

BINDER = "BINDER_LAUNCH_HOST"  # BinderHub sets it for each session
FORGETS = (
    "This session is on Binder, which deletes it with your answers a few minutes after you leave "
    "or pause. Download your answers first."
)


def notice() -> str:
    """The sentence for a session whose answers will be deleted, or "" for one on a disk."""
    return FORGETS if os.environ.get(BINDER) else ""
