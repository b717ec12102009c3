"""Labs of lesson 3, effect: potency and efficacy, spare receptors, benefit and harm in trials."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import DRUG, NET, SERT
from kit.science.receptors import hill_langmuir, operational, operational_ceiling

CONCENTRATION = np.geomspace(0.001, 1000, 481)
TICKS = (0.001, 0.01, 0.1, 1, 10, 100, 1000)


def two_drugs():
    """Two concentration-response curves: where each stands, and how high it reaches."""

    def draw(ec50_a, ec50_b, emax_b, emax_a):
        series = {
            "a": Data(CONCENTRATION, emax_a * hill_langmuir(CONCENTRATION, ec50_a)),
            "b": Data(CONCENTRATION, emax_b * hill_langmuir(CONCENTRATION, ec50_b)),
        }
        return Drawing(series)

    def words(now):
        where = (
            "A and B stand at the same place: equal potency"
            if now.ec50_a == now.ec50_b
            else f"{'A' if now.ec50_a < now.ec50_b else 'B'} is more potent: it needs "
            f"{plain(max(now.ec50_a, now.ec50_b) / min(now.ec50_a, now.ec50_b))} times less for "
            "half of its own ceiling"
        )
        high = (
            "both reach the same height: equal efficacy"
            if now.emax_a == now.emax_b
            else f"{'A' if now.emax_a > now.emax_b else 'B'} has the higher efficacy, "
            f"{plain(max(now.emax_a, now.emax_b))} % against {plain(min(now.emax_a, now.emax_b))} %"
        )
        return f"{where}; {high}."

    place = {"low": 0.01, "high": 100, "scale": "log"}
    return Lab(
        title="Which drug is stronger?",
        kind="conceptual",
        controls=[
            Slider("ec50_a", "EC50 of A", default=1, **place),
            Slider("ec50_b", "EC50 of B", default=1, **place),
            Slider("emax_b", "Ceiling of B (Emax)", 0, 100, 60, "%"),
            Slider("emax_a", "Ceiling of A (Emax)", 0, 100, 60, "%", drawer=True),
        ],
        series=[
            Line("a", "drug A", DRUG, label_at=0.55),
            Line(
                "b",
                "drug B",
                Style("#222222", "longdash"),
                label_at=0.9,
                label_side="bottom center",
            ),
        ],
        x=Axis(
            "Concentration (arbitrary unit, logarithmic ruler)",
            0.001,
            1000,
            scale="log",
            ticks=TICKS,
            digits=3,
        ),
        y=Axis("Effect (% of the tissue's maximum)", 0, 105, unit="%"),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: both drugs are made up.",
            "Assumed": "Each effect follows one hyperbola of the concentration.",
            "Left out": "Whether a larger effect is a better one: harms have curves of their own.",
        },
    )


def spare_receptors():
    """Take receptors away and see how long the effect does not notice."""

    def draw(removed, tau):
        left = 1 - removed / 100
        whole = operational_ceiling(tau)
        effect = operational(CONCENTRATION, 1.0, tau, receptors_left=left) / whole
        ceiling = operational_ceiling(tau, receptors_left=left) / whole
        series = {
            "effect": Data(CONCENTRATION, 100 * effect),
            "bound": Data(CONCENTRATION, 100 * left * hill_langmuir(CONCENTRATION, 1.0)),
        }
        return Drawing(series, {"ceiling": 100 * ceiling, "left": 100 * left})

    def words(now):
        return (
            f"{plain(now.removed)} % of the receptors are gone, {now.left:.0f} % are left. The "
            f"ceiling of the effect is {now.ceiling:.0f} % of what it was (tau {plain(now.tau)})."
        )

    return Lab(
        title="Spare receptors",
        kind="conceptual",
        controls=[
            Slider(
                "removed",
                "Receptors removed",
                0,
                95,
                0,
                "%",
                stops={"50 %": 50, "80 %": 80, "95 %": 95},
            ),
            Slider("tau", "Amplification (tau)", 0.3, 100, 10, scale="log", drawer=True),
        ],
        series=[
            Line("effect", "effect", DRUG, label_at=0.4),
            Line(
                "bound",
                "receptors with drug on them",
                Style("#222222", "dash"),
                label_at=0.9,
                label_side="bottom center",
            ),
        ],
        x=Axis(
            "Drug concentration (in units of its Kd, logarithmic ruler)",
            0.001,
            1000,
            scale="log",
            ticks=TICKS,
            digits=3,
        ),
        y=Axis("Share of the intact maximum (%)", 0, 105, unit="%"),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a model tissue with no real drug.",
            "Assumed": "The operational model of Black and Leff (1983), slope 1; what is removed "
            "stays away.",
            "Left out": "That tissues make new receptors within days.",
        },
    )


OUTCOMES = {
    "response": ("got clearly better", SERT, "bottom left"),
    "dropout_adverse_effects": ("stopped because of side effects", NET, "top left"),
    "dropout_any_reason": ("stopped for any reason", DRUG, "top left"),
}
DOSE = "dose_mg_fluoxetine_equivalent"


def pooled(rows):
    """Pooled trials as a series: risk ratio by dose, its 95 % interval, and who pooled them."""
    ratio = rows["risk_ratio"].to_numpy(float)
    text = [
        f"{plain(row[DOSE])} mg: risk ratio {row.risk_ratio:.2f}, 95 % interval {row.ci_low:.2f} "
        f"to {row.ci_high:.2f}, {evidence.cite(row.source)}"
        for _, row in rows.iterrows()
    ]
    high, low = rows["ci_high"] - ratio, ratio - rows["ci_low"]
    return Data(rows[DOSE], ratio, error=high, error_down=low, text=text)


def benefit_and_harm():
    """What trials of SSRIs found at four doses: how many got better, and how many stopped."""
    table = evidence.dose_response(drug_class="SSRI").sort_values(DOSE)
    found = {name: table[table["outcome"] == name] for name in OUTCOMES}
    doses = tuple(found["response"][DOSE])
    drawn = {"placebo": Data([0, 85], [1, 1])}
    for name, rows in found.items():
        drawn[name] = pooled(rows)
        drawn[f"{name} guide"] = Data(drawn[name].x, drawn[name].y)

    def draw(dose):
        numbers = {}
        for name, rows in found.items():
            for key in ("risk_ratio", "ci_low", "ci_high"):
                numbers[f"{name}_{key}"] = np.interp(dose, rows[DOSE], rows[key].astype(float))
        here = Data(dose, numbers["response_risk_ratio"])
        return Drawing({**drawn, "here": here}, numbers)

    def words(now):
        def said(name):
            ratio, low, high = (
                getattr(now, f"{name}_{key}") for key in ("risk_ratio", "ci_low", "ci_high")
            )
            return f"{OUTCOMES[name][0]} {ratio:.2f} times as often ({low:.2f} to {high:.2f})"

        return (
            f"Compared with people on placebo, people given the equivalent of {plain(now.dose)} mg "
            f"of fluoxetine {said('response')}, {said('dropout_adverse_effects')}, and "
            f"{said('dropout_any_reason')}."
        )

    series = [
        Line("placebo", "as often as on placebo", Style(dash="dash"), 1.0, ghost=False, rows=0)
    ]
    for name, (label, style, side) in OUTCOMES.items():
        guide = Style(style.color, "dot")
        series += [
            Line(f"{name} guide", label, guide, 1.0, label_side=side, ghost=False, rows=0),
            Points(name, label, style),
        ]
    return Lab(
        title="Benefit and harm in trials of SSRIs, by dose",
        kind="measured",
        controls=[Slider("dose", "Dose studied", doses[0], doses[-1], 20, "mg", only=doses)],
        series=[*series, Points("here", "the dose you chose", DRUG, here=True)],
        x=Axis("Dose (mg of fluoxetine, or its equivalent)", 0, 85, unit="mg", digits=0),
        y=Axis(
            "Times as often as on placebo",
            0.7,
            6,
            scale="log",
            digits=2,
            ticks=(1, 1.5, 2, 3, 4, 5),
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "Trials with fixed doses, pooled as risk ratios; bars are 95 % intervals "
            "(Furukawa 2019, CC BY).",
            "Assumed": "That doses of five SSRIs fit one scale. Dotted lines only guide the eye.",
            "Left out": "Each person: an average cannot say who gets better or who is harmed.",
        },
        sources=lambda: evidence.sources(set(table["source"])),
    )
