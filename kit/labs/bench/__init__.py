"""Labs of the bench: two ideas of a block, a burst, a fair contest, and an unknown compound."""
