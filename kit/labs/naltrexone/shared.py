"""Helpers shared by labs on naltrexone: the dial of efficacy."""

from typing import Any

from kit.chart.rules import how_many


def dial_parts(efficacy: float, held: float, response: float, name: str) -> dict[str, Any]:
    """The parts of the dial's picture.

    `efficacy` goes from -1 (inverse agonist) by 0 (antagonist) to 1 (full agonist); `held` is the
    share of the receptors with this ligand, `response` that of the largest, `name` what stands
    under the lock.
    """
    return {
        "efficacy": (1 + efficacy) / 2,
        "held": held,
        "others": 0.0,
        "seats": f"{how_many(held, 10)} of 10 receptors held",
        "response": response,
        "says": f"{100 * response:.0f} %",
        "name": name,
    }
