"""The live chart: controls, picture, words and table. It knows no pharmacology."""

from kit.chart.bench import Bench
from kit.chart.controls import Choice, Slider, plain, with_unit
from kit.chart.drawing import Drawing
from kit.chart.lab import Lab, Limits
from kit.chart.page import script
from kit.chart.picture import Picture
from kit.chart.series import Area, Axis, Bars, Line, Points, Rule, Series, Style

__all__ = [
    "Area",
    "Axis",
    "Bars",
    "Bench",
    "Choice",
    "Drawing",
    "Lab",
    "Limits",
    "Line",
    "Points",
    "Picture",
    "Rule",
    "Series",
    "Slider",
    "Style",
    "plain",
    "script",
    "with_unit",
]
