"""For every kernel of this environment: a cell of a lesson runs alone, after any restart."""

c.InteractiveShellApp.extensions.append("kit")  # noqa: F821 (IPython gives this file its `c`)
