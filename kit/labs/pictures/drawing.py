"""Helpers shared by the pictures: their files, how they say numbers, the shapes of molecules."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HALVES = {  # of a molecule that was broken down, by its marker
    "circle": "M-1.5,-4.2 A4.2,4.2 0 0 0 -1.5,4.2 Z M1.5,-4.2 A4.2,4.2 0 0 1 1.5,4.2 Z",
    "square": "M-5.3,-3.8 H-1.5 V3.8 H-5.3 Z M5.3,-3.8 H1.5 V3.8 H5.3 Z",
    "diamond": "M-1.5,-5 L-6.5,0 L-1.5,5 Z M1.5,-5 L6.5,0 L1.5,5 Z",
    "triangle-up": "M-1.5,-4.8 V3.8 H-6.3 Z M1.5,-4.8 V3.8 H6.3 Z",
}
MOLECULES = {
    "circle": "M-4.2,0 A4.2,4.2 0 1 1 4.2,0 A4.2,4.2 0 1 1 -4.2,0 Z",
    "square": "M-3.8,-3.8 H3.8 V3.8 H-3.8 Z",
    "diamond": "M0,-5 L5,0 L0,5 L-5,0 Z",
    "triangle-up": "M0,-4.8 L4.8,3.8 H-4.8 Z",
}


def read(name: str) -> str:
    """The SVG of a picture."""
    return (HERE / f"{name}.svg").read_text(encoding="utf-8")


def given(**parts: Any) -> dict[str, Any]:
    """The parts that a lab gives, without None, so that elements that need them are hidden."""
    return {name: value for name, value in parts.items() if value is not None}


def times(value: float) -> str:
    """A multiple as text in a picture: 1.8×, 10×."""
    return f"{value:.0f}×" if value > 9.95 else f"{value:.1f}×"
