"""Pages from templates: those in Markdown stand in tools/templates."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def environment(folder, **options):
    """The templates of a folder, in which a line that only says what to do leaves no line."""
    return Environment(  # noqa: S701 (a page in HTML asks for autoescape)
        loader=FileSystemLoader(folder),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )


@cache
def templates():
    """The templates in Markdown; a name that a page does not give is a fault."""
    return environment(Path(__file__).parent / "templates", undefined=StrictUndefined)


def render(template, **values):
    """A page in Markdown."""
    return templates().get_template(template).render(values)
