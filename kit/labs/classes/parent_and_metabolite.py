import numpy as np
from numpy.typing import ArrayLike

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Slider
from kit.labs.classes.shared import FULL, MEASURED, cited, fingerprints_of
from kit.labs.style import DRUG, TARGETS
from kit.science.checks import Numbers
from kit.science.occupancy import together

BOTH = ("SERT", "NET")
SHARES = np.linspace(0, 100, 101)
START_ODDS = 4.0  # the level begins where the parent alone fills 80 % of SERT


def parent_and_metabolite() -> Lab:
    """A drug and its metabolite share the pumps: the mix decides how full SERT and NET are."""
    known, pairs = fingerprints_of(), pairs_of()
    start = {parent: START_ODDS * known[parent]["SERT"].value for parent in pairs}

    def filled(parent: str, target: str, level: float, share: ArrayLike) -> Numbers:
        part = np.asarray(share) / 100
        odds = [
            level * amount / known[drug][target].value
            for drug, amount in ((parent, 1 - part), (pairs[parent], part))
        ]
        return 100 * together(*odds)

    def draw(share: float, pair: str, times: float) -> Drawing:
        level = start[pair] * times
        here = {target: float(filled(pair, target, level, share)) for target in BOTH}
        lines = [Line(t, t, SHARES, filled(pair, t, level, SHARES), TARGETS[t], 0.35) for t in BOTH]
        now = Points("now", "this mix", [share] * 2, [*here.values()], DRUG, here=True)
        said = {"child": pairs[pair], "more": max(here, key=lambda target: here[target])}
        return Drawing([*lines, now], here | said | {"level": level})

    return Lab(
        title="Parent and metabolite: the body changes the class",
        kind="model",
        controls=[
            Slider("share", "Share that has become the metabolite", 0, 100, 0, "%", axis=True),
            Choice("pair", "Pair", {p: f"{p} → {c}" for p, c in pairs.items()}, "amitriptyline"),
            Slider("times", "Level, times the one that fills 80 % of SERT", 0.1, 10, 1,
                   scale="log"),
        ],
        x=Axis("Share that has become the metabolite (%)", 0, 100, unit="%", digits=0),
        y=FULL,
        draw=draw,
        words="{level} nM free in all, {share:.0f} % of it turned into {child}: SERT {SERT:.0f} % "
        "full, NET {NET:.0f} %. The mix blocks {more} more.",
        measured=MEASURED,
        assumed="Parent and metabolite reach the brain alike and compete for one site. The share "
        "in a person is yours to choose.",
        left_out="How fast each is made and removed, which differs between people, and the "
        "metabolites of the metabolite.",
        sources=lambda: cited(known[drug] for pair in pairs.items() for drug in pair),
    )  # fmt: skip


def pairs_of() -> dict[str, str]:
    """The drugs with an active metabolite for which the ledger has SERT and NET of both."""
    known = fingerprints_of()
    facts = evidence.drug_facts()
    named = zip(facts["drug"], facts["active_metabolite"], strict=True)
    return {p: c for p, c in named if all(set(BOTH) <= set(known.get(drug, ())) for drug in (p, c))}
