"""The live chart: controls, picture, words and table. It knows no pharmacology."""

from kit.chart.controls import Choice, Slider, plain, with_unit
from kit.chart.drawing import Drawing
from kit.chart.lab import Lab
from kit.chart.page import script, view
from kit.chart.series import Axis, Line, Points, Rule, Style

__all__ = [
    "Axis",
    "Choice",
    "Drawing",
    "Lab",
    "Line",
    "Points",
    "Rule",
    "Slider",
    "Style",
    "plain",
    "script",
    "view",
    "with_unit",
]
