"""README: it asks and gives no answer away; its counts are those of the tree, its film small."""

import re
from pathlib import Path

import yaml
from PIL import Image

from kit.labs.ledger_page import everything

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUESSES = re.findall(r"^- \*\*(.+\?)\*\* \(\[lesson \d\]\(([\w/-]+\.ipynb)\)\)$", README, re.M)


def test_three_guesses_stand_there_without_their_answers():
    assert len(GUESSES) == 3
    assert all((ROOT / path).exists() for _, path in GUESSES)


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


def test_counts_are_those_of_the_tree():
    validation = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    lines, misfits = re.search(
        r"^(\d+) lines: \d+ pass, (\d+) are misfits", validation, re.M
    ).groups()
    assert f"of {lines} lines {misfits} are misfits" in README
    assert f"about {round(len(everything()), -2):,} measurements" in README


def test_it_says_how_to_cite_and_invents_nobody():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert "doi" not in cited and "identifiers" not in cited and "There is no DOI" in README
