"""The unknown compound: design experiments on a budget, and say what the compound is."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import ipywidgets

from kit.chart.page import show, still
from kit.labs.bench.unknown.charts import answer, bench
from kit.labs.bench.unknown.conclusion import Conclusion, truth_in_words, verdict
from kit.labs.bench.unknown.study import Study
from kit.lesson import record
from kit.science.checks import positive
from kit.science.compounds import KINDS, NOTHING

LESSON, ITEM = "bench", "bench-unknown"  # its name in the answers file
EVENT = "conclusion"
HANDED_IN = (
    "The conclusion on {} is handed in, and the truth was shown: it cannot be changed. Another "
    "seed is another compound."
)


class UnknownCompound(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A bench to measure at, and the conclusion under it; when it is handed in, the truth."""

    children: Sequence[Any]

    def __init__(self, seed: Any, word: str = "") -> None:
        self.study = Study(seed, word)
        self.bench = bench(self.study, self._again)
        self.conclusion = Conclusion(self.study.name, self.conclude)
        super().__init__(children=[self.bench, self.conclusion])
        if before := self._before():
            self.study.known = True
            self.conclusion.verdict = {
                "text": f"You said: {before['said']}. Score {before['score']} of 100.\n"
                + HANDED_IN.format(self.study.name)
            }

    def set(self, **values: Any) -> None:
        """Move the controls of the bench, as sliders do."""
        self.bench.set(**values)

    def run(self, **values: Any) -> Any:
        """Set the named controls, run the experiment, and return its result in words."""
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
        """
        if kind not in KINDS:
            raise ValueError(f"kind = {kind!r} is not one of {', '.join(KINDS)}.")
        concentration = float("nan") if constant is None else constant
        if kind != NOTHING:
            concentration = float(positive("constant", concentration, "nM"))
            if concentration != concentration:
                raise ValueError(f"{kind} needs a constant: its half-maximal concentration in nM.")
        if self.study.known:
            raise ValueError(HANDED_IN.format(self.study.name))
        if not self.study.experiments:
            raise ValueError("Measure something first: nothing is known of this compound yet.")
        found = verdict(self.study, kind, concentration)
        self._write(kind, concentration, found)
        picture = answer(self.study, kind, concentration)
        self.study.concluded = self.study.known = True
        self.conclusion.verdict = found
        self.children = (*self.children, picture)
        self.bench.refresh()
        return found

    def _before(self) -> Any:
        """The event of an earlier conclusion on this compound, if any."""
        mine = {"seed": self.study.seed, "word": code(self.study.word)}
        for event in record.current().events(EVENT, ITEM):
            if all(event.get(key) == value for key, value in mine.items()):
                return event if {"said", "score"} <= {*event} else None
        return None

    def _write(self, kind: str, constant: float, found: dict[str, Any]) -> None:
        """Put the conclusion into the learner's file, before the truth is shown."""
        fields = {
            "lesson": LESSON,
            "item": ITEM,
            "seed": self.study.seed,
            "word": code(self.study.word),
            "answer": kind.replace(" ", "-"),
            "said": kind,
            "spent": int(self.study.spent),
            "right": bool(found["right"]),
            "score": int(found["score"]),
        }
        if kind != NOTHING:
            fields["constant"] = constant
        try:
            record.current().add(EVENT, **fields)
        except record.NotSaved as fault:
            found["text"] += f"\n{fault}"

    def reset(self) -> None:
        """Begin again with the same compound, the same noise and the whole budget."""
        self.bench.reset()
        self.bench.act("Reset")

    def words(self) -> str:
        """The state in a few sentences."""
        return str(self.bench.words())

    def table(self) -> Any:
        """The measurements as a DataFrame."""
        return self.bench.table()

    def _again(self) -> None:
        self.study.reset()
        if self.study.known:
            self.conclusion.verdict = {"text": HANDED_IN.format(self.study.name)}
        self.children = self.children[:2]

    def _ipython_display_(self) -> None:
        page = self.bench.page() + self.conclusion.page()
        text = f"{self.bench.text()}\n\n{self.conclusion.text()}"
        show(self, still(page, text) | self.bench.drawn_later())


def code(word: str) -> str:
    """A code for the teacher's word in the answers file; "" for none."""
    return sha256(word.strip().lower().encode()).hexdigest()[:8] if word.strip() else ""


def unknown_compound(seed: int = 1, word: str = "") -> UnknownCompound:
    """Find out what a made-up compound does, with as few experiments as you can.

    Parameters
    ----------
    seed : int
        Whole number of 0 or more. Every seed is another compound; the same seed is always the same
        one, with the same noise.
    word : str
        A teacher's word for a class: without it, the key that anybody can print is of no use.
    """
    if not isinstance(word, str):
        raise ValueError(f"word = {word!r} is not text: write the word that your teacher told you.")
    return UnknownCompound(seed, word)


def key(seed: int, word: str = "") -> str:
    """The teacher's key: what the compound of a seed is, with the word that the class was told."""
    return truth_in_words(Study(seed, word))
