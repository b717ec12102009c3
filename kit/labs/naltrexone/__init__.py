"""Labs of the lesson on naltrexone."""
