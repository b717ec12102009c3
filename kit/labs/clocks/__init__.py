"""Labs of the lesson on the four clocks."""
