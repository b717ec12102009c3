"""How long a pool of transmitter takes to fall, by uptake and by all other ways together."""

import numpy as np

from kit.science.checks import amount, fraction, positive


def time_to_fall(conc0, left, vmax, km, loss_rate):
    """Time until a fraction of a level is left, once release has stopped.

    Parameters
    ----------
    conc0 : array_like
        Level at the start, nM; 0 or more.
    left : array_like
        Fraction of it that is left at the end, above 0: 0.5 gives the half-life.
    vmax, km : array_like
        nM/s and nM: see `transmission.uptake_rate`.
    loss_rate : array_like
        First-order loss by all other ways, 1/s.

    Returns
    -------
    numpy.float64 or ndarray
        Seconds; numpy.inf where nothing takes the transmitter away.

    Raises
    ------
    ValueError
        For negative input, a km of 0, or a fraction outside 0 to 1.

    References
    ----------
    The integrated rate equation that `transmission.decay` inverts; without loss, Schnell &
    Mendoza 1997, J Theor Biol 187:207.
    """
    start, km = amount("conc0", conc0, "nM"), positive("km", km, "nM")
    left = fraction("left", left, above_zero=True)
    vmax, loss = amount("vmax", vmax, "nM/s"), amount("loss_rate", loss_rate, "1/s")
    low_rate, gone = vmax + loss * km, start * (1.0 - left)
    some = np.where(loss == 0, 1.0, loss)
    with np.errstate(divide="ignore", invalid="ignore"):
        # What a saturated transporter adds; without loss, the amount over vmax.
        taken = vmax * np.log1p(loss * gone / (low_rate + loss * start * left)) / some
        taken = np.where(loss == 0, gone, taken)
        time = (taken - km * np.log(left)) / low_rate
    return np.where((low_rate == 0) & (left < 1), np.inf, time)[()]
