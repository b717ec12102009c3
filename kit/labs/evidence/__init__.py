"""Labs of the lesson on what all the trials say."""
