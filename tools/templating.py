"""The templates of pages in Markdown, in tools/templates."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def templates():
    """The templates; a name that a page does not give is a fault."""
    return Environment(  # noqa: S701 (Markdown)
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template, **values):
    """A page."""
    return templates().get_template(template).render(values)
