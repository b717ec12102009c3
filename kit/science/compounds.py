"""Made-up unknown compounds: the effect of each, and simulated experiments on it."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from kit.science.assay import luck, reading, two_state, two_state_half
from kit.science.checks import Numbers
from kit.science.occupancy import odds

FULL, PARTIAL, COMPETITIVE = "full agonist", "partial agonist", "competitive antagonist"
BLOCKING, INVERSE, NOTHING = "non-competitive antagonist", "inverse agonist", "nothing"
KINDS = (FULL, PARTIAL, COMPETITIVE, BLOCKING, INVERSE, NOTHING)

# The tissue and its reference agonist: chosen for this kit, in % of the reference's highest effect.
RESTING, HIGHEST, LARGEST = 20.0, 100.0, 125.0
REFERENCE_EC50 = 30.0  # nM
BASAL = RESTING / LARGEST
REFERENCE_EFFICACY = float(odds(HIGHEST / LARGEST) / odds(BASAL))
REFERENCE_KD = REFERENCE_EC50 / float(two_state_half(1.0, REFERENCE_EFFICACY, BASAL))

# A non-competitive antagonist is described by its IC50 against much agonist: with spare receptors,
# more than half of the push must go before half of the effect does.
_MIDDLE = float(odds((RESTING + HIGHEST) / 2 / LARGEST) / odds(BASAL))
BLOCKING_RATIO = (REFERENCE_EFFICACY - 1.0) / (_MIDDLE - 1.0) - 1.0  # IC50 in units of its kd

CONSTANTS = (3.0, 1000.0)  # nM, the range of half-maximal concentrations
CEILINGS = {PARTIAL: (45.0, 75.0), INVERSE: (0.0, 6.0)}  # %, for kinds that leave it open
BUDGET, PLATE, WELL = 40, 2, 1  # credits: to spend, for each plate, for each well


class Compound(NamedTuple):
    """A compound: its kind, half-maximal concentration in nM, and effect alone in %."""

    kind: str
    constant: Numbers
    ceiling: Numbers


def ceiling_of(kind: str) -> float:
    """Effect of a kind alone at infinite concentration, %; the middle if the kind leaves it open.

    >>> ceiling_of(PARTIAL)
    60.0

    Parameters
    ----------
    kind : one of KINDS

    References
    ----------
    Chosen for this kit.
    """
    if kind not in KINDS:
        raise ValueError(f"kind = {kind!r} is not one of {', '.join(KINDS)}.")
    if kind in CEILINGS:
        return sum(CEILINGS[kind]) / 2
    return HIGHEST if kind == FULL else RESTING


def salted(number: int, word: str) -> int:
    """A number that cannot be guessed without the word; without a word, the number itself.

    >>> salted(17, "")
    17

    Parameters
    ----------
    number : whole number, 0 or more
    word : a teacher's word; capitals and surrounding blanks are ignored

    References
    ----------
    Numpy promises that its seed sequences never change.
    """
    plain = word.strip().lower()
    if not plain:
        return number
    state = np.random.SeedSequence([number, *plain.encode()]).generate_state(2)
    return int(state[0]) * 2**16 + int(state[1]) % 2**16


def compound(seed: int, word: str = "") -> Compound:
    """The compound that belongs to a seed.

    >>> compound(1).kind
    'non-competitive antagonist'

    Parameters
    ----------
    seed : whole number, 0 or more; any seed gives a compound
    word : a teacher's word: with another one every seed has another compound

    References
    ----------
    Drawn for this kit: of six seeds from a multiple of six on each has another kind, in an order
    drawn for these six; constants even on a logarithmic scale, two digits.
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"seed is {seed!r}, but must be a whole number of 0 or more.")
    six, place = divmod(int(seed), len(KINDS))
    kind = KINDS[int(np.argsort(luck(salted(six, f"{word.strip()} of six"), 0, len(KINDS)))[place])]
    along, height = ndtr(luck(salted(int(seed), word), 0, 2))
    low, high = CONSTANTS
    constant = float(f"{low * (high / low) ** along:.2g}")
    bottom, top = CEILINGS.get(kind, (ceiling_of(kind),) * 2)
    ceiling = round(bottom + (top - bottom) * height)
    return Compound(kind, np.nan if kind == NOTHING else constant, float(ceiling))


def response(compound: Compound, agonist: ArrayLike, conc: ArrayLike) -> Numbers:
    """True effect of the reference agonist and a compound together, % of the reference's highest.

    >>> response(Compound(COMPETITIVE, 50.0, RESTING), 2 * REFERENCE_EC50, 50.0).round(6)
    60.0

    Parameters
    ----------
    compound : a Compound, whose constant and ceiling may be arrays
        The constant is the EC50 of an agonist or inverse agonist, the KB of a competitive
        antagonist, and for a non-competitive one the IC50 against much agonist.
    agonist, conc : of the reference agonist and of the compound, nM, 0 or more

    References
    ----------
    `two_state`.
    """
    kind, constant, ceiling = compound
    efficacy: Numbers
    efficacy, kd, left = 1.0, 1.0, np.float64(1.0)
    if kind == COMPETITIVE:
        kd = constant
    elif kind == BLOCKING:
        left = 1.0 / (1.0 + np.asarray(conc) / (constant / BLOCKING_RATIO))
    elif kind != NOTHING:
        efficacy = odds(np.asarray(ceiling) / LARGEST) / odds(BASAL)
        kd = constant / two_state_half(1.0, efficacy, BASAL)
    bound = 0.0 if kind in (BLOCKING, NOTHING) else conc
    effect = two_state(
        agonist, REFERENCE_KD, REFERENCE_EFFICACY, bound, kd, efficacy, BASAL, left
    )  # fmt: skip
    return LARGEST * effect + 0.0 * np.asarray(
        conc
    )  # the common shape, also for a kind that does nothing


def cost(conditions: int, wells: int) -> int:
    """Price of one plate, credits.

    >>> cost(6, 2)
    14

    Parameters
    ----------
    conditions, wells : how many pairs of concentrations, and how many wells for each

    References
    ----------
    Chosen for this kit.
    """
    return PLATE + WELL * conditions * wells


def measure(
    seed: int,
    experiment: int,
    agonist: ArrayLike,
    conc: ArrayLike,
    wells: int,
    word: str = "",
) -> NDArray[Any]:
    """The readings of one plate, %, rounded to 0.1; shape (conditions, wells).

    >>> measure(17, 1, 300.0, 100.0, 2).shape
    (1, 2)

    Parameters
    ----------
    seed, word : see `compound`
    experiment : whole number; the same one of the same seed gives the same readings
    agonist, conc : nM, 0 or more, shape (conditions,)
    wells : for each condition

    References
    ----------
    `response` read through `reading`.
    """
    agonist, conc = np.broadcast_arrays(np.atleast_1d(agonist), np.atleast_1d(conc))
    shape = (len(agonist), wells)
    plate, *rest = luck(salted(seed, word), experiment, 1 + 2 * len(agonist) * wells)
    well, floor = np.reshape(rest, (2, *shape))
    mean = response(compound(seed, word), agonist, conc)
    return np.round(np.asarray(reading(mean[:, None], plate, well, floor)), 1)
