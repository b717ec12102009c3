"""Labs of lesson 8, theory: what a ligand does, and who wins a place."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style, plain
from kit.labs.style import DRUG, MOR
from kit.science.occupancy import odds
from kit.science.qualitative import qualitative_efficacy_dial
from kit.science.receptors import (
    dose_ratio,
    operational,
    operational_ceiling,
    operational_ec50,
    partial_agonist,
)

SHARES = np.linspace(0, 100, 101)
TAKEN = 0.9  # chosen: share of the free receptors that an added agonist takes
AGONIST = np.geomspace(0.01, 1000, 201)
TAU, PARTIAL_TAU = 10.0, 1.0  # chosen: a tissue with spare receptors, and a weak partial agonist
KINDS = {
    "competitive": "comes and goes",
    "irreversible": "stays for good",
    "partial": "comes and goes, and acts a little",
}
BLOCKER = np.geomspace(0.1, 100, 121)
INVENTED = (80.0, 75.0, 60.0)  # percent held, chosen
NEVER = 1000.0  # off the ruler: no amount of agonist reaches half of the old ceiling
PLAIN_DASH = Style("#222222", "dash")


def one_dial():
    """One receptor and one number: from full agonist to inverse agonist."""

    def draw(efficacy, bound, basal):
        rest = basal / 100

        def alone(share):
            return qualitative_efficacy_dial(share / 100, efficacy, rest)

        def joined(share):
            return alone(share) + TAKEN * (1 - share / 100) * (1 - rest)

        series = {
            "alone": Data(SHARES, 100 * alone(SHARES)),
            "joined": Data(SHARES, 100 * joined(SHARES)),
            "here": Data(bound, 100 * alone(bound)),
            "here joined": Data(bound, 100 * joined(bound)),
        }
        numbers = {"own": series["here"].y, "both": series["here joined"].y}
        numbers["free"] = 100 * joined(0.0)
        return Drawing(series, numbers)

    def words(now):
        return (
            f"{_kind(now.efficacy)} on {plain(now.bound)} % of the receptors: the response is "
            f"{now.own:.0f} %, and {plain(now.basal)} % with no ligand at all. An agonist added "
            f"now brings it to {now.both:.0f} %; without the ligand it would reach "
            f"{now.free:.0f} %."
        )

    return Lab(
        title="One dial, from agonist to inverse agonist",
        kind="conceptual",
        controls=[
            Slider(
                "efficacy", "Efficacy of the ligand", -1, 1, 0,
                stops={"inverse agonist": -1, "antagonist": 0, "partial": 0.4, "agonist": 1},
            ),
            Slider("bound", "Receptors with the ligand", 0, 100, 90, "%", axis=True),
            Slider("basal", "Activity with no ligand", 0, 30, 10, "%"),
        ],
        series=[
            Line("alone", "ligand alone", MOR, 0.3, "top center", rows=5),
            Line("joined", "with an agonist added", PLAIN_DASH, 0.35, "top right", rows=5),
            Points("here", "ligand alone, here", MOR, here=True),
            Points("here joined", "with an agonist, here", DRUG, here=True),
        ],
        x=Axis("Receptors with the ligand (%)", 0, 100, unit="%", digits=0),
        y=Axis("Response (% of the most)", -3, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: no real drug stands on this dial. Naltrexone lies near 0.",
            "Assumed": "Straight lines; an added agonist takes 9 of 10 receptors that are free.",
            "Left out": "That one drug can lie elsewhere on the dial in another tissue: related "
            "antagonists have acted as weak inverse agonists in some experiments.",
        },
        sources=lambda: evidence.sources("trostheim2022"),
    )  # fmt: skip


def _kind(efficacy):
    """What a ligand of this efficacy is called."""
    if efficacy == 0:
        return "An antagonist (efficacy 0)"
    if efficacy < 0:
        return f"An inverse agonist (efficacy −{plain(-efficacy)})"
    name = "A full agonist" if efficacy == 1 else "A partial agonist"
    return f"{name} (efficacy {plain(efficacy)})"


def contest():
    """An agonist's curve while a blocker wants the same places: three kinds of blocker."""

    def effect(times, kind, blocker, tau):
        dose = times * operational_ec50(1.0, tau)
        if kind == "competitive":
            found = operational(dose, 1.0, tau, antagonist=blocker)
        elif kind == "irreversible":
            found = operational(dose, 1.0, tau, receptors_left=1 / (1 + blocker))
        else:
            found = partial_agonist(dose, 1.0, tau, blocker, 1.0, PARTIAL_TAU)
        return 100 * found / operational_ceiling(tau)

    def draw(kind, blocker, tau):
        left = 1 / (1 + blocker)
        whole = operational_ceiling(tau)
        top = operational_ceiling(tau, receptors_left=left) / whole
        numbers = {
            "held": 100 * (1 - left),
            "top": 100 * top,
            "shift": dose_ratio(blocker, 1.0),
            "own": effect(0.0, "partial", blocker, tau),
            "ten": effect(10.0, kind, blocker, tau),
        }
        return Drawing({"effect": Data(AGONIST, effect(AGONIST, kind, blocker, tau))}, numbers)

    def words(now):
        head = f"The blocker holds {now.held:.0f} % of the receptors when nothing competes. "
        tail = f" At 10 times the old EC50 the effect is {now.ten:.0f} % (tau {plain(now.tau)})."
        if now.kind == "competitive":
            said = f"The curve moves {plain(now.shift)} times to the right; its ceiling stays."
        elif now.kind == "irreversible":
            said = f"These places are lost for good: the ceiling is {now.top:.0f} % of what it was."
        else:
            said = f"With no agonist it gives {now.own:.0f} % by itself; then it gets in the way."
        return head + said + tail

    return Lab(
        title="The contest for one place",
        kind="conceptual",
        controls=[
            Slider(
                "blocker", "Blocker, in units of its KB", 0, 20, 0,
                stops={"1": 1.0, "4": 4.0, "19": 19.0},
            ),
            Choice("kind", "A blocker that", KINDS, "competitive"),
            Slider("tau", "Spare receptors (tau)", 1, 100, TAU, scale="log", drawer=True),
        ],
        series=[Line("effect", "effect of the agonist", DRUG, 0.55, "top left")],
        x=Axis(
            "Agonist (times its own EC50)", 0.01, 1000, scale="log", digits=2,
            ticks=(0.01, 0.1, 1, 10, 100, 1000),
        ),
        y=Axis("Effect (% of the old ceiling)", 0, 105, unit="%", ticks=(0, 25, 50, 75, 100)),
        rules=[Rule(50, "half")],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a dish with made-up molecules. Amounts have no unit.",
            "Assumed": "Black and Leff's operational model, everything in balance. The kind that "
            f"stays takes the same share for good; the one that acts a little has tau "
            f"{PARTIAL_TAU:g}.",
            "Left out": "A living body. “More agonist wins” is a statement on a dish. In people, "
            "trying to win against a block has killed.",
        },
    )  # fmt: skip


def schild_plot():
    """Dose ratios against the amount of blocker: a straight line only for true competition."""

    def lasting(blocker, tau):
        """Dose ratio at half of the old ceiling when the held share is lost for good."""
        half = operational_ceiling(tau) / 2
        drive = tau / (1 + blocker)
        room = drive - half * (1 + drive)
        before = half / (tau - half * (1 + tau))
        reached = np.maximum(room, 1e-12)
        return np.where(room > 0, half / reached / before, np.inf)

    def draw(blocker, tau):
        def off(kind, amount):
            ratio = dose_ratio(amount, 1.0) if kind == "competitive" else lasting(amount, tau)
            return np.minimum(ratio - 1, NEVER)

        series = {}
        for kind in ("competitive", "irreversible"):
            series[kind] = Data(BLOCKER, off(kind, BLOCKER))
            series[f"{kind} here"] = Data(blocker, off(kind, blocker))
        ratio = dose_ratio(blocker, 1.0)
        return Drawing(series, {"ratio": ratio, "lasting": 1 + off("irreversible", blocker)})

    def words(now):
        lost = (
            f"{plain(now.lasting)} times as much"
            if now.lasting < NEVER
            else "no amount is enough, however large"
        )
        return (
            f"Blocker at {plain(now.blocker)} KB. If it comes and goes, {plain(now.ratio)} times "
            f"as much agonist gives the old half effect: ratio − 1 is {plain(now.ratio - 1)}. If "
            f"it stays for good, {lost} (tau {plain(now.tau)})."
        )

    return Lab(
        title="Schild's plot: is it a fair contest?",
        kind="conceptual",
        controls=[
            Slider("blocker", "Blocker, in units of its KB", 0.1, 100, 1, scale="log", axis=True),
            Slider("tau", "Spare receptors (tau)", 1, 100, TAU, scale="log"),
        ],
        series=[
            Line("competitive", "comes and goes", DRUG, 0.6, "bottom right", ghost=False, rows=5),
            Line("irreversible", "stays for good", MOR, 0.45, "top left", ghost=False, rows=5),
            Points("competitive here", "comes and goes, here", DRUG, here=True),
            Points("irreversible here", "stays for good, here", MOR, here=True),
        ],
        x=Axis("Blocker (times its KB)", 0.1, 100, scale="log", digits=2, ticks=(0.1, 1, 10, 100)),
        y=Axis("Dose ratio − 1", 0.05, 300, scale="log", digits=2, ticks=(0.1, 1, 10, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a dish with made-up molecules.",
            "Assumed": "As in the contest. Ratios are taken at half of the old ceiling. A line "
            "that leaves the picture says that no amount of agonist gets there.",
            "Left out": "Scatter; and blockers that let go so slowly that balance never comes.",
        },
    )


def dose_ratio_cases():
    """Shares of a dish that invented blockers hold, and how far they move an agonist's curve.

    They belong to no drug: nobody may read here how to overcome a real block.
    """
    cases = []
    for percent in INVENTED:
        held = float(odds(percent / 100))
        ratio = float(dose_ratio(held, 1.0))
        cases.append({"percent": percent, "free": 100 - percent, "ratio": ratio})
    return cases
