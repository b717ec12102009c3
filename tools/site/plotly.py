"""plotly.js for the pages: the part of it that the labs need, where npm can give it.

The installed package has all 49 kinds of chart, 4.8 MB, and reading them takes a browser most of
the time to the first chart. plotly's makers also publish lines, points and bars alone, 1.2 MB.
"""

import re
import shutil
import subprocess
from pathlib import Path

from kit.chart import plotlyjs

HERE = Path(__file__).parent
SMALL = HERE / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
KINDS = {"scatter", "bar", "pie"}  # the trace types of the small library
VERSION = re.compile(rb"plotly\.js (?:\(basic - minified\) )?v(\S+)")
QUIET = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0")


def script():
    """The library that pages load, and a sentence if it is the full one; otherwise ""."""
    missing = _fetch()
    whole = plotlyjs.source()
    if missing:
        return plotlyjs.at_once(whole), f"{missing} The pages take all of it: charts come later."
    small = SMALL.read_bytes()
    ours, theirs = (VERSION.search(text[:200])[1].decode() for text in (whole, small))
    if ours != theirs:
        parted = f"npm has plotly.js {theirs} and the kit {ours}: `make lock` brings them together."
        return plotlyjs.at_once(whole), f"{parted} The pages take all of the kit's."
    return plotlyjs.at_once(small), ""


def _fetch():
    """Fetch the small library by npm, once; return the reason if that failed, or ""."""
    if SMALL.exists():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "There is no npm to fetch the small plotly.js."
    done = subprocess.run([npm, "ci", "--prefix", str(HERE), *QUIET], capture_output=True)
    return "" if done.returncode == 0 and SMALL.exists() else "npm could not fetch plotly.js."
