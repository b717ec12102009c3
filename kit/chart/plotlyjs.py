"""The one copy of plotly's JavaScript that a page needs, from the installed plotly package."""

import gzip
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

THREADS = sys.platform != "emscripten"  # Python in a browser has none


def prepare():
    """Begin to compress it in a thread, before the page asks."""
    if THREADS:
        _begun()


def gzipped():
    """plotly.min.js, gzipped: about 1.5 MB in place of 4.7 MB on the wire."""
    return _begun().result() if THREADS else _compressed()


@lru_cache
def _begun():
    return ThreadPoolExecutor(1).submit(_compressed)


@lru_cache
def _compressed():
    folder = Path(find_spec("plotly").origin).parent  # found, not imported: plotly loads slowly
    script = folder / "package_data" / "plotly.min.js"
    return gzip.compress(script.read_bytes(), compresslevel=5)  # 6 saves 10 kB and takes 50 ms more
