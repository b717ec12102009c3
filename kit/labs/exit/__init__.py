"""Labs of the lesson on blocking the exit."""
