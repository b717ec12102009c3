"""Labs of lesson 6, chance and silence: which trials get printed, and which shout the loudest."""

import numpy as np

from kit.chart import Area, Axis, Data, Drawing, Lab, Line, Points, Rule, Slider, Style
from kit.labs.style import DRUG
from kit.science.trials import NORMAL_95, log_odds_ratio, pool

PER_ARM = np.array([26, 43, 56, 79, 88, 100, 112, 120, 126, 130, 135, 180, 260])  # chosen
WORLDS, WORLD = 20, 18  # worlds of thirteen trials to look at, and where the lab starts
MANY = 500  # worlds of eight trials behind each statement on small trials
DRUG_RATE, PLACEBO_RATE = 0.40, 0.36  # true chances in the second lab
LARGEST = 300  # people per arm
TRIALS = 8
LOUD = 4  # the world where the second lab starts
UNSEEN = 1e6  # standard error of a trial that nobody printed: it weighs nothing
AWAY = 0.01  # a place off the ruler
SEED = 20261121
TICKS = (0.2, 0.5, 1, 2, 5, 10)


def _lots(seed):
    """One lot for each simulated person of every world, trial and arm: who responds, by chance."""
    chance = np.random.default_rng(seed)
    return [
        [[np.sort(chance.random(size)) for _ in range(WORLDS)] for size in PER_ARM]
        for _ in range(2)
    ]


def _counted(lots, rate):
    """Responders of every world and trial: people whose lot is below the rate."""
    rate = np.ravel(rate)
    shape = (len(rate), WORLDS, len(PER_ARM))
    found = np.empty(shape)
    for trial, worlds in enumerate(lots):
        for world, lot in enumerate(worlds):
            found[:, world, trial] = np.searchsorted(lot, rate)
    return found


def _pooled(log, error, printed):
    """Odds ratio with its interval, pooled over the printed trials; off the ruler for none."""
    some = printed.any(-1)
    together = pool(log, np.where(printed, error, UNSEEN), "fixed")
    parts = (together.estimate, together.low, together.high)
    return some, *(np.where(some, np.exp(np.where(some, part, 0)), AWAY) for part in parts)


def _diamond(some, middle, low, high, y):
    """A pooled result as a point with its interval."""
    bars = {"error_x": high - middle, "error_x_down": middle - low}
    bars = {key: np.where(some, bar, 0.0) for key, bar in bars.items()}
    return Data(middle, y, **bars)


def file_drawer():
    """Thirteen honest trials, of which only the favourable ones are sure to be printed."""
    lots = _lots(SEED)
    luck = np.random.default_rng(SEED + 1).random((WORLDS, len(PER_ARM)))
    rows = np.arange(len(PER_ARM), 0, -1) + 1.0  # the smallest trial on top; the bottom is pooled

    def draw(drug, placebo, printing, world):
        arms = [_counted(lots[arm], rate / 100) for arm, rate in enumerate((drug, placebo))]
        trial = log_odds_ratio(arms[0], PER_ARM, arms[1], PER_ARM)
        log, error = trial
        chance = np.reshape(np.ravel(printing) / 100, (-1, 1, 1))
        printed = trial.printed(luck, chance)
        everything = _pooled(log, error, np.ones_like(printed))
        shelf = _pooled(log, error, printed)
        states = max(len(printed), np.size(world))
        pick = np.broadcast_to(np.asarray(world, int).ravel() - 1, (states,))

        def here(values):
            values = np.broadcast_to(values, (states, *values.shape[1:]))
            return values[np.arange(states), pick]

        ratio, seen, spread = (
            here(v) for v in (np.exp(log), printed, np.broadcast_to(error, log.shape))
        )
        all_here = [here(part)[:, None] for part in everything]
        shelf_here = [here(part)[:, None] for part in shelf]
        filled = shelf[0].sum(-1, keepdims=True)
        bars = {
            "error_x": ratio * (np.exp(NORMAL_95 * spread) - 1),
            "error_x_down": ratio * (1 - np.exp(-NORMAL_95 * spread)),
        }
        if states == 1:
            bars = {key: bar[0] for key, bar in bars.items()}
        mean = np.sum(np.where(shelf[0], shelf[1], 0), -1, keepdims=True) / np.maximum(filled, 1)
        return Drawing(
            {
                "trials": Data(ratio, rows, **bars),
                "printed": Data(np.where(seen, ratio, AWAY), rows),
                "all": _diamond(*all_here, 1.0),
                "shelf": _diamond(*shelf_here, 0.0),
            },
            {
                "shown": seen.sum(-1, keepdims=True),
                "all_ratio": all_here[1],
                "shelf_ratio": shelf_here[1],
                "empty": WORLDS - filled,
                "mean_shelf": np.where(filled > 0, mean, 0.0),
                "mean_all": everything[1].mean(-1, keepdims=True),
            },
        )

    def words(now):
        shelf = (
            f"of 13 trials {now.shown:.0f} reached the shelf, which says an odds ratio of "
            f"{now.shelf_ratio:.2f}"
            if now.shown
            else "not one of the 13 trials was printed, so the shelf is empty and says nothing"
        )
        over = (
            f"Over the {WORLDS} worlds the shelf says {now.mean_shelf:.2f} on average and all "
            f"trials {now.mean_all:.2f}"
            if now.mean_shelf
            else f"All trials of the {WORLDS} worlds say {now.mean_all:.2f} on average"
        )
        return (
            f"World {now.world:.0f}, true rates {now.drug:.0f} % on the drug and "
            f"{now.placebo:.0f} % on placebo, weak trials printed with a chance of "
            f"{now.printing:.0f} %: {shelf}; all 13 say {now.all_ratio:.2f}. {over}; "
            f"{now.empty:.0f} of them printed no trial at all."
        )

    names = tuple(f"{2 * size} people" for size in PER_ARM)
    return Lab(
        title="The file drawer: thirteen simulated trials",
        kind="model",
        controls=[
            Slider("printing", "Chance that a weak trial is printed", 0, 100, 10, "%"),
            Slider("drug", "True response on the drug", 30, 60, 40, "%"),
            Slider("placebo", "True response on placebo", 30, 60, 36, "%"),
            Slider(
                "world", "Another world", 1, WORLDS, WORLD, only=range(1, WORLDS + 1), drawer=True
            ),
        ],
        series=[
            Points("trials", "a trial (simulated)", Style("#777777"), here=True, size=7),
            Points("printed", "printed", DRUG, here=True, size=12, rows=0),
            Points("all", "all 13 pooled", Style(marker="diamond"), here=True, size=12),
            Points(
                "shelf",
                "printed ones pooled",
                Style("#D55E00", marker="diamond"),
                here=True,
                size=12,
                rows=0,
            ),
        ],
        x=Axis(
            "Odds of responding, drug against placebo (dark ring: printed)",
            0.15,
            15,
            scale="log",
            digits=2,
            ticks=TICKS,
        ),
        y=Axis(
            "",
            -0.7,
            len(PER_ARM) + 1.7,
            ticks=(*rows.tolist(), 1.0, 0.0),
            tick_labels=(*names, "all pooled", "printed only"),
        ),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Nothing: every person here is simulated, with lots that never change.",
            "Assumed": "All trials share one truth. A trial that favours the drug with p < 0.05 is "
            f"always printed, any other by chance. Pooling weighs by precision. Sizes were chosen; "
            f"seed {SEED}.",
            "Left out": "Trials printed with another outcome than planned, or told more kindly. "
            "Real trials also differ in their people.",
        },
    )


def small_and_loud():
    """Eight trials of one drug, from small to large: the small ones scatter the most."""
    chance = np.random.default_rng(SEED + 2)
    shape = (MANY, TRIALS, LARGEST)
    arms = [
        np.cumsum(chance.random(shape) < rate, -1, dtype="int16")
        for rate in (DRUG_RATE, PLACEBO_RATE)
    ]
    truth = np.log(DRUG_RATE / (1 - DRUG_RATE) / (PLACEBO_RATE / (1 - PLACEBO_RATE)))
    variance = 1 / (DRUG_RATE * (1 - DRUG_RATE)) + 1 / (PLACEBO_RATE * (1 - PLACEBO_RATE))
    across = np.geomspace(10, LARGEST, 60)
    funnel = NORMAL_95 * np.sqrt(variance / across)

    def draw(smallest, world):
        steps = np.linspace(0, 1, TRIALS)
        sizes = np.rint(np.atleast_2d(smallest) ** (1 - steps) * LARGEST**steps).astype(int)
        events = [np.stack([arm[:, t, sizes[:, t] - 1] for t in range(TRIALS)], -1) for arm in arms]
        log = log_odds_ratio(events[0], sizes, events[1], sizes).log  # worlds, states, trials
        gap = np.abs(log - truth)
        first = (gap[..., 0] > gap[..., 1:].max(-1)).mean(0)[:, None]
        states = max(len(sizes), np.size(world))
        pick = np.broadcast_to(np.asarray(world, int).ravel() - 1, (states,))
        log = np.broadcast_to(log, (MANY, states, TRIALS))[pick, np.arange(states)]
        ratio = np.exp(log)
        furthest = np.abs(log - truth).argmax(-1)
        at = np.arange(states), furthest
        sizes = np.broadcast_to(sizes, (states, TRIALS))
        return Drawing(
            {
                "range": Data(across, np.exp(truth + funnel), base=np.exp(truth - funnel)),
                "truth": Data(across, np.exp(truth) + 0 * across),
                "trials": Data(sizes, ratio),
            },
            {
                "loudest": ratio[at][:, None],
                "loudest_size": sizes[at][:, None],
                "smallest_ratio": ratio[:, :1],
                "first": 100 * first,
            },
        )

    def words(now):
        return (
            f"The smallest trial has {now.smallest:.0f} people per arm and finds an odds ratio of "
            f"{now.smallest_ratio:.2f}; the truth is {np.exp(truth):.2f}. Furthest from the truth "
            f"is the trial with {now.loudest_size:.0f} per arm ({now.loudest:.2f}). In {MANY} "
            f"worlds like number {now.world:.0f} the smallest of eight is the furthest in "
            f"{now.first:.0f} of 100."
        )

    return Lab(
        title="Small and loud: eight simulated trials of one drug",
        kind="model",
        controls=[
            Slider(
                "smallest", "Smallest trial", 10, 100, 26, "people per arm", only=range(10, 101)
            ),
            Slider("world", "Another world", 1, WORLDS, LOUD, only=range(1, WORLDS + 1)),
        ],
        series=[
            Area("range", "95 of 100 trials fall here", Style("#56B4E9"), 0.45, rows=3),
            Line("truth", "the truth", DRUG, 0.12, label_side="bottom center", ghost=False, rows=0),
            Points("trials", "a trial (simulated)", Style("#777777"), here=True, size=9),
        ],
        x=Axis("People per arm", 9, 340, scale="log", digits=0, ticks=(10, 30, 100, 300)),
        y=Axis(
            "Odds of responding, drug against placebo", 0.15, 12, scale="log", digits=2, ticks=TICKS
        ),
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Nothing: every trial is simulated.",
            "Assumed": f"True response {100 * DRUG_RATE:.0f} % on the drug and "
            f"{100 * PLACEBO_RATE:.0f} % on placebo, in every trial. Sizes grow evenly to "
            f"{LARGEST} per arm; seed {SEED + 2}.",
            "Left out": "Real small trials may also differ in their people and their care.",
        },
    )
