"""A formula of a lesson as MathML, which browsers draw by themselves.

Lessons write few formulas, in words: fractions, text, numbers and signs. That much LaTeX is read
here; for more, a library would have to come in.
"""

import re
from html import escape

TOKEN = re.compile(r"\\text\{([^{}]*)\}|\\(\w+|.)|(\d[\d.,]*)|([A-Za-z]+)|([{}^_])|(\s+)|(.)")
SIGNS = {"times": "×", "cdot": "·", "approx": "≈", "le": "≤", "ge": "≥", ",": "\u2009"}


class Unknown(ValueError):
    """A formula with something in it that is not read here."""


def mathml(formula):
    """LaTeX as a MathML element on a line of its own.

    Raises
    ------
    Unknown
    """
    tokens = [found for found in TOKEN.finditer(formula) if not found[6]]
    row = _row(tokens, formula)
    if tokens:
        raise Unknown(f"{formula!r} has one bracket too many.")
    return f'<math display="block"><mrow>{row}</mrow></math>'


def _row(tokens, formula):
    """All parts up to the end of the group."""
    parts = []
    while tokens and tokens[0][5] != "}":
        token = tokens.pop(0)
        if token[5] in ("^", "_"):
            kind = "msup" if token[5] == "^" else "msub"
            parts.append(f"<{kind}>{parts.pop()}{_group(tokens, formula)}</{kind}>")
        else:
            parts.append(_part(token, tokens, formula))
    return "".join(parts)


def _part(token, tokens, formula):
    words, command, number, name, brace, _, sign = token.groups()
    if words is not None:
        return f"<mtext>{escape(words)}</mtext>"
    if command in ("frac", "dfrac"):
        return f"<mfrac>{_group(tokens, formula)}{_group(tokens, formula)}</mfrac>"
    if command in SIGNS:
        return f"<mo>{SIGNS[command]}</mo>"
    if command or brace:
        raise Unknown(f"{formula!r}: {token[0]!r} is not known here.")
    if number or name:
        return f"<mn>{number}</mn>" if number else f"<mi>{name}</mi>"
    return f"<mo>{escape(sign)}</mo>"


def _group(tokens, formula):
    """What stands in the next braces, or the next part alone."""
    if not tokens:
        raise Unknown(f"{formula!r} ends too soon.")
    token = tokens.pop(0)
    if token[5] != "{":
        return _part(token, tokens, formula)
    row = _row(tokens, formula)
    if not tokens:
        raise Unknown(f"{formula!r} has a bracket that is not closed.")
    tokens.pop(0)
    return f"<mrow>{row}</mrow>"
