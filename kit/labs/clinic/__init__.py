"""Labs of the claim clinic."""
