"""The static site: lessons as pages without server and kernel."""
