"""The static form of a lab: picture, words, table and limits as plain HTML.

The pictures are files, drawn in a browser by whoever builds the notebooks: see `look_in`.
"""

import os
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

# set while notebooks are built: each lab then names the picture that it wants, see `wanted`
DRAWING = "KIT_SAVE_PICTURES"
CARD = "application/vnd.kit.card+json"  # and says beside it how it is drawn
_FOLDERS: list[Path] = []


def look_in(folder: Path) -> None:
    """Add a folder of pictures, each a PNG under its lab's `name`."""
    _FOLDERS.append(folder)


def name(title: str, values: Mapping[str, object]) -> str:
    """The name of a saved picture of a lab in one state."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]
    state = " ".join(f"{key}={_plain(value)}" for key, value in values.items())
    return f"{words}-{sha256(f'{title} {state}'.encode(errors='replace')).hexdigest()[:8]}"


def _plain(value: object) -> str:
    """A control's value in one form, so that 20 and 20.0 are the same state."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def wanted(called: str) -> str:
    """A placeholder for a picture's bytes while notebooks are built."""
    return f"kit-picture:{called}"


def embedded(png: bytes) -> str:
    """A picture as a data URL."""
    return f"data:image/png;base64,{b64encode(png).decode()}"


def picture(title: str, values: Mapping[str, object], words: str) -> str:
    """The saved picture of a lab in this state as HTML; "" where nobody has drawn it."""
    called = name(title, values)
    files = [folder / f"{called}.png" for folder in _FOLDERS]
    found = next((file for file in files if file.exists()), None)
    if os.environ.get(DRAWING):
        source = wanted(called)
    elif found:
        source = embedded(found.read_bytes())
    else:
        return ""
    return f'<p><img style="max-width: 100%" src="{source}" alt="{escape(words)}"></p>'


def table_html(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a header row, everything escaped."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def page(
    title: str,
    words: str,
    columns: Iterable[str],
    rows: Iterable[Sequence[object]],
    limits: Mapping[str, str],
    drawn: str = "",
) -> str:
    """The lab as one block of HTML without script or style; `drawn` is its picture."""
    stop = "" if title.endswith("?") else "."
    listed = "".join(f"<li><b>{escape(k)}:</b> {escape(v)}</li>" for k, v in limits.items())
    table = table_html(columns, rows)
    return (
        f"<p><b>{escape(title)}{stop}</b> {escape(words)}</p>{drawn}"
        f"<details><summary>The numbers of this picture</summary>{table}</details>"
        f"<details><summary>What this model leaves out</summary><ul>{listed}</ul></details>"
        "<p><i>Saved picture. Run this cell to move it.</i></p>"
    )


def covered(html: str) -> str:
    """The content that a prediction opens, closed until then."""
    return f'<details class="kit-covered"><summary>What the lab shows</summary>{html}</details>'


def text(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as plain text, one row a line."""
    return "\n".join(" | ".join(str(cell) for cell in row) for row in [columns, *rows])
