"""Labs of the lesson on the gap."""
