"""Labs of the lesson on dose, occupancy and effect."""
