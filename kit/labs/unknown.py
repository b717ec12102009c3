"""The unknown compound: design experiments on a budget, and say what the compound is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from kit.chart.page import show, still
from kit.labs.conclusion import Conclusion, truth_in_words, verdict
from kit.labs.study import Study
from kit.labs.study_charts import answer, bench
from kit.science.checks import positive
from kit.science.compounds import KINDS, NOTHING


class UnknownCompound(ipywidgets.VBox):
    """A bench to measure at, and the conclusion under it; when it is handed in, the truth.

    Parameters
    ----------
    seed : int
        Whole number of 0 or more: which compound it is, and the noise of every experiment.
    """

    children: Sequence[Any]

    def __init__(self, seed: Any) -> None:
        self.study = Study(seed)
        self.bench = bench(self.study, self._again)
        self.conclusion = Conclusion(self.study.name, self.conclude)
        super().__init__(children=[self.bench, self.conclusion])

    def set(self, **values: Any) -> None:
        """Move the controls of the bench, as sliders do."""
        self.bench.set(**values)

    def run(self, **values: Any) -> Any:
        """Set the controls that are named, run the experiment, and say what came out.

        Raises
        ------
        ValueError
            For an impossible concentration, or where the credits do not reach.
        """
        self.bench.set(**values)
        self.bench.act("Run the experiment")
        return self.study.found()

    def conclude(self, kind: str, constant: float | None = None) -> Any:
        """Hand in a conclusion, once.

        Parameters
        ----------
        kind : str
            "full agonist", "partial agonist", "competitive antagonist", "non-competitive
            antagonist", "inverse agonist" or "nothing".
        constant : float, optional
            Half-maximal concentration in nM; not needed for "nothing".

        Returns
        -------
        dict
            `right`, `score` (out of 100) and `text`.

        Raises
        ------
        ValueError
            For another kind, a concentration of 0 or less, before any experiment, or a second time.
        """
        if kind not in KINDS:
            raise ValueError(f"kind = {kind!r} is not one of {', '.join(KINDS)}.")
        concentration = float("nan") if constant is None else constant
        if kind != NOTHING:
            concentration = float(positive("constant", concentration, "nM"))
            if concentration != concentration:
                raise ValueError(f"{kind} needs a constant: its half-maximal concentration in nM.")
        if not self.study.experiments:
            raise ValueError("Measure something first: nothing is known of this compound yet.")
        if self.study.concluded:
            raise ValueError("This conclusion is handed in. Reset starts this compound afresh.")
        found = verdict(self.study, kind, concentration)
        picture = answer(self.study, kind, concentration)
        self.study.concluded = True
        self.conclusion.verdict = found
        self.children = (*self.children, picture)
        self.bench.refresh()
        return found

    def reset(self) -> None:
        """Begin again with the same compound, the same noise and the whole budget."""
        self.bench.reset()
        self.bench.act("Reset")

    def words(self) -> str:
        """The state in a few sentences."""
        return str(self.bench.words())

    def table(self) -> Any:
        """What is measured, as a DataFrame."""
        return self.bench.table()

    def _again(self) -> None:
        self.study.reset()
        self.conclusion.verdict = {}
        self.children = self.children[:2]

    def _ipython_display_(self) -> None:
        page = self.bench.page() + self.conclusion.page()
        text = f"{self.bench.text()}\n\n{self.conclusion.text()}"
        show(self, still(page, text) | self.bench.drawn_later())


def unknown_compound(seed: int = 1) -> Any:
    """Find out what a made-up compound does, with as few experiments as you can.

    Parameters
    ----------
    seed : int
        Whole number of 0 or more. Every seed is another compound; the same seed is always the same
        one, with the same noise.

    Raises
    ------
    ValueError
        For another seed.
    """
    return UnknownCompound(seed)


def key(seed: int) -> str:
    """The teacher's key: what the compound of a seed is.

    Parameters
    ----------
    seed : int

    Returns
    -------
    str

    Raises
    ------
    ValueError
        For anything but a whole number of 0 or more.
    """
    return truth_in_words(Study(seed))
