"""Pages of labs that have nothing to move."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """Tables to look things up: as plain text, and as HTML."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def folded(summary: str, inside: str) -> str:
    """HTML that a click on its summary opens."""
    return f"<details><summary>{summary}</summary>{inside}</details>"
