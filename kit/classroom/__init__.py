"""The classroom: a vote in the room, its log, and the server that phones reach."""
