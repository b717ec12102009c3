"""What is left of a lab where nothing runs: its words, its table and its limits, as plain HTML."""

from html import escape


def table_html(columns, rows):
    """A table with a header row, everything escaped."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def page(title, words, columns, rows, limits):
    """The lab as one block of HTML without script or style."""
    listed = "".join(f"<li><b>{escape(k)}:</b> {escape(v)}</li>" for k, v in limits.items())
    table = table_html(columns, rows)
    return (
        f"<p><b>{escape(title)}.</b> {escape(words)}</p>"
        f"<details><summary>The numbers of this picture</summary>{table}</details>"
        f"<details><summary>What this model leaves out</summary><ul>{listed}</ul></details>"
        "<p><i>Saved picture. Run this cell to move it.</i></p>"
    )


def text(columns, rows):
    """The table as plain text, one row a line."""
    return "\n".join(" | ".join(str(cell) for cell in row) for row in [columns, *rows])
