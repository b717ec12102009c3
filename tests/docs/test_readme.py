"""README: its surprises are those of the lessons, its counts those of the tree, its film small."""

import re
from pathlib import Path

from PIL import Image

from kit import labs
from kit.labs.start.ledger import everything
from tests.files import ROOT, cells, read
from tools import moving_picture

README = read("README.md")
GUESS = r"^- (\*\*.+\?\*\* <details>.+) \(\[.+?\]\(([\w/-]+\.ipynb)\)\)</details>$"
GUESSES = re.findall(GUESS, README, re.M)
NUMBER = r"\d[\d,.]*\d|\d"


def prose(path):
    """All text cells and questions of a lesson."""
    item = ROOT / "kit/lesson/items" / f"{Path(path).stem[3:]}.toml"
    return "".join([item.read_text(encoding="utf-8"), *cells(path, "markdown")])


def test_the_numbers_of_the_three_guesses_stand_in_their_lessons():
    assert len(GUESSES) == 3
    for said, path in GUESSES:
        lesson = prose(path)
        for number in re.findall(NUMBER, said):
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", lesson), f"{number}: {said}"


def test_what_the_film_is_said_to_show_is_what_the_lab_says():
    told = re.search(r'alt="(.+?)"', README)[1]
    said = labs.level_and_block(share=float(moving_picture.SHARE)).words()  # half is blocked
    assert re.search(r"[\d.]+ times as many molecules", said)[0] in told


def test_counts_are_those_of_the_tree():
    validation = read("docs/validation.md")
    lines, misfits = re.search(
        r"^(\d+) lines: \d+ pass, (\d+) are misfits", validation, re.M
    ).groups()
    assert f"of {lines} lines {misfits} are misfits" in README
    assert f"about {round(len(everything()), -2):,} measurements" in README


def test_the_film_is_small_short_and_has_a_still():
    film, still = (ROOT / "docs/pictures" / name for name in ("block.gif", "block.png"))
    assert f'src="{film.relative_to(ROOT)}"' in README
    assert f'(prefers-reduced-motion: reduce)" srcset="{still.relative_to(ROOT)}"' in README
    assert film.stat().st_size < 400_000
    with Image.open(film) as moving, Image.open(still) as calm:
        assert moving.size == calm.size and moving.info["loop"] == 0
        length = 0
        for place in range(moving.n_frames):
            moving.seek(place)
            length += moving.info["duration"]
    assert 3000 <= length <= 6000
