"""The classroom: a vote in the room, and what a class answered, on one page."""
