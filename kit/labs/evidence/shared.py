"""A number shared by labs on trials and on stories."""

PLACEBO_RESPONSE = 0.36  # of those on placebo who respond; chosen
