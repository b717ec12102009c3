"""Made-up compounds: every kind, clean data give them away, and noise lets a good student win."""

from collections import Counter

import numpy as np
import pytest

from kit.science.compounds import (
    BLOCKING,
    BUDGET,
    CEILINGS,
    COMPETITIVE,
    CONSTANTS,
    FULL,
    INVERSE,
    KINDS,
    NOTHING,
    PARTIAL,
    REFERENCE_EC50,
    RESTING,
    Compound,
    ceiling_of,
    compound,
    cost,
    measure,
    response,
)
from kit.science.conclusions import ENOUGH, factor, infer, score

SEEDS = range(200)
TENFOLD = 10.0 ** np.arange(6)
EXAMPLES = [
    Compound(kind, np.nan if kind == NOTHING else constant, ceiling_of(kind))
    for kind in KINDS
    for constant in (5.0, 80.0, 700.0)
]


def test_two_hundred_seeds_are_valid_and_show_every_kind():
    made = [compound(seed) for seed in SEEDS]
    counts = Counter(one.kind for one in made)
    assert set(counts) == set(KINDS) and max(counts.values()) - min(counts.values()) <= 1
    for one in made:
        if one.kind == NOTHING:
            assert np.isnan(one.constant)
        else:
            assert CONSTANTS[0] <= one.constant <= CONSTANTS[1]
            assert float(f"{one.constant:.2g}") == one.constant
        low, high = CEILINGS.get(one.kind, (ceiling_of(one.kind),) * 2)
        assert low <= one.ceiling <= high
    assert len(set(map(str, made))) > 150
    assert [str(compound(seed)) for seed in SEEDS] == list(map(str, made))


def test_some_compounds_never_change():  # a key that a teacher printed stays right
    assert compound(1) == (BLOCKING, 59.0, 20.0)
    assert compound(2) == (INVERSE, 14.0, 2.0)
    assert compound(1, "maple") == (BLOCKING, 120.0, 20.0)


def test_of_six_seeds_in_a_row_each_is_another_kind_with_any_word():
    for word in ("", "maple", "oak"):
        for first in range(0, 60, len(KINDS)):
            six = [compound(seed, word).kind for seed in range(first, first + len(KINDS))]
            assert sorted(six) == sorted(KINDS)


def test_a_word_changes_compound_and_noise_and_its_capitals_do_not_count():
    same = sum(compound(seed) == compound(seed, "maple") for seed in SEEDS)
    assert same < len(SEEDS) / 5
    assert [str(compound(seed, " Maple ")) for seed in range(20)] == [
        str(compound(seed, "maple")) for seed in range(20)
    ]
    one, other = (measure(3, 1, 30, TENFOLD, 2, word) for word in ("", "maple"))
    assert not np.allclose(one, other)


def test_a_lucky_guess_without_readings_is_worth_little():
    truth = Compound(NOTHING, np.nan, RESTING)
    assert score(truth, NOTHING, None, 4, carried=False).total == 25
    assert score(truth, NOTHING, None, 4).total == 98
    one_well = infer(np.array([0.0]), np.array([1000.0]), np.array([20.0]), np.array([1]))
    assert one_well.kind == NOTHING and one_well.apart < ENOUGH


@pytest.mark.parametrize("seed", [-1, 1.5, "1", None, True])
def test_other_seeds_are_refused(seed):
    with pytest.raises(ValueError, match="seed is .* whole number of 0 or more"):
        compound(seed)


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_the_constant_means_what_the_form_says(one):
    kind, constant, ceiling = one
    assert response(one, 0.0, 0.0) == pytest.approx(RESTING)
    assert response(one, REFERENCE_EC50, 0.0) == pytest.approx(60.0)
    assert response(one, 1e12, 0.0) == pytest.approx(100.0)
    if kind in (FULL, PARTIAL, INVERSE):  # half of its own effect, alone
        assert response(one, 0.0, constant) == pytest.approx((RESTING + ceiling) / 2)
        assert response(one, 0.0, 1e12) == pytest.approx(ceiling, abs=1e-6)
    else:
        np.testing.assert_allclose(response(one, 0.0, TENFOLD), RESTING)
    if kind == COMPETITIVE:  # twice as much agonist, and the height comes back
        assert response(one, 2 * REFERENCE_EC50, constant) == pytest.approx(60.0)
        assert response(one, 1e12, 100 * constant) == pytest.approx(100.0)
    if kind == BLOCKING:  # half of the height, for ever
        assert response(one, 1e12, constant) == pytest.approx(60.0)
        assert response(one, 1e12, 1e9 * constant) == pytest.approx(RESTING)
    if kind == NOTHING:
        np.testing.assert_allclose(response(one, TENFOLD, 1e5), response(one, TENFOLD, 0.0))


@pytest.mark.parametrize("one", EXAMPLES, ids=str)
def test_clean_data_give_the_compound_away(one):
    agonist = np.repeat([0.0, 300.0, 1e5], len(TENFOLD))
    conc = np.tile(TENFOLD, 3)
    found = infer(agonist, conc, response(one, agonist, conc), np.full(len(conc), 2))
    assert found.kind == one.kind
    if one.kind != NOTHING:
        assert factor(found.constant, one.constant) < 1.06  # the grid is 3 % wide
        assert found.low <= one.constant * 1.02 and found.high >= one.constant / 1.02


def test_the_same_experiment_in_the_same_place_reads_the_same():
    once, again = (measure(17, 3, 300, TENFOLD, 2) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert once.shape == (6, 2)
    assert not np.allclose(once, measure(17, 4, 300, TENFOLD, 2))
    np.testing.assert_array_equal(once, np.round(once, 1))


def test_a_cheaper_perfect_answer_scores_more():
    for seed in range(12):
        truth = compound(seed)
        totals = [
            score(truth, truth.kind, truth.constant, spent).total for spent in (4, 16, 28, 40)
        ]
        assert totals == sorted(totals, reverse=True) and len(set(totals)) == 4
        assert totals[-1] == 80 and score(truth, truth.kind, truth.constant, 0).total == 100


def test_a_closer_answer_scores_more_and_another_kind_nothing():
    truth = Compound(COMPETITIVE, 100.0, RESTING)
    points = [score(truth, COMPETITIVE, 100.0 * off, 20).total for off in (1.9, 0.35, 3, 3.1)]
    assert points == [90, 80, 80, 60]
    assert score(truth, BLOCKING, 100.0, 0).total == 0
    assert score(Compound(NOTHING, np.nan, RESTING), NOTHING, None, 0).total == 100
    with pytest.raises(ValueError, match="constant is -5"):
        score(truth, COMPETITIVE, -5, 0)
    with pytest.raises(ValueError, match="kind = 'magic'"):
        score(truth, "magic", 5, 0)


class Bench:
    """What a simulated student has: a compound, a budget, readings."""

    def __init__(self, seed):
        self.seed, self.spent, self.data = seed, 0, []

    def run(self, agonist, conc, wells=2):
        agonist, conc = np.broadcast_arrays(np.atleast_1d(agonist), np.atleast_1d(conc))
        self.spent += cost(len(agonist), wells)
        assert self.spent <= BUDGET
        self.experiments = getattr(self, "experiments", 0) + 1
        means = measure(self.seed, self.experiments, agonist, conc, wells).mean(axis=1)
        self.data += zip(agonist, conc, means, [wells] * len(means))
        return means


def crossing(effects, level):
    """Where six tenfold steps cross a level, on the logarithmic ruler; the nearest end if never."""
    for k, (here, there) in enumerate(zip(effects, effects[1:], strict=False)):
        if here != there and (here - level) * (there - level) <= 0:
            return 10 ** (k + (level - here) / (there - here))
    return TENFOLD[int(np.argmin(np.abs(np.asarray(effects) - level)))]


def careful(bench):
    """Look alone first; then along the compound; then ask whether agonist overcomes it."""
    alone = bench.run(0, 1e5)[0]
    if not 13 < alone < 33:
        along = bench.run(0, TENFOLD)
        top = (alone + along[-1]) / 2
        kind = INVERSE if top < RESTING else FULL if top > 87 else PARTIAL
        return kind, crossing(along, (RESTING + top) / 2)
    along = bench.run(300, TENFOLD)
    control = float(response(Compound(NOTHING, np.nan, RESTING), 300, 0))
    if along[-1] > 0.75 * control:
        return NOTHING, None
    half = crossing(along, (control + RESTING) / 2)
    overcome = bench.run(1e5, min(1e5, 30 * half))[0] > 60
    return (COMPETITIVE, half / (1 + 300 / REFERENCE_EC50)) if overcome else (BLOCKING, half)


def lazy(bench):
    """One look at one concentration, and a guess."""
    alone = bench.run(0, 1e4, wells=1)[0]
    kind = FULL if alone > 80 else PARTIAL if alone > 33 else INVERSE if alone < 12 else COMPETITIVE
    return kind, 50.0


def successes(strategy):
    """Share of seeds with the right kind and a constant within a factor of 3; mean score."""
    won, points, spent = 0, 0, 0
    for seed in SEEDS:
        bench, truth = Bench(seed), compound(seed)
        kind, constant = strategy(bench)
        right = kind == truth.kind and (kind == NOTHING or factor(constant, truth.constant) <= 3)
        won, spent = won + right, spent + bench.spent
        points += score(truth, kind, constant, bench.spent).total
    return won / len(SEEDS), points / len(SEEDS), spent / len(SEEDS)


def test_a_careful_student_finds_out_and_a_lazy_one_does_not():
    careful_share, careful_points, spent = successes(careful)
    lazy_share, lazy_points, _ = successes(lazy)
    assert careful_share >= 0.8 and spent < BUDGET
    assert lazy_share < careful_share - 0.4
    assert lazy_points < careful_points - 20


@pytest.mark.slow
def test_the_computer_does_at_least_as_well_on_the_same_readings():
    right, seeds = 0, SEEDS[:100]
    for seed in seeds:
        bench, truth = Bench(seed), compound(seed)
        careful(bench)
        found = infer(*np.array(bench.data).T)
        right += found.kind == truth.kind and (
            found.kind == NOTHING or factor(found.constant, truth.constant) <= 3
        )
    assert right / len(seeds) >= 0.9
