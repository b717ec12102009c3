"""The pictures beside the charts: for each an SVG, a function that makes it, and one for its parts.

`level_and_block` stands beside `bath()`, and what it draws has `picture=bath_parts(...)`.
"""

from kit.labs.pictures.bath import bath, bath_parts
from kit.labs.pictures.blood import blood, blood_parts
from kit.labs.pictures.contest import contest, contest_parts
from kit.labs.pictures.crowds import crowds, crowds_parts
from kit.labs.pictures.dial import dial, dial_parts
from kit.labs.pictures.dish import dish, dish_parts
from kit.labs.pictures.drawer import drawer, drawer_parts
from kit.labs.pictures.harms import harms, harms_parts
from kit.labs.pictures.heart import heart, heart_parts
from kit.labs.pictures.petals import petals, petals_parts
from kit.labs.pictures.places import places, places_parts
from kit.labs.pictures.seats import seats, seats_parts
from kit.labs.pictures.seesaws import seesaws, seesaws_parts
from kit.labs.pictures.shield import shield, shield_parts
from kit.labs.pictures.synapse import synapse, synapse_parts
from kit.labs.pictures.tank import tank, tank_parts, tanks, tanks_parts

__all__ = [
    "bath",
    "bath_parts",
    "blood",
    "blood_parts",
    "contest",
    "contest_parts",
    "crowds",
    "crowds_parts",
    "dial",
    "dial_parts",
    "dish",
    "dish_parts",
    "drawer",
    "drawer_parts",
    "harms",
    "harms_parts",
    "heart",
    "heart_parts",
    "petals",
    "petals_parts",
    "places",
    "places_parts",
    "seats",
    "seats_parts",
    "seesaws",
    "seesaws_parts",
    "shield",
    "shield_parts",
    "synapse",
    "synapse_parts",
    "tank",
    "tank_parts",
    "tanks",
    "tanks_parts",
]
