"""The time to fall against the level that it should have been, and against its limits."""

import numpy as np
import pytest

from kit.science.transmission import decay, decay_half_life
from kit.science.uptake import time_to_fraction


@pytest.mark.parametrize("loss", [0.0, 1e-9, 0.1, 3.0])
@pytest.mark.parametrize("vmax", [0.5, 71.0, 4000.0])
@pytest.mark.parametrize("left", [0.01, 0.5, 0.9])
def test_the_level_at_that_time_is_the_fraction(loss, vmax, left):
    time = time_to_fraction(left, 310.0, vmax, 160.0, loss_rate=loss)
    assert decay(310.0, time, vmax, 160.0, loss_rate=loss) == pytest.approx(310.0 * left, rel=1e-7)


def test_known_limits():
    assert time_to_fraction(0.5, 1000.0, 4000.0, 160.0, loss_rate=0.0) == pytest.approx(0.152725887)
    assert time_to_fraction(0.1, 1000.0, 4000.0, 160.0, loss_rate=0.0) == pytest.approx(
        0.317103, abs=1e-6
    )
    assert time_to_fraction(0.5, 310.0, 71.0, 300.0, loss_rate=0.0) == decay_half_life(
        310.0, 71.0, 300.0
    )
    assert time_to_fraction(0.5, 310.0, 0.0, 300.0, loss_rate=0.1) == pytest.approx(np.log(2) / 0.1)
    assert time_to_fraction(0.5, 310.0, 0.0, 300.0, loss_rate=0.0) == np.inf
    assert time_to_fraction(1.0, 310.0, 71.0, 300.0, loss_rate=0.1) == 0.0
