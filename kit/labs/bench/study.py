"""A study of one unknown compound: experiments, what they cost, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from kit.chart import plain
from kit.science.compounds import BUDGET, compound, cost, measure
from kit.science.conclusions import infer

CONCENTRATIONS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000)  # nM
TENFOLD = (1, 10, 100, 1000, 10000, 100000)  # nM, on a plate with six concentrations
PLATES = {
    "one": "the two concentrations set here",
    "compound": "six of the compound, 1 to 100000 nM",
    "agonist": "six of the agonist, 1 to 100000 nM",
}


@dataclass(frozen=True)
class Experiment:
    """One plate: concentrations in nM, and readings in % with a row for each pair of them."""

    agonist: np.ndarray
    compound: np.ndarray
    readings: np.ndarray
    plate: str


class Study:
    """What a learner has measured, and what it cost.

    Parameters
    ----------
    seed : int
        Whole number of 0 or more: the compound, and the noise of every experiment.
    word : str
        The teacher's word, if there is one.

    Raises
    ------
    ValueError
        For another seed.
    """

    def __init__(self, seed: Any, word: str = "") -> None:
        self.truth, self.seed, self.word, self.start = compound(seed, word), int(seed), word, 0
        self.experiments: list[Any] = []
        self.concluded = False  # now
        self.known = False  # once the truth was shown it cannot be unlearnt
        self.reset()

    def reset(self) -> None:
        """Begin again: the same compound, the same noise, the whole budget."""
        if self.start == 0 or self.experiments:
            self.start += 1
        self.experiments, self.concluded = [], False

    @property
    def name(self) -> str:
        """What the compound is called."""
        return f"Compound {self.seed}"

    @property
    def spent(self) -> Any:
        """Credits spent since the start."""
        return sum(cost(*experiment.readings.shape) for experiment in self.experiments)

    @property
    def left(self) -> Any:
        """Credits that can still be spent."""
        return BUDGET - self.spent

    def run(self, agonist: Any, compound: Any, wells: Any, plate: Any) -> None:
        """Pay for one plate and read it.

        Raises
        ------
        ValueError
            After the conclusion, or where the credits do not reach.
        """
        agonist, compound = pairs(agonist, compound, plate)
        price = cost(len(agonist), int(wells))
        if self.concluded:
            raise ValueError("The conclusion is handed in. Reset: measure on, for practice.")
        if price > self.left:
            raise ValueError(
                f"This experiment costs {price} credits and {self.left} are left: take fewer "
                "wells, or say what the compound is."
            )
        shown = measure(
            self.seed, len(self.experiments) + 1, agonist, compound, int(wells), self.word
        )
        self.experiments.append(Experiment(agonist, compound, shown, plate))

    def points(self) -> Any:
        """All measured pairs: agonist, compound, mean, spread and wells, as arrays."""
        rows = [
            (a, c, r.mean(), r.std(ddof=1) if len(r) > 1 else np.nan, len(r))
            for e in self.experiments
            for a, c, r in zip(e.agonist, e.compound, e.readings)
        ]
        return np.array(rows, float).reshape(-1, 5).T

    def closest(self) -> Any:
        """What a computer makes of all points, every kind of compound compared."""
        agonist, conc, mean, _spread, wells = self.points()
        return infer(agonist, conc, mean, wells)

    def found(self) -> str:
        """The last experiment in a sentence."""
        if not self.experiments:
            return "Nothing is measured yet."
        last = self.experiments[-1]
        number, shown = f"Experiment {len(self.experiments)}", last.readings
        what = described(last.agonist, last.compound, last.plate)
        if len(shown) > 1:
            means = " %, ".join(f"{mean:.1f}" for mean in shown.mean(axis=1))
            return f"{number}, {what}: {means} %, in the order of the concentrations."
        wells = ", ".join(f"{value:.1f}" for value in shown[0])
        mean = f" (wells: {wells})" if shown.size > 1 else " (one well)"
        return f"{number}, {what}: {shown.mean():.1f} %{mean}."


def pairs(agonist: Any, compound: Any, plate: str) -> tuple[Any, Any]:
    """The concentrations on a plate: two arrays in nM."""
    agonist = TENFOLD if plate == "agonist" else (agonist,)
    compound = TENFOLD if plate == "compound" else (compound,)
    both = np.broadcast_arrays(np.array(agonist, float), np.array(compound, float))
    return both[0], both[1]


def described(agonist: Any, compound: Any, plate: Any) -> str:
    """The concentrations of a plate in words."""

    def said(conc: Any, name: str) -> Any:
        return f"{plain(conc)} nM of the {name}" if conc else f"no {name}"

    parts = {"agonist": said(agonist[0], "agonist"), "compound": said(compound[0], "compound")}
    if plate in parts:
        parts[plate] = f"six concentrations of the {plate}"
    return f"{parts['agonist']} and {parts['compound']}"


def an(word: Any) -> str:
    """The word with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
