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
PRACTICE = "The conclusion is handed in. Reset: measure on, for practice."
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
    """A learner's measurements and their cost.

    `seed` is the compound, and the noise of every experiment; `word` the teacher's, if any.
    """

    def __init__(self, seed: int, word: str = "") -> None:
        self.truth, self.seed, self.word = compound(seed, word), int(seed), word
        self.name = f"Compound {self.seed}"
        self.experiments: list[Experiment] = []
        self.concluded = False  # since the last reset
        self.known = False  # stays set: the truth cannot be unlearnt

    def reset(self) -> None:
        """Begin again: the same compound, the same noise, the whole budget."""
        self.experiments, self.concluded = [], False

    @property
    def spent(self) -> int:
        """Credits spent since the start."""
        return sum(cost(*experiment.readings.shape) for experiment in self.experiments)

    @property
    def left(self) -> int:
        """Credits that can still be spent."""
        return BUDGET - self.spent

    def run(self, agonist: float, compound: float, wells: float, plate: str) -> None:
        """Pay for one plate and read it; refuse after the conclusion, or beyond the credits."""
        both = pairs(agonist, compound, plate)
        price, number = cost(len(both[0]), int(wells)), len(self.experiments) + 1
        if self.concluded:
            raise ValueError(PRACTICE)
        if price > self.left:
            raise ValueError(
                f"This experiment costs {price} credits and {self.left} are left: take fewer "
                "wells, or say what the compound is."
            )
        readings = measure(self.seed, number, *both, int(wells), self.word)
        self.experiments.append(Experiment(*both, readings, plate))

    def points(self) -> np.ndarray:
        """All measured pairs: agonist, compound, mean, spread and wells, as arrays."""
        rows = [
            (a, c, r.mean(), r.std(ddof=1) if len(r) > 1 else np.nan, len(r))
            for e in self.experiments
            for a, c, r in zip(e.agonist, e.compound, e.readings)
        ]
        return np.array(rows, float).reshape(-1, 5).T

    def closest(self) -> Any:
        """The best inference from all points, comparing every kind of compound."""
        agonist, conc, mean, _spread, wells = self.points()
        return infer(agonist, conc, mean, wells)

    def found(self) -> str:
        """The last experiment in a sentence."""
        if not self.experiments:
            return "Nothing is measured yet."
        last = self.experiments[-1]
        what = described(last.agonist, last.compound, last.plate)
        head, shown = f"Experiment {len(self.experiments)}, {what}:", last.readings
        if len(shown) > 1:
            means = " %, ".join(f"{mean:.1f}" for mean in shown.mean(axis=1))
            return f"{head} {means} %, in the order of the concentrations."
        wells = ", ".join(f"{value:.1f}" for value in shown[0])
        mean = f" (wells: {wells})" if shown.size > 1 else " (one well)"
        return f"{head} {shown.mean():.1f} %{mean}."


def pairs(agonist: float, compound: float, plate: str) -> tuple[np.ndarray, np.ndarray]:
    """The concentrations on a plate: two arrays in nM."""
    both = np.broadcast_arrays(
        np.array(TENFOLD if plate == "agonist" else (agonist,), float),
        np.array(TENFOLD if plate == "compound" else (compound,), float),
    )
    return both[0], both[1]


def described(agonist: np.ndarray, compound: np.ndarray, plate: str) -> str:
    """The concentrations of a plate in words."""
    parts = [
        f"six concentrations of the {name}"
        if plate == name
        else f"{plain(conc[0])} nM of the {name}"
        if conc[0]
        else f"no {name}"
        for name, conc in (("agonist", agonist), ("compound", compound))
    ]
    return " and ".join(parts)


def an(word: str) -> str:
    """The word with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
