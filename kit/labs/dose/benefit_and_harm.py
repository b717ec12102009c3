from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Drawing, Lab, Line, Points, Series, Slider, Style
from kit.labs.style import BLACK, DRUG, NET, SERT

DOSE, COLUMNS = "dose_mg_fluoxetine_equivalent", ("risk_ratio", "ci_low", "ci_high")
PANELS = {  # outcome: what is said of it, its style
    "response": ("got clearly better", SERT),
    "dropout_adverse_effects": ("left because of side effects", NET),
}
ANY = "dropout_any_reason"
LABEL = 0.6, 0.3  # where the two names stand
ONE = Style(BLACK, "dash")
TICKS = (1, 3, 5)


def benefit_and_harm() -> Lab:
    """Benefit and harm by dose: how much more often than on placebo people got better, and left."""
    table = evidence.dose_response(drug_class="SSRI").sort_values(DOSE)
    found = {name: table[table["outcome"] == name] for name in (*PANELS, ANY)}
    doses = tuple(found["response"][DOSE])

    def draw(dose: float) -> Drawing:
        series: list[Series] = []
        numbers: dict[str, Any] = {}
        for panel, (name, rows) in enumerate(found.items()):
            x, ratio, low, high = rows[[DOSE, *COLUMNS]].to_numpy(float).T
            at = [float(np.interp(dose, x, column)) for column in (ratio, low, high)]
            numbers |= dict(zip((f"{name}_{key}" for key in COLUMNS), at, strict=True))
            if name == ANY:
                continue
            label, style = PANELS[name]
            none: dict[str, Any] = {"rows": 0, "panel": panel}  # in the table
            series += [
                Area(f"{name} band", "", x, high, style, base=low, **none),
                Line(f"{name} placebo", "", [0, 85], [1, 1], ONE, ghost=False, **none),
                Line(name, label, x, ratio, style, LABEL[panel], False, rows=4, panel=panel),
                Points(f"{name} here", "", dose, at[0], DRUG, here=True, **none),
            ]
        return Drawing(series, numbers)

    side = Axis("Times as often as on placebo", 0.5, 6, digits=2, ticks=TICKS)
    return Lab(
        title="Benefit and harm in trials of SSRIs, by dose",
        kind="model",
        controls=[Slider("dose", "Dose studied", doses[0], doses[-1], 20, "mg", only=doses)],
        x=Axis("Dose (mg of fluoxetine, or its equivalent)", 0, 85, unit="mg", digits=0),
        y=[side, side],
        draw=draw,
        words="Beside placebo, people given the equivalent of {dose:g} mg of fluoxetine got "
        f"clearly better {often('response')}, left because of side effects "
        f"{often('dropout_adverse_effects')}, and left for any reason {often(ANY)}.",
        measured="Not the lines: they are a curve fitted through pooled trials with fixed doses, "
        "read off at four doses (Furukawa 2019, CC BY). In the band the truth probably lies.",
        assumed="That doses of five SSRIs fit one scale. Between the four doses the lines only "
        "guide the eye.",
        left_out="Each person: an average cannot say who gets better or who is harmed.",
        sources=lambda: evidence.sources(set(table["source"])),
    )


def often(name: str) -> str:
    """The place in the sentence of an outcome: its ratio, with the interval."""
    ratio, low, high = (f"{{{name}_{key}:.2f}}" for key in COLUMNS)
    return f"{ratio} times as often ({low}–{high})"
