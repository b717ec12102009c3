"""How long one call of the science takes: `pytest bench --benchmark-only`, no part of the tests."""

import numpy as np
import pytest

from kit.science import (
    feedback,
    naltrexone,
    occupancy,
    pharmacokinetics,
    receptors,
    transmission,
    trials,
)

DOSES = np.linspace(0, 80, 500)
TIME_H = np.linspace(0, 720, 2000)
DOSE_TIMES = np.arange(60) * 12.0
TIME_S, SPIKES = np.linspace(0, 10, 2000), np.arange(0, 10, 0.05)
DAYS, OCCUPIED = np.arange(22)[:, None], np.linspace(0, 1, 100)
DRUG = {"dose": 100, "volume": 50, "absorption_rate": 1.0, "elimination_rate": 0.1}
POINTS = [50, 100, 150, 200], [0.33, 0.386, 0.6, 0.615]

CALLS = {  # what, and the most it may take on one core, in ms
    "occupancy of 500": (lambda: occupancy.occupancy(DOSES, 5.0), 0.1),
    "odds of 500": (lambda: occupancy.odds(np.linspace(0, 0.9, 500)), 0.1),
    "gaddum of 500": (lambda: receptors.gaddum(DOSES, 1, 2, 3), 0.1),
    "operational of 500": (lambda: receptors.operational(DOSES, 5, 10), 0.1),
    "fold change of 500": (
        lambda: transmission.fold_change(np.linspace(0, 0.95, 500), 0.9), 0.1),
    "60 doses, 2000 times": (
        lambda: pharmacokinetics.repeated(TIME_H, DOSE_TIMES, **DRUG), 0.3),
    "60 doses of naltrexone, 2000 times": (
        lambda: naltrexone.blockade_odds(TIME_H, DOSE_TIMES, 50.0), None),
    "10 s at 20 Hz, 2000 times": (
        lambda: transmission.pulse_train(TIME_S, SPIKES, 142.0, 4100, 210), 3),
    "the same with loss": (
        lambda: transmission.pulse_train(TIME_S, SPIKES, 142.0, 4100, 210, 0.04), None),
    "serotonin, 22 days x 100 occupancies": (
        lambda: feedback.serotonin_loop(OCCUPIED, feedback.sensitivity(DAYS)), 5),
    "fit of an ED50": (lambda: occupancy.fit_half_exposure(*POINTS), None),
    "1000 worlds x 13 trials": (
        lambda: trials.file_drawer(np.random.default_rng(1), 1000, 13, 100, 0.4, 0.36, 0.1), 30),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_call(benchmark, name):
    call, limit_ms = CALLS[name]
    benchmark.extra_info["limit_ms"] = limit_ms
    benchmark(call)
