"""Made-up compounds: every kind, clean data give them away, and noise lets a good student win."""

from collections import Counter

import numpy as np
import pytest

from kit.science.compounds import (
    BLOCKING,
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
