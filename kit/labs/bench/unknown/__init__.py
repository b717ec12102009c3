"""The study of an unknown compound: its experiments, its charts and its conclusion."""
