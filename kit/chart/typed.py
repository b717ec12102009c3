"""Numbers that somebody types: comma and point alike. kit/chart/typed.js reads as this does."""

import math
import re

NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
GROUPS = re.compile(r"[+-]?[0-9]{1,3}([.,'’ ])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
ONE_POINT = re.compile(r"[+-]?([0-9]+\.[0-9]+|0.*)")  # 1.429 is a decimal, as this kit writes it


def read_number(typed: str) -> float:
    """Return the number that somebody typed.

    Parameters
    ----------
    typed : str
        Such as "2.5" or "2,5".

    Raises
    ------
    ValueError
        For what is no number, or can be read in two ways, such as "1,000".
    """
    text = re.sub(r"\s", " ", typed.strip().replace("−", "-", 1))
    grouped = GROUPS.fullmatch(text)
    if grouped and not ONE_POINT.fullmatch(text):
        raise ValueError(_without_thousands(text, grouped[1]))
    number = float(text.replace(",", ".")) if NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise ValueError(f"“{text[:40]}” is not a number: write digits, such as 80 or 2.5.")
    return number


def _without_thousands(text: str, mark: str) -> str:
    """How to write a number that has marks between its thousands, in a sentence."""
    digits = re.sub(r"[^0-9+-]", "", text)
    whole, _, last = text.replace(",", ".").rpartition(".")
    if re.fullmatch(r"[+-]?[0-9]+", whole):
        return f"“{text}” can be read in two ways: write {digits} or {whole}.{last}."
    decimals = len(last) if whole and text[len(whole)] != mark else 0
    plain = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"“{text}” has marks between its thousands: write {plain}."
