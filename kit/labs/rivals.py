"""Labs of lesson 2, what blocking means: two rival rules, the data between them, and a burst."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.evidence import parameter
from kit.labs.exit.shared import BLOCKED, GRID, blocked_slider
from kit.labs.style import DAT, DRUG
from kit.science.bursts import during_release
from kit.science.occupancy import odds
from kit.science.transmission import tonic_level as level_of
from kit.science.transmission import uptake_rate
from kit.science.uptake import blocked as apply_block
from kit.science.uptake import per_spike

HIGHEST_FOLD = 20.0  # top of the tonic chart; both rules are drawn up to it
BUSY = 14.0  # resting release as % of the highest uptake rate; chosen for this kit
BURST_HZ, BURST_S = 20.0, 0.2  # chosen, of the kind that Dreyer 2010 models
WIDEST_BURST = 80.0
RULES = {"km": "it takes seats", "vmax": "it takes transporters away"}


def tonic(blocked, busy, rule):
    """Steady level under a block, as a multiple of the level before it; Km and Vmax are 1.

    `blocked` and `busy` (release over the highest uptake rate) are fractions.
    """
    vmax, km = apply_block(1.0, 1.0, blocked, rule)
    return level_of(busy, vmax, km) / level_of(busy, 1.0, 1.0)


def tonic_level():
    """Two rules for a block, and the steady level that each of them gives."""
    steps = np.linspace(0, 1, 191)

    def draw(blocked, busy):
        release = busy / 100
        ends = (1 - 1 / HIGHEST_FOLD) * (1 - release)  # where the second rule reaches the top
        away = steps * ends
        series = {
            "km": Data(GRID, tonic(GRID / 100, release, "km")),
            "vmax": Data(100 * away, tonic(away, release, "vmax")),
            "here": Data(blocked, tonic(blocked / 100, release, "km")),
        }
        numbers = {rule: tonic(blocked / 100, release, rule) for rule in RULES}
        return Drawing(series, numbers | {"end": 100 - busy})

    def words(now):
        rival = (
            f"{now.vmax:.1f} times"
            if np.isfinite(now.vmax)
            else f"no steady level at all from {now.end:.0f} % on, for release outruns uptake"
        )
        return (
            f"{plain(now.blocked)} % blocked, uptake {plain(now.busy)} % busy at rest. If the drug "
            f"takes seats: {now.km:.1f} times. If it takes transporters away: {rival}."
        )

    return Lab(
        title="Two rules for a block",
        kind="model",
        controls=[
            blocked_slider(),
            Slider("busy", "Uptake busy at rest", 1, 50, BUSY, "%"),
        ],
        series=[
            Line("km", "takes seats", DAT, label_at=0.97),
            Line("vmax", "takes them away", Style("#222222", "dash"), 0.93),
            Points("here", "this block, seats", DRUG, here=True),
        ],
        x=BLOCKED,
        y=Axis("Times the resting level before", 0, 21, unit="times", ticks=(1, 5, 10, 15, 20)),
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Nothing in this chart. The next one has the data.",
            "Assumed": "One transporter, no other drain, steady release. Busy means release as a "
            "share of the highest uptake rate, chosen by you.",
            "Left out": "Other drains, which keep both curves lower, and the brake.",
        },
    )


def uptake_curve():
    """Dopamine uptake against its level, and the half-way level measured with and without drug."""
    before = parameter("dopamine-striatum-km-in-vivo")
    after = parameter("dopamine-striatum-km-gbr12909")
    spread = float(before["spread"].split()[-1]), float(after["spread"])
    km0, km1 = float(before["value"]), float(after["value"])
    grid = np.geomspace(10, 100_000, 241)
    said = ("without a drug", "with GBR-12909")
    points = Data(
        [km0, km1],
        [50, 50],
        error_x=list(spread),
        error_x_down=list(spread),
        text=[
            f"half-way level {how}: {plain(value)} ± {plain(more)} nM, mouse, {evidence.cite(row)}"
            for how, value, more, row in zip(said, (km0, km1), spread, (before, after))
        ],
    )

    def draw(blocked, rule):
        vmax, km = apply_block(1.0, km0, blocked / 100, rule)
        own = uptake_rate(grid, vmax, km) / vmax
        series = {
            "curve": Data(grid, 100 * own),
            "here": Data(km, 50),
            "measured": points,
        }
        return Drawing(series, {"km": km, "vmax": 100 * vmax})

    def words(now):
        fits = "inside" if abs(now.km - km1) <= spread[1] else "outside"
        return (
            f"{plain(now.blocked)} % blocked, and {RULES[now.rule]}: uptake runs at half of its "
            f"own highest rate at {now.km:.0f} nM, and that highest rate is {now.vmax:.0f} % of "
            f"the old one. Measured with the drug: {km1:.0f} ± {spread[1]:.0f} nM; the model is "
            f"{fits} that range."
        )

    return Lab(
        title="Which rule do the data allow?",
        kind="measured + model",
        controls=[blocked_slider(axis=False), Choice("rule", "What the drug does", RULES, "vmax")],
        series=[
            Line("curve", "model", DAT, label_at=0.7),
            Points("measured", "measured half-way level", DAT),
            Points("here", "half-way level of the model", DRUG, here=True),
        ],
        x=Axis(
            "Dopamine (nM, log ruler)",
            10,
            100_000,
            unit="nM",
            scale="log",
            ticks=(10, 1000, 100_000),
            digits=0,
        ),
        y=Axis("Uptake (% of its own highest rate)", 0, 105, unit="%"),
        draw=draw,
        words=words,
        limits={
            "Measured": "The two filled points: living mice, dopamine in the striatum, before and "
            "after GBR-12909, a blocker of the dopamine transporter (Atcherley 2015). The bars are "
            "the ± of the paper.",
            "Assumed": "One transporter that follows Michaelis and Menten.",
            "Left out": "How much of the transporter GBR-12909 occupied; the paper's level alone "
            "sets the slider.",
        },
        sources=lambda: evidence.sources({before["source"]}),
    )


def burst():
    """A short burst of firing on quiet firing, while a share of the transporters is blocked."""
    rows = {
        "molecules": "dopamine-vesicle-molecules",
        "release_probability": "dopamine-release-probability",
        "terminals": "dopamine-terminals",
        "extracellular_fraction": "extracellular-fraction",
    }
    rise = float(per_spike(**{key: float(parameter(row)["value"]) for key, row in rows.items()}))
    rest_hz = float(parameter("dopamine-tonic-rate")["value"])
    km = float(parameter("dopamine-striatum-km-in-vivo")["value"])
    rest, fast = rest_hz * rise, BURST_HZ * rise
    vmax = rest / (BUSY / 100)
    quiet = level_of(rest, vmax, km)
    time = np.linspace(-0.3, 2.0, 231)
    firing, after = np.clip(time, 0, BURST_S), np.maximum(time - BURST_S, 0)

    def draw(blocked):
        drug = odds(blocked / 100)
        base = level_of(rest, vmax, km, inhibitor=drug)
        top = during_release(base, BURST_S, fast, vmax, km, drug)
        up = during_release(base, firing, fast, vmax, km, drug)
        down = during_release(top, after, rest, vmax, km, drug)
        course = np.where(time < 0, base, np.where(time <= BURST_S, up, down)) / quiet
        numbers = {"base": base / quiet, "top": top / quiet, "ratio": top / base}
        return Drawing({"level": Data(time, course)}, numbers)

    def words(now):
        return (
            f"{plain(now.blocked)} % blocked: the quiet level is {now.base:.1f} times what it was "
            f"without the drug, the burst reaches {now.top:.1f} times that. So the burst stands "
            f"{now.ratio:.1f} times above the quiet level."
        )

    used = {*rows.values(), "dopamine-tonic-rate", "dopamine-striatum-km-in-vivo"}
    return Lab(
        title="A burst on a quiet background",
        kind="model",
        controls=[blocked_slider(high=WIDEST_BURST, axis=False)],
        series=[Line("level", "dopamine", DAT, label_at=0.35)],
        x=Axis("Time (s)", -0.3, 2.0, unit="s", digits=2),
        y=Axis("Times the quiet level before", 0, 14, unit="times", ticks=(1, 5, 10)),
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Nothing in this chart. The half-way level of uptake was measured in mice "
            "(Atcherley 2015); the puff per spike follows Dreyer 2010.",
            "Assumed": f"{plain(BURST_HZ)} spikes a second for {plain(BURST_S)} s on "
            f"{plain(rest_hz)} a second. At rest uptake is {plain(BUSY)} % busy, chosen for this "
            "kit.",
            "Left out": "The brake, diffusion, and differences between places.",
        },
        sources=lambda: evidence.sources({parameter(row)["source"] for row in used}),
    )
