"""The one lab of the start page."""
