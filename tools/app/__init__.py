"""The classroom app: the lessons without code, for a projector and for guests (`make app`)."""
