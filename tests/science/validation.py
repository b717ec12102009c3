"""Writes docs/validation.md: what the models give, beside what was measured.

Run `python tests/science/validation.py` from the top of the tree after a change of a model.
A row is (id, role, what, expected, tolerance, source, obtained, note). Expected numbers and
their tolerance were written down before the models; a misfit stays in the table as a misfit.
"""

# ruff: noqa: E501  (rows of a table are long)

from pathlib import Path
from typing import NamedTuple

import numpy as np

from kit.science.dosing import average_level, rate_of
from kit.science.feedback import alpha2_loop, sensitivity, serotonin_loop
from kit.science.naltrexone import (
    blockade_odds,
    blocked_hours,
    receptor_occupancies,
)
from kit.science.occupancy import fading, fit_half_exposure, from_odds, occupancy, odds
from kit.science.pharmacokinetics import (
    accumulation_ratio,
    repeated,
    steady_state,
)
from kit.science.qualitative import qualitative_benefit, qualitative_depot
from kit.science.receptors import (
    dose_ratio,
    gaddum,
    hill_langmuir,
    operational_ceiling,
    operational_ec50,
)
from kit.science.transmission import (
    decay,
    decay_half_life,
    fold_change,
    tonic_level,
)
from kit.science.uptake import per_spike
from tests.science.courses import pictures, section

ROOT = Path(__file__).resolve().parents[2]
PUFF = per_spike(3000, 0.06, 0.1, 0.21)
MATHEWS = "Mathews 2004"
GARTSIDE = "Gartside 1995, PMID 7582504"
ROMERO = "Romero & Artigas 1997, doi 10.1046/j.1471-4159.1997.68062593.x"
LEPOUL = "Le Poul 1995, PMID 7477436"
SACCHETTI = "Sacchetti 1999, PMC1571760"
INVERNIZZI = "Invernizzi 2001, Br J Pharmacol 132:183"
KLEIN_6 = "Klein 2006, PMID 16955282"
KLEIN_7 = "Klein 2007, Psychopharmacology 191:333"
VOLKOW = "Volkow 1998, doi 10.1176/ajp.155.10.1325"
TROSTHEIM = "Trøstheim 2022, doi 10.1038/s41386-022-01416-z"
GREENWALD = "Greenwald 2003, PMID 12902992"
PALIJ = "Palij 1994, PMID 8131077"
LABEL = "US label of oral naltrexone"


class Target(NamedTuple):
    """One line of the table; numbers in the unit that `what` names."""

    id: str
    role: str
    what: str
    expected: tuple
    tolerance: tuple  # one for all, or one for each expected number
    source: str
    obtained: tuple
    note: str = ""
    misfit: tuple = ()  # places, from 0, of numbers that are known to miss

    def misses(self):
        """Places of the numbers that lie outside their tolerance."""
        tolerance = np.broadcast_to(self.tolerance, len(self.expected))
        rows = zip(self.expected, self.obtained, tolerance, strict=True)
        return tuple(
            place
            for place, (expected, obtained, off) in enumerate(rows)
            if not (obtained == expected or abs(obtained - expected) <= off)
        )


def exact():
    """Mathematics: the closed forms against numbers worked out beforehand."""
    yield Target(
        "T1", "EXACT", "Uptake alone, 1000 nM, Vmax 4000 nM/s, Km 160 nM: half-life (s), level after 0.2 s (nM)",
        (0.152725887, 362.4007), (1e-7, 4e-4), "Schnell & Mendoza 1997, J Theor Biol 187:207",
        (decay_half_life(1000, 4000, 160), decay(1000, 0.2, 4000, 160)),
    )  # fmt: skip
    yield Target(
        "T2", "EXACT", "Substrate after 30 min, 1 mM, Km 2 mM, Vmax 0.1 mM/min (mM)",
        (0.314369903,), (1e-6,), "example of the R package renz", (decay(1, 30, 0.1, 2),),
    )  # fmt: skip
    level = tonic_level(4 * PUFF, 4100, 210)
    rate = 4100 / PUFF  # uptake at its limit
    beyond = tonic_level(1.0001 * rate * PUFF, 4100, 210)
    yield Target(
        "T3", "EXACT", "Dopamine at 4 Hz, Vmax 4100 nM/s, Km 210 nM (nM); rate without steady level (Hz); level above it",
        (33.9, 28.8, np.inf), (0.05,), "worked from the equations", (level, rate, beyond),
    )  # fmt: skip
    drug = {"dose": 100, "volume": 50, "absorption_rate": 1.0, "elimination_rate": 0.1}
    yield Target(
        "T4", "EXACT", "Level 2 h after the last of 60 doses; by the steady-state formula (mg/L)",
        (2.3028400899, 2.3028400899), (1e-8,), "Bateman 1910, summed",
        (repeated(59 * 12 + 2, np.arange(60) * 12, **drug), steady_state(2, 12, **drug)),
    )  # fmt: skip
    ratios = dose_ratio([1.0, 9.0, 99.0], 1.0)
    slope = np.polyfit(np.log10([1.0, 9.0, 99.0]), np.log10(ratios - 1), 1)[0]
    shift = gaddum(2.0 * ratios, 1.0, [1.0, 9.0, 99.0], 1.0) / hill_langmuir(2.0, 1.0)
    yield Target(
        "T5", "EXACT", "Dose ratios at B = KB, 9 KB and 99 KB; Schild slope; occupancy at the shifted dose over that without antagonist",
        (2, 10, 100, 1, 1, 1, 1), (1e-9,), "Arunlakshana & Schild 1959",
        (*ratios, slope, *shift),
    )  # fmt: skip
    tau, n = [10, 1, 0.3, 10], [1, 1, 1, 2]
    yield Target(
        "T6", "EXACT", "Emax and EC50/kd for (tau, slope) = (10, 1), (1, 1), (0.3, 1), (10, 2)",
        (10 / 11, 0.5, 3 / 13, 100 / 101, 1 / 11, 0.5, 1 / 1.3, 0.1098960885), (1e-9,),
        "Black & Leff 1983",
        (*operational_ceiling(tau, n), *operational_ec50(1.0, tau, n)),
        "also found by root-finding on the curve itself, in the tests",
    )  # fmt: skip


def transmitters():
    """Serotonin, norepinephrine and dopamine outside the cells."""
    yield Target(
        "T7", "FIT", "Cortical serotonin without SERT, multiple of normal", (10,), (0.01,), MATHEWS,
        (fold_change(1, 0.90),), "14 against 1.4 nM",
    )  # fmt: skip
    first = serotonin_loop(0.80)
    yield Target(
        "T9", "FIT", "Paroxetine, first day, occupancy 0.80: serotonin at the cell bodies, in cortex (x baseline)",
        (2.0, 1.0), (0.01,), GARTSIDE, (first.raphe, first.forebrain),
        "that the dose gives 0.80 is an assumption, not a measurement",
    )  # fmt: skip
    yield Target(
        "T9b", "CHECK", "Firing-driven cortical serotonin with the cell bodies fully treated (% of baseline)",
        (40,), (5,), ROMERO, (100 * serotonin_loop(1.0).firing,),
        "known misfit: the loop brakes more than citalopram in the raphe did", (0,),
    )  # fmt: skip
    lost = 100 * (1 - sensitivity([3, 21]))
    yield Target(
        "T11", "FIT", "Autoreceptors desensitised on days 3 and 21 (%)", (40, 70), (1, 10), LEPOUL,
        tuple(lost), "60 to 80 % on day 21",
    )  # fmt: skip
    weeks = serotonin_loop(0.80, sensitivity(21))
    low = serotonin_loop(0.65).forebrain
    yield Target(
        "T12", "CHECK", "Cortical serotonin on day 21, occupancy 0.80; on day 0, occupancy 0.65 (% of baseline)",
        (350, 90), (87.5, 10), "Fritze 2017, PMID 28653748", (100 * weeks.forebrain, 100 * low),
        "expected: up to 350 % after weeks, and no rise or a dip at first",
    )  # fmt: skip
    yield Target(
        "T13", "CHECK", "Firing on days 14 and 21 (% of baseline)", (87.5, 87.5), (12.5,),
        "Czachura & Rasmussen 2000",
        tuple(100 * serotonin_loop(0.80, sensitivity([14, 21])).firing), "expected: 75 % or more",
    )  # fmt: skip
    yield Target(
        "T14", "FIT", "Reboxetine, norepinephrine: acute; with the autoreceptor blocked (x baseline)",
        (2.63, 16.8), (0.01, 0.2), f"{INVERNIZZI}; {SACCHETTI}", (alpha2_loop(1), alpha2_loop(1, 0)),
        "full occupancy assumed; Sacchetti measured 3.42 acutely",
    )  # fmt: skip
    yield Target(
        "T15", "FIT", "Reboxetine for 14 days, norepinephrine (x baseline), sensitivity 0.11",
        (5.99,), (0.05,), INVERNIZZI, (alpha2_loop(1, 0.11),),
        "daily injections gave no change over 14 days (Sacchetti 1999): the route matters",
    )  # fmt: skip
    yield Target(
        "T16", "CHECK", "Full block of NET: dopamine in prefrontal cortex (share 0.67), in striatum (share 0), x baseline",
        (3.0, 1.0), (0.75, 0.1), "Bymaster 2002, Neuropsychopharmacology",
        (fold_change(1, 0.67), fold_change(1, 0.0)),
    )  # fmt: skip
    yield Target(
        "T18", "CHECK", "Bupropion, DAT occupancy 0.14 and 0.26: dopamine (x baseline)", (1.16, 1.35),
        (0.01,), "Learned-Coughlin 2003; Meyer 2002, PMID 12185406",
        tuple(fold_change([0.14, 0.26], 0.99)),
        "too small a rise for raclopride scans to see (Egerton 2010)",
    )  # fmt: skip
    yield Target(
        "T18b", "CHECK", "No DAT at all (share 0.99): dopamine (x baseline)", (5,), (2,),
        "Jones 1998, abstract: five times (identifier still to be found)", (fold_change(1, 0.99),),
        "known misfit: in the mouse release and stores collapse as well; cap the slider at 0.9", (0,),
    )  # fmt: skip
    other = fold_change(50 / (50 + 0.8), 1.0)
    yield Target(
        "T34", "FIT", "Half-life of norepinephrine under 50 nM desipramine (x control), share 0.76",
        (4.14,), (0.25,), PALIJ, (fold_change(1.0, 0.76),),
        f"the share was read from this number; were NET alone in clearing: x{other:.0f}",
    )  # fmt: skip


def scans():
    """Occupancy of transporters in people."""
    yield Target(
        "T17", "CHECK", "Methylphenidate 5, 10, 20, 40, 60 mg, ED50 17.5 mg: DAT (%)", (12, 40, 54, 72, 74),
        (10,), VOLKOW, tuple(100 * occupancy([5, 10, 20, 40, 60], 17.5)),
        "known misfit at 5 mg: 22 against 12 (SD 4); 0.25 mg/kg at 70 kg; one hyperbola cannot meet both ends", (0,),
    )  # fmt: skip
    measured = odds(0.815) / odds(0.64)
    linear = accumulation_ratio(24, rate_of(30.0))
    yield Target(
        "T19", "CHECK", "Escitalopram 10 mg, odds at steady state over one dose: measured; by a half-life of 30 h",
        (2.48, 2.35), (0.18,), f"{KLEIN_6}; {KLEIN_7}; Søgaard 2005, PMID 16291715", (measured, linear),
        "27 to 33 h gives 2.17 to 2.53",
    )  # fmt: skip
    yield Target(
        "T20", "CHECK", "Escitalopram, 54 h after the last dose, from 81.5 % at 6 h (%)", (63.3,),
        (12.1,), KLEIN_7, (100 * fading(48, 0.815, 30),), "half-life 30 h, maximum 1",
    )  # fmt: skip
    yield Target(
        "T22", "CHECK", "Duloxetine 5 and 60 mg, ED50 7.9 mg: SERT (%)", (35.3, 86.5), (5,), "Takano 2006",
        tuple(100 * occupancy([5, 60], 7.9)),
    )  # fmt: skip
    yield Target(
        "T23", "FIT", "Duloxetine 60 mg, one dose 6, 25, 53 h and many doses 6, 49, 78 h: SERT (%)",
        DULOXETINE, (6,), "Takano 2006", duloxetine(22.6),
        "half-life at the transporter 22.6 h and maximum 0.985, fitted to these points; rms 3.2",
    )  # fmt: skip
    yield Target(
        "T23b", "CHECK", "The same with the half-life of plasma, 12 h: SERT (%)",
        DULOXETINE, (6,), "Takano 2006", duloxetine(12.0),
        "must miss: plasma is not what the transporter sees", (0, 1, 2, 3, 5),
    )  # fmt: skip
    yield Target(
        "T24", "CHECK", "Nortriptyline 23.7 and 50.5 ng/mL, EC50 59.8 ng/mL: NET (%)", (33.2, 41.1), (6,),
        "Sekine 2010", tuple(100 * occupancy([23.7, 50.5], 59.8)),
    )  # fmt: skip
    window = 100 * occupancy([50, 150], 79.8)
    daily = 100 * occupancy([75, 200], 65.9)
    yield Target(
        "T25", "CHECK", "Nortriptyline 50 and 150 ng/mL, EC50 79.8; 75 and 200 mg a day, ED50 65.9: NET (%)",
        (38, 65, 50, 70), (1, 1, 6, 6), "Takano 2014", (*window, *daily),
    )  # fmt: skip


DULOXETINE = (81.8, 71.9, 44.9, 84.3, 71.9, 47.1)


def duloxetine(half_life):
    """The six scans from odds that accumulate and halve, with the start that fits them best."""
    ratio = np.repeat([1.0, accumulation_ratio(24, rate_of(half_life))], 3)
    hours = np.array([0, 19, 47, 0, 43, 72])
    starts = np.linspace(0.1, 60, 60001)[:, None]
    curves = 100 * from_odds(starts * ratio * 0.5 ** (hours / half_life), 0.985)
    return tuple(curves[np.argmin(np.sum((curves - DULOXETINE) ** 2, axis=1))])


def opioids():
    """Naltrexone and buprenorphine."""
    yield Target(
        "T26", "FIT", "Naltrexone 50, 100, 150 mg: hours that the label's test injection is blocked (h)",
        (24, 48, 72), (5,), LABEL, tuple(blocked_hours([50, 100, 150])),
    )  # fmt: skip
    daily = np.arange(4) * 24.0
    day4 = receptor_occupancies(blockade_odds([95.999, 72.0], daily, 50))
    yield Target(
        "T27", "CHECK", "Naltrexone 50 mg a day, day 4, before and after a dose: mu receptors (%)",
        (94.9, 94.9), (4.9,), "Weerts 2008", tuple(100 * day4.mu), "the hour of the scan is not known",
    )  # fmt: skip
    yield Target(
        "T28", "CHECK", "The same: delta receptors (%)", (21.1, 21.1), (14.5,), "Weerts 2008",
        tuple(100 * day4.delta), "a ratio of 79 between the odds",
    )  # fmt: skip
    doses = np.array([5, 15, 50])
    yield Target(
        "T26b", "CHECK", "Naltrexone 5, 15 and 50 mg, one dose: mu receptors (%)", (49, 61, 95), (10,),
        TROSTHEIM, tuple(100 * occupancy(doses, 5.59)),
        "means of 3, 1 and 2 scans; known misfit: 73 at 15 mg, where one scan saw 61", (1,),
    )  # fmt: skip
    area = 1e3 * average_level(np.array([50, 200]), 1, 94, 0.05)
    yield Target(
        "T30", "CHECK", "Naltrexone 50 and 200 mg by mouth: area under the curve (ng h/mL)", (26.6, 106.4),
        (0.1,), "Meyer 1984", tuple(area),
    )  # fmt: skip
    days = np.linspace(0, 28, 28001)
    injected = np.trapezoid(qualitative_depot(days), days) * 24 / (28 * area[0])
    yield Target(
        "T31", "FIT", "Naltrexone injection: area over 28 days, multiple of 50 mg a day; level on day 31 (ng/mL)",
        (3.5, 0.55), (0.5, 0.45), "US label of the injection; Dunbar 2006, PMID 16499489",
        (injected, qualitative_depot(31)), "scaled to it; label: 3 to 4 times, measurable beyond day 31",
    )  # fmt: skip
    seen, spread = (41, 80, 84), (8, 2, 2)
    free = fit_half_exposure([2, 16, 32], np.array(seen) / 100)
    yield Target(
        "T32", "FIT", "Buprenorphine 2, 16, 32 mg, ED50 2.42 mg, maximum 0.911: mu receptors (%)", seen,
        spread, GREENWALD, tuple(100 * occupancy([2, 16, 32], 2.42, 0.911)),
    )  # fmt: skip
    yield Target(
        "T32b", "CHECK", f"The same with a maximum of 1 and its own best ED50, {free:.2f} mg: mu receptors (%)", seen,
        spread, GREENWALD, tuple(100 * occupancy([2, 16, 32], free)),
        "must miss: without a ceiling below 1 the curve rises to 90 % at 32 mg", (1, 2),
    )  # fmt: skip


def people():
    """Course of benefit in trials."""
    yield Target(
        "T33", "FIT", "Drug minus placebo after one week, fraction of six weeks", (1 / 3,), (0.005,),
        "Taylor 2006, PMC2211759", (qualitative_benefit(7),), "one exponential of 20.4 days; qualitative",
    )  # fmt: skip


def targets():
    """All lines of the table."""
    lines = [*exact(), *transmitters(), *scans(), *opioids(), *people()]
    return sorted(lines, key=lambda line: (int(line.id[1:].rstrip("b")), line.id))


def numbers(values):
    return ", ".join("no steady level" if np.isinf(v) else f"{v:.4g}" for v in values)


def verdict(line):
    """Pass, or which of the numbers miss."""
    missed = line.misses()
    if not missed:
        return "pass"
    which = (
        ""
        if len(missed) == len(line.expected)
        else f" ({numbers(line.obtained[m] for m in missed)})"
    )
    return f"**misfit**{which}"


def page():
    """The document as text."""
    lines = targets()
    passed = sum(not line.misses() for line in lines)
    rows = [
        f"| {line.id} | {line.role} | {line.what} | {numbers(line.expected)} | "
        f"± {numbers(line.tolerance)} | {numbers(line.obtained)} | {verdict(line)} | "
        f"{line.source} | {line.note} |"
        for line in lines
    ]
    return "\n".join(
        [
            "# Validation of the models",
            "",
            "Made by `python tests/science/validation.py`; a test fails when this page and the models",
            "part ways. For teaching: nothing here is advice on a dose.",
            "",
            "Roles. **EXACT**: mathematics, worked out beforehand. **FIT**: the measured number set a",
            "parameter, so that agreement proves nothing. **CHECK**: measured elsewhere; no parameter was",
            "fitted to it. T8, T10, T21 and T29 are not in use. A letter b marks the rival of a model, or what",
            "is known to fail.",
            "",
            f"{len(lines)} lines: {passed} pass, {len(lines) - passed} are misfits. The misfits stay: they "
            "show where a model ends.",
            "",
            "| id | role | what | expected | tolerance | obtained | result | source | note |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            section(),
        ]
    )


if __name__ == "__main__":
    (ROOT / "docs" / "validation").mkdir(parents=True, exist_ok=True)
    for name, text in pictures().items():
        (ROOT / "docs" / "validation" / name).write_text(text, encoding="utf-8")
    (ROOT / "docs" / "validation.md").write_text(page(), encoding="utf-8")
