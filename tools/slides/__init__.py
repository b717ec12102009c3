"""The walkthrough: a lesson as slides inside JupyterLab, with speaker notes (`make slides`)."""
