"""Labs of the lesson on low norepinephrine."""
