"""Labs of lesson 5, affinities: six fingerprints without a name, and what a level fills."""

from types import SimpleNamespace

import numpy as np

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import DAT, DRUG, NET, SERT
from kit.science.receptors import hill_langmuir

GREY = Style("#555555", "dot", "triangle-up")  # histamine, acetylcholine, alpha1: no colour of
STYLES = {"SERT": SERT, "NET": NET, "DAT": DAT, "H1": GREY, "M": GREY, "alpha1": GREY}  # their own
TARGETS = tuple(STYLES)
SAID = {"M": "muscarinic", "alpha1": "alpha-1"}
# One paper measured most transporters in one way: its numbers can be compared with each other.
PAPERS = ("tatsumi1997", "iversen2006", "bymaster2001", "bymaster2002", "deecher2006")
CLASSES = {
    "citalopram": "SSRI",
    "sertraline": "SSRI",
    "paroxetine": "SSRI",
    "fluoxetine": "SSRI",
    "venlafaxine": "SNRI",
    "duloxetine": "SNRI",
    "atomoxetine": "NRI",
    "reboxetine": "NRI",
    "bupropion": "NDRI",
    "amitriptyline": "TCA",
    "nortriptyline": "TCA",
    "desipramine": "TCA",
    "doxepin": "TCA",
}
SIX = ("amitriptyline", "sertraline", "venlafaxine", "bupropion", "desipramine", "citalopram")
LETTERS = "ABCDEF"
FREE_DRUG = Slider(
    "level",
    "Free drug",
    0.01,
    10000,
    0.1,
    "nM",
    scale="log",
    stops={"1 nM": 1, "10 nM": 10, "100 nM": 100},
)
AFFINITY = Axis(
    "Ki or Kd (nM)",
    0.03,
    1e5,
    unit="nM",
    scale="log",
    digits=2,
    ticks=(0.1, 10, 1000, 100000),
)
LIMITS = {
    "Measured": "Every filled point: one laboratory's Ki or Kd at human targets outside the body. "
    "Transporters mostly from Tatsumi 1997, the other points from the PDSP Ki Database.",
    "Assumed": "One site for each target, and the free level that you choose. The working value is "
    "the named paper's, or else the middle one of the laboratories.",
    "Left out": "How much of the drug is free in the brain, metabolites, and what blocking a "
    "target does.",
}


def profiles(drugs=tuple(CLASSES)):
    """For each drug and target: values of all laboratories (nM), the working value, its sources."""
    rows = evidence.countable(evidence.affinities())
    found = {drug: {} for drug in drugs}
    for (drug, target), group in rows.groupby(["drug", "target"]):
        if drug in found and target in TARGETS:
            values = group["value_nM"].to_numpy(float)
            named = group[group["source"].isin(PAPERS)]
            first = sorted(named["source"], key=PAPERS.index)[:1]
            value = (
                named.loc[named["source"] == first[0], "value_nM"].iloc[0]
                if first
                else np.exp(np.median(np.log(values)))
            )
            found[drug][target] = SimpleNamespace(
                values=values,
                value=float(value),
                sources=set(group["source"]),
                texts=[
                    f"{drug} at {target}: {row['parameter']} {plain(row['value_nM'])} nM, "
                    f"{evidence.cite(row).split(', ')[0]}"
                    for _, row in group.iterrows()
                ],
            )
    return {drug: {t: found[drug][t] for t in TARGETS if t in found[drug]} for drug in drugs}


def cited(known):
    """The papers behind some profiles, as a DataFrame."""
    return evidence.sources({s for one in known.values() for t in one.values() for s in t.sources})


def fingerprints():
    """Six drugs without their names, by what they bind: find the one sold for dopamine."""
    known = profiles(SIX)
    places = np.arange(1, 7)
    names = [f"{letter}: {drug}" for letter, drug in zip(LETTERS, SIX, strict=True)]
    across = {
        key: Axis(
            "Fingerprint (circle SERT, square NET, diamond DAT)",
            0.5,
            6.5,
            ticks=tuple(range(1, 7)),
            tick_labels=tuple(labels),
        )
        for key, labels in (("hidden", LETTERS), ("shown", names))
    }
    values = {t: np.array([known[drug][t].value for drug in SIX]) for t in ("SERT", "NET", "DAT")}

    def draw(number, names):
        place = int(number) - 1
        here = {t: v[place] for t, v in values.items()}
        series = {
            t: Data(places, v, text=[f"{t}: {plain(nM)} nM, Tatsumi 1997" for nM in v])
            for t, v in values.items()
        }
        series["here"] = Data(number, here["DAT"])
        return Drawing(series, here | {"place": place}, {"x": across[names]})

    def words(now):
        letter = LETTERS[now.place]
        name = letter if now.names == "hidden" else f"{letter}, {SIX[now.place]},"
        return (
            f"Fingerprint {name} binds SERT at {plain(now.SERT)} nM, NET at {plain(now.NET)} nM "
            f"and DAT at {plain(now.DAT)} nM. The lower number is the tighter grip."
        )

    return Lab(
        title="Six fingerprints",
        kind="measured",
        controls=[
            Slider(
                "number",
                "Fingerprint",
                1,
                6,
                1,
                only=range(1, 7),
                stops=dict(zip(LETTERS, range(1, 7), strict=True)),
            ),
            Choice("names", "Names", {"hidden": "hidden", "shown": "shown"}, "hidden"),
        ],
        series=[
            *(Points(t, t, STYLES[t], size=14) for t in values),
            Points("here", "the dopamine transporter of your choice", DRUG, here=True, rows=0),
        ],
        x=across["hidden"],
        y=AFFINITY,
        draw=draw,
        words=words,
        limits=LIMITS
        | {
            "Measured": "All 18 points, by one laboratory in one way, at cloned human transporters "
            "(Tatsumi 1997)."
        },
        sources=lambda: evidence.sources("tatsumi1997"),
    )


def fingerprint():
    """What a free level of a drug fills, over what each laboratory measured."""
    known = profiles()
    places = dict(zip(TARGETS, range(1, len(TARGETS) + 1), strict=True))
    ends = np.array([0.5, len(TARGETS) + 0.5])
    points = {drug: _points(one, places) for drug, one in known.items()}

    def draw(drug, level):
        one = known[drug]
        kd = np.array([one[t].value for t in one])
        low, high = (np.array([end(one[t].values) for t in one]) for end in (np.min, np.max))
        filled, most, least = (100 * hill_langmuir(level, k) for k in (kd, low, high))
        at = [places[t] for t in one]
        series = {
            "labs": points[drug],
            "level": Data(ends, [level, level]),
            "filled": Data(at, filled),
            "spread": Data(at, filled, error=most - filled, error_down=filled - least),
        }
        return Drawing(series, dict(zip(one, filled, strict=True)))

    def words(now):
        one = known[now.drug]
        shares = ", ".join(f"{SAID.get(t, t)} {getattr(now, t):.0f} %" for t in one)
        missing = [SAID.get(t, t) for t in TARGETS if t not in one]
        none = f" No usable number here for {', '.join(missing)}." if missing else ""
        return (
            f"At {plain(now.level)} nM of free {now.drug} ({CLASSES[now.drug]}) the model fills: "
            f"{shares}.{none}"
        )

    return Lab(
        title="A drug's fingerprint, and what a level fills",
        kind="measured + model",
        controls=[
            Choice("drug", "Drug", {d: f"{d} ({c})" for d, c in CLASSES.items()}, "sertraline"),
            FREE_DRUG,
        ],
        series=[
            Points("labs", "one laboratory", DRUG, size=9),
            Line("level", "your level", DRUG, 0.5, ghost=False, rows=0),
            Bars("filled", "filled (model)", DRUG, measured=False, panel=1),
            Points("spread", "from the loosest to the tightest laboratory", DRUG, True, 5, panel=1),
        ],
        x=Axis(
            "Target",
            0.5,
            len(TARGETS) + 0.5,
            ticks=tuple(places.values()),
            tick_labels=tuple(SAID.get(t, t) for t in TARGETS),
        ),
        y=[AFFINITY, Axis("How full (%)", 0, 105, unit="%", ticks=(0, 50, 100))],
        draw=draw,
        words=words,
        limits=LIMITS,
        sources=lambda: cited(known),
    )


def _points(one, places):
    """All measured values of one drug, a little beside each other where there are several."""
    x, y, text = [], [], []
    for target, found in one.items():
        count = len(found.values)
        x += list(places[target] + 0.05 * (np.arange(count) - (count - 1) / 2))
        y += list(found.values)
        text += found.texts
    return Data(x, y, text=text)


def selectivity(first, second):
    """How many powers of ten the second target needs more than the first."""
    return float(np.log10(second / first))


def selectivity_cases():
    """Citalopram, paroxetine, reboxetine at SERT and NET, for the worked example."""
    cases = []
    for drug, one in profiles(("citalopram", "paroxetine", "reboxetine")).items():
        sert, net = one["SERT"].value, one["NET"].value
        cases.append(
            {
                "drug": drug.capitalize(),
                "sert": sert,
                "net": net,
                "ratio": net / sert,
                "log": selectivity(sert, net),
            }
        )
    return cases
