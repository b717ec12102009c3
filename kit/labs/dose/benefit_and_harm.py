"""Benefit and harm by dose: curves fitted through pooled trials of SSRIs, in two small panels."""

from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Data, Drawing, Lab, Line, Now, Points, Slider, Style
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
    """How much more often than on placebo people got better, and left, at four doses."""
    table = evidence.dose_response(drug_class="SSRI").sort_values(DOSE)
    found = {name: table[table["outcome"] == name] for name in (*PANELS, ANY)}
    doses = tuple(found["response"][DOSE])

    def draw(dose: float) -> Drawing:
        series: dict[str, Any] = {}
        numbers: dict[str, Any] = {}
        for name, rows in found.items():
            x, ratio, low, high = rows[[DOSE, *COLUMNS]].to_numpy(float).T
            at = [float(np.interp(dose, x, column)) for column in (ratio, low, high)]
            numbers |= dict(zip((name, f"{name}_low", f"{name}_high"), at, strict=True))
            if name in PANELS:
                series[f"{name} band"] = Data(x, high, base=low)
                series[name] = Data(x, ratio)
                series[f"{name} placebo"] = Data([0, 85], [1, 1])
                series[f"{name} here"] = Data(dose, at[0])
        return Drawing(series, numbers)

    series: list[Any] = []
    for panel, (name, (label, style)) in enumerate(PANELS.items()):
        series += [
            Area(f"{name} band", "", style, rows=0, panel=panel),
            Line(f"{name} placebo", "", ONE, ghost=False, rows=0, panel=panel),
            Line(name, label, style, LABEL[panel], ghost=False, rows=4, panel=panel),
            Points(f"{name} here", "", DRUG, here=True, rows=0, panel=panel),
        ]
    side = Axis("Times as often as on placebo", 0.5, 6, digits=2, ticks=TICKS)
    return Lab(
        title="Benefit and harm in trials of SSRIs, by dose",
        kind="model",
        controls=[Slider("dose", "Dose studied", doses[0], doses[-1], 20, "mg", only=doses)],
        series=series,
        x=Axis("Dose (mg of fluoxetine, or its equivalent)", 0, 85, unit="mg", digits=0),
        y=[side, side],
        draw=draw,
        words=words,
        limits={
            "Measured": "Not the lines: they are a curve fitted through pooled trials with fixed "
            "doses, read off at four doses (Furukawa 2019, CC BY). In the band the truth probably "
            "lies.",
            "Assumed": "That doses of five SSRIs fit one scale. Between the four doses the lines "
            "only guide the eye.",
            "Left out": "Each person: an average cannot say who gets better or who is harmed.",
        },
        sources=lambda: evidence.sources(set(table["source"])),
    )


def words(now: Now) -> str:
    """Benefit and harm at one dose, in one sentence."""

    def said(name: str) -> str:
        values = vars(now)
        low, high = values[f"{name}_low"], values[f"{name}_high"]
        return f"{values[name]:.2f} times as often ({low:.2f}–{high:.2f})"

    return (
        f"Beside placebo, people given the equivalent of {now.dose:g} mg of fluoxetine got clearly "
        f"better {said('response')}, left because of side effects "
        f"{said('dropout_adverse_effects')}, and left for any reason {said(ANY)}."
    )
