"""Labs of lesson 5, tricyclics: the ladder of targets, and two ways to scale a plasma level."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style, plain
from kit.labs.profiles import FREE_DRUG, LIMITS, SAID, cited, profiles
from kit.labs.style import DRUG, NET
from kit.science.dosing import nanomolar
from kit.science.occupancy import occupancy
from kit.science.receptors import hill_langmuir

DRUGS = ("doxepin", "amitriptyline", "nortriptyline", "desipramine")
RUNGS = ("H1", "SERT", "NET", "M", "alpha1", "DAT")
OFF_TARGETS = ("H1", "SERT", "M", "alpha1")
HALF = 50.0
SCANNED = Style("#222222", "dash")
PLASMA = np.linspace(0, 250, 126)


def tricyclic_ladder():
    """Which targets a tricyclic fills first as its free level rises."""
    known = profiles(DRUGS)
    rungs = np.arange(1, len(RUNGS) + 1)
    points = {drug: _rungs(one) for drug, one in known.items()}
    height = np.array([0.4, len(RUNGS) + 0.6])

    def draw(drug, level):
        values = np.array([known[drug][t].value for t in RUNGS])
        here = 100 * hill_langmuir(level, values)
        series = {
            "labs": points[drug],
            "used": Data(values, rungs),
            "level": Data([level, level], height),
        }
        return Drawing(series, dict(zip(RUNGS, here, strict=True)))

    def words(now):
        values = {t: known[now.drug][t].value for t in RUNGS}
        order = sorted(RUNGS, key=values.get)
        shares = ", ".join(f"{SAID.get(t, t)} {getattr(now, t):.0f} %" for t in order)
        lit = [SAID.get(t, t) for t in order if getattr(now, t) >= HALF]
        full = f"At least half full: {', '.join(lit)}." if lit else "Nothing is half full yet."
        return (
            f"{now.drug.capitalize()}, {plain(now.level)} nM free. In order of grip: {shares}. "
            f"{full}"
        )

    return Lab(
        title="The tricyclic ladder: what fills first?",
        kind="measured + model",
        controls=[
            FREE_DRUG,
            Choice("drug", "Tricyclic", {d: d for d in DRUGS}, "amitriptyline"),
        ],
        series=[
            Points("labs", "one laboratory", DRUG, size=8),
            Points("used", "value that the model uses", DRUG, here=True, size=11),
            Line("level", "your level", DRUG, 0.98, ghost=False, rows=0),
        ],
        x=Axis(
            "Free drug, and Ki or Kd (nM, logarithmic ruler)",
            0.01,
            100000,  # the weakest measured affinity is 12,100 nM
            unit="nM",
            scale="log",
            digits=2,
            ticks=(0.01, 1, 100, 10000),  # few, so that they fit on a phone
        ),
        y=Axis(
            "Target",
            0.4,
            len(RUNGS) + 0.6,
            ticks=tuple(range(1, len(RUNGS) + 1)),
            tick_labels=tuple(SAID.get(t, t) for t in RUNGS),
        ),
        draw=draw,
        words=words,
        limits=LIMITS
        | {
            "Assumed": LIMITS["Assumed"] + " A target counts as filled from one half on. Where the "
            "points of two targets overlap, their order is not certain."
        },
        sources=lambda: cited(known),
    )


def _rungs(one):
    """All measured values of one drug, on the rungs of the ladder."""
    x, y, text = [], [], []
    for rung, target in enumerate(RUNGS, start=1):
        found = one[target]
        x += list(found.values)
        y += [rung] * len(found.values)
        text += found.texts
    return Data(x, y, text=text)


def nortriptyline_numbers():
    """What the two scalings rest on: affinities (nM), free share, g/mol, EC50 and range (ng/mL)."""
    one = profiles(("nortriptyline",))["nortriptyline"]
    body = evidence.pharmacokinetics("nortriptyline").set_index("parameter")
    fits = evidence.occupancy_fits("nortriptyline", "NET").set_index("regimen")
    scans = evidence.occupancy("nortriptyline", "NET", "single")
    return {
        "kd": {target: one[target].value for target in ("NET", *OFF_TARGETS)},
        "free": float(body.loc["fraction_unbound", "typical"]),
        "mass": float(body.loc["molar_mass_g_per_mol", "typical"]),
        "ec50": float(fits.loc["repeated", "ec50_ng_per_ml"]),
        "range": tuple(body.loc["plasma_range_ng_per_ml", ["low", "high"]].astype(float)),
        "scans": scans[scans["plasma_ng_per_ml"].notna()],
    }


def by_free_level(plasma, target, known):
    """Percent of a target filled, from the free share of a plasma level (ng/mL) and its Kd."""
    free_nM = known["free"] * nanomolar(plasma, known["mass"])
    return 100 * hill_langmuir(free_nM, known["kd"][target])


def by_scan(plasma, target, known):
    """The same, with the level at NET read from scans and other targets by the ratio of Kd."""
    times = known["kd"][target] / known["kd"]["NET"]
    return 100 * occupancy(plasma, known["ec50"] * times)


def two_scalings():
    """Nortriptyline's plasma level turned into occupancy in two ways that disagree."""
    known = nortriptyline_numbers()
    low, high = known["range"]
    scans = known["scans"]
    measured = Data(
        scans["plasma_ng_per_ml"].to_numpy(float),
        scans["occupancy_percent"].to_numpy(float),
        text=[
            f"nortriptyline {plain(row['dose_mg'])} mg once, {plain(row['plasma_ng_per_ml'])} "
            f"ng/mL: {plain(row['occupancy_percent'])} % of NET, {evidence.cite(row)}"
            for _, row in scans.iterrows()
        ],
    )
    ways = {"free": by_free_level, "scan": by_scan}

    def draw(plasma, other):
        series, numbers = {"measured": measured}, {}
        for panel, target in (("net", "NET"), ("other", other)):
            for way, turn in ways.items():
                name = f"{panel}_{way}"
                series[name] = Data(PLASMA, turn(PLASMA, target, known))
                numbers[name] = turn(plasma, target, known)
            pair = [numbers[f"{panel}_{way}"] for way in ways]
            series[f"{panel}_now"] = Data([plasma, plasma], pair)
        return Drawing(series, numbers)

    def words(now):
        inside = "inside" if low <= now.plasma <= high else "outside"
        return (
            f"{plain(now.plasma)} ng/mL in plasma ({inside} Åsberg's {low:.0f} to {high:.0f}). "
            f"NET: {now.net_free:.0f} % by the free level, {now.net_scan:.0f} % by the scans. "
            f"{SAID.get(now.other, now.other)}: {now.other_free:.0f} % against "
            f"{now.other_scan:.0f} %."
        )

    full = {"low": 0, "high": 105, "unit": "%", "ticks": (0, 25, 50, 75, 100)}
    return Lab(
        title="Nortriptyline: one plasma level, two answers",
        kind="measured + model",
        controls=[
            Slider(
                "plasma",
                "Plasma level (total)",
                0,
                250,
                0,
                "ng/mL",
                axis=True,
                stops={f"{low:.0f}": low, f"{high:.0f}": high},
            ),
            Choice("other", "Second target", {t: SAID.get(t, t) for t in OFF_TARGETS}, "H1"),
        ],
        series=[
            *(
                Line(f"{panel}_{way}", label, style, at, ghost=False, panel=k, rows=3)
                for k, panel in enumerate(("net", "other"))
                for way, label, style, at in (
                    ("free", "by free level and test tube", DRUG, 0.25),
                    ("scan", "anchored to scans", SCANNED, 0.7),
                )
            ),
            Points("net_now", "this level", DRUG, here=True),
            Points("other_now", "this level, second target", DRUG, here=True, panel=1),
            Points("measured", "scans after one dose", NET),
        ],
        x=Axis("Nortriptyline in plasma (ng/mL, bound and free)", 0, 250, unit="ng/mL"),
        y=[Axis("NET full (%)", **full), Axis("Second target full (%)", **full)],
        draw=draw,
        words=words,
        limits={
            "Measured": "The filled points: scans of six healthy men after one dose (Sekine 2010). "
            "The scan line: EC50 of ten patients (Takano 2014). Free share: Lombardo 2018.",
            "Assumed": "Free in plasma is free in the brain (first way); the ratio of test-tube "
            "affinities holds in the brain (second way). The two cannot both be right.",
            "Left out": "The spread of affinities, of people, and the metabolites. What a level "
            "does for mood is not in this picture.",
        },
        sources=lambda: evidence.sources(
            {"sekine2010", "takano2014", "lombardo2018", "asberg1971", "tatsumi1997", "pdsp2020"}
        ),
        rules=[
            Rule(None, f"{low:.0f}", x=low),
            Rule(None, f"{high:.0f} (Åsberg 1971)", x=high),
        ],
    )
