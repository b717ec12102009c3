"""Helpers shared by labs on class names: each drug's affinities and class from the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit import evidence
from kit.chart import Axis, plain

PUMPS = ("SERT", "NET", "DAT")
TARGETS = (*PUMPS, "H1", "M", "alpha1")
SAID = {"M": "muscarinic", "alpha1": "alpha-1"}
FULL = Axis("How full (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100))
MEASURED = (
    "Ki or Kd at human targets outside the body. The working value is that of the paper with the "
    "most drugs, else the middle one of the laboratories."
)
LEFT_OUT = (
    "How much of the drug is free in a brain, its metabolites, and what holding a target does."
)


@dataclass(frozen=True)
class Held:
    """How tightly one drug holds one target, in nM."""

    value: float
    values: NDArray[np.float64]
    texts: tuple[str, ...]
    sources: frozenset[str]


Fingerprint = Mapping[str, Held]  # by target


def fingerprints_of() -> dict[str, Fingerprint]:
    """Every drug of the ledger with two usable affinities or more, one of them at a pump."""
    rows = evidence.countable(evidence.affinities())
    rows = rows[rows["target"].isin(TARGETS)]
    kinds = evidence.sources().set_index("key")["kind"]
    papers = rows[rows["source"].map(kinds) == "paper"]
    drugs_of = papers.groupby("source")["drug"].nunique()
    transmitters = set(evidence.transmitters()["transmitter"])
    fingerprints: dict[str, Fingerprint] = {}
    for drug, affinities in rows.groupby("drug"):
        targets = [target for target in TARGETS if (affinities["target"] == target).any()]
        if len(targets) >= 2 and set(targets) & set(PUMPS) and drug not in transmitters:
            fingerprints[str(drug)] = {
                target: _held(affinities[affinities["target"] == target], drugs_of)
                for target in targets
            }
    return fingerprints


def _held(rows: Any, drugs_of: Any) -> Held:
    """All usable values of one drug at one target, and the working value of the models."""
    values = rows["value_nM"].to_numpy(float)
    named = rows[rows["source"].isin(drugs_of.index)]
    if named.empty:
        value = float(np.exp(np.median(np.log(values))))
    else:
        widest = drugs_of[named["source"]].idxmax()
        value = float(named.loc[named["source"] == widest, "value_nM"].iloc[0])
    texts = (
        f"{row['drug']} at {SAID.get(row['target'], row['target'])}: {row['parameter']} "
        f"{plain(row['value_nM'])} nM, {evidence.cite(row).split(', ')[0]}"
        for _, row in rows.iterrows()
    )
    return Held(value, values, tuple(texts), frozenset(rows["source"]))


def petals_parts(filled: Mapping[str, float], says: Mapping[str, str]) -> dict[str, Any]:
    """The parts of the petals' picture: one without a number is dashed, and says "?"."""
    return {**filled, **{f"{target}_says": says.get(target, "?") for target in TARGETS}}


def letters_of() -> dict[str, str]:
    """The class abbreviation of each drug that has one."""
    facts = evidence.drug_facts()
    named = zip(facts["drug"], facts["drug_class"], strict=True)
    return {drug: letters for drug, letters in named if letters.isupper()}


def cited(fingerprints: Iterable[Fingerprint]) -> Any:
    """The papers behind some fingerprints, as a DataFrame."""
    return evidence.sources(
        {s for fingerprint in fingerprints for held in fingerprint.values() for s in held.sources}
    )
