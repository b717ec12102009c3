"""The pictures beside the charts: for each an SVG, a function that makes it, and one for its parts.

`level_and_block` stands beside `bath()`, and what it draws has `picture=bath_parts(...)`.
"""

from kit.labs.pictures.bath import bath, bath_parts
from kit.labs.pictures.seats import seats, seats_parts
from kit.labs.pictures.synapse import synapse, synapse_parts

__all__ = ["bath", "bath_parts", "seats", "seats_parts", "synapse", "synapse_parts"]
