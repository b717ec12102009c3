"""Labs of the lesson on class names."""
