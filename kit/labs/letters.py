"""Labs of lesson 5, class names: the letters by level, and the metabolite that changes them."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.profiles import CLASSES, LIMITS, cited, profiles
from kit.labs.style import DAT, DRUG, NET, SERT
from kit.science.occupancy import together
from kit.science.receptors import hill_langmuir

TRANSPORTERS = {"SERT": SERT, "NET": NET, "DAT": DAT}
LEVELS = np.geomspace(0.01, 1e5, 241)
HALF = 50.0  # the second target is called filled here: a line drawn for this kit
FULL = Axis("How full the transporters are (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100))
PAIRS = {  # parent, metabolite, and where the pair was read
    "amitriptyline": ("nortriptyline", "hicks2013"),
    "imipramine": ("desipramine", "hicks2013"),
    "venlafaxine": ("desvenlafaxine", "venlafaxine-tablets-label"),
}


def letters_by_level():
    """How full each transporter is as the level rises, and where a second one is half full."""
    drugs = [drug for drug in CLASSES if drug not in ("doxepin", "reboxetine")]
    known = profiles(tuple(drugs))
    kds = {drug: {t: known[drug][t].value for t in TRANSPORTERS} for drug in drugs}

    def draw(drug, level):
        kd = kds[drug]
        (first, tight), (second, loose), _ = sorted(kd.items(), key=lambda pair: pair[1])
        here = {t: 100 * hill_langmuir(level, k) for t, k in kd.items()}
        series = {t: Data(LEVELS, 100 * hill_langmuir(LEVELS, k)) for t, k in kd.items()}
        series["change"] = Data([loose, loose], [0.0, 100.0])
        series["now"] = Data([level] * 3, [here[t] for t in kd])
        numbers = here | {"first": first, "second": second, "loose": loose, "ratio": loose / tight}
        return Drawing(series, numbers)

    def words(now):
        shares = ", ".join(f"{t} {getattr(now, t):.0f} %" for t in TRANSPORTERS)
        full = [t for t in TRANSPORTERS if getattr(now, t) >= HALF]
        name = " and ".join(full) + " blocker" if full else "hardly a blocker of anything"
        return (
            f"{now.drug.capitalize()} ({CLASSES[now.drug]} by name) at {plain(now.level)} nM free: "
            f"{shares}. By what is at least half full it is: {name}. {now.second} is half full "
            f"only at {plain(now.loose)} nM, {plain(now.ratio)} times the level for {now.first}."
        )

    return Lab(
        title="Letters by level: when does the class change?",
        kind="model",
        controls=[
            Choice("drug", "Drug", {d: f"{d} ({CLASSES[d]})" for d in drugs}, "venlafaxine"),
            Slider(
                "level",
                "Free drug",
                0.01,
                1e5,
                1,
                "nM",
                scale="log",
                axis=True,
                stops={"10 nM": 10, "100 nM": 100, "1,000 nM": 1000},
            ),
        ],
        series=[
            *(
                Line(t, t, style, at, ghost=False)
                for (t, style), at in zip(TRANSPORTERS.items(), (0.45, 0.62, 0.78), strict=True)
            ),
            Line("change", "class changes here", DRUG, 0.95, ghost=False, rows=0),
            Points("now", "this level", DRUG, here=True),
        ],
        x=Axis(
            "Free drug (nM, logarithmic ruler)",
            0.01,
            1e5,
            unit="nM",
            scale="log",
            digits=2,
            ticks=(0.01, 1, 100, 10000),
        ),
        y=FULL,
        draw=draw,
        words=words,
        limits=LIMITS
        | {
            "Measured": "No point here: the lines rest on one Kd or Ki for each transporter, "
            "mostly of Tatsumi 1997.",
            "Assumed": "One site, and that half full counts as blocked: a line drawn for this "
            "kit. Nature draws none.",
        },
        sources=lambda: cited(known),
        rules=[Rule(HALF, "half full")],
    )


def parent_and_metabolite():
    """A drug and what the body makes of it share the transporters: the mix decides."""
    known = profiles(tuple({*PAIRS, *(child for child, _ in PAIRS.values())}))
    shares = np.linspace(0, 100, 101)
    start = {parent: 4 * known[parent]["SERT"].value for parent in PAIRS}  # fills 80 % of SERT

    def filled(pair, target, level, share):
        part = share / 100
        odds = [
            level * amount / known[drug][target].value
            for drug, amount in ((pair, 1 - part), (PAIRS[pair][0], part))
        ]
        return 100 * together(*odds)

    def draw(pair, share, times):
        level = start[pair] * times
        lines = {t: filled(pair, t, level, shares) for t in ("SERT", "NET")}
        here = {t: filled(pair, t, level, share) for t in lines}
        series = {t: Data(shares, y) for t, y in lines.items()}
        series["now"] = Data([share] * 2, list(here.values()))
        return Drawing(series, here | {"level": level})

    def words(now):
        child = PAIRS[now.pair][0]
        more = "SERT" if now.SERT > now.NET else "NET"
        return (
            f"{plain(now.level)} nM free in all, of which {now.share:.0f} % has become {child}: "
            f"SERT {now.SERT:.0f} % full, NET {now.NET:.0f} %. The mix blocks {more} more."
        )

    names = {parent: f"{parent} → {child}" for parent, (child, _) in PAIRS.items()}
    return Lab(
        title="Parent and metabolite: the body changes the class",
        kind="model",
        controls=[
            Slider("share", "Share that has become the metabolite", 0, 100, 0, "%", axis=True),
            Choice("pair", "Pair", names, "amitriptyline"),
            Slider(
                "times",
                "Level, in levels that fill 80 % of SERT by the parent alone",
                0.1,
                10,
                1,
                scale="log",
            ),
        ],
        series=[
            Line("SERT", "SERT", SERT, 0.35),
            Line("NET", "NET", NET, 0.35),
            Points("now", "this mix", DRUG, here=True),
        ],
        x=Axis("Share of the drug that has become the metabolite (%)", 0, 100, unit="%", digits=0),
        y=FULL,
        draw=draw,
        words=words,
        limits={
            "Measured": "No point here. The affinities are: Tatsumi 1997, and Deecher 2006 for "
            "desvenlafaxine, another laboratory.",
            "Assumed": "Parent and metabolite reach the brain alike and compete for one site. The "
            "share in a person is yours to choose.",
            "Left out": "How fast each is made and removed, which differs between people, and the "
            "metabolites of the metabolite.",
        },
        sources=lambda: evidence.sources(
            {"tatsumi1997", "deecher2006", *(source for _, source in PAIRS.values())}
        ),
    )
