"""The copy of plotly's JavaScript for a page, from the installed plotly package."""

import gzip
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

OPENS, CLOSES = b': this, () => {\n"use strict";', b"\n}));"


def prepare() -> None:
    """Start compressing it in a thread, before the page asks."""
    _begun()


def gzipped() -> bytes:
    """plotly.min.js, gzipped: about 1.5 MB in place of 4.7 MB on the wire."""
    return _begun().result()


@lru_cache
def _begun() -> Future[bytes]:
    return ThreadPoolExecutor(1).submit(_compressed)


def source() -> bytes:
    """plotly.min.js as it is installed."""
    found = find_spec("plotly")  # found, not imported: plotly loads slowly
    if not found or not found.origin:
        raise ModuleNotFoundError("plotly is not installed.")
    return (Path(found.origin).parent / "package_data" / "plotly.min.js").read_bytes()


def at_once(text: bytes) -> bytes:
    """The same script, written so that the browser compiles it only once.

    The file hands its whole code over as a function without brackets, which Chromium first skims
    and then reads again; a function in brackets it reads at once. A release that is written
    otherwise is taken as it is.
    """
    inside = text.rstrip()
    if inside.count(OPENS) != 1 or not inside.endswith(CLOSES):
        return text
    inside = inside.removesuffix(CLOSES).replace(OPENS, OPENS.replace(b"()", b"(()"))
    return inside + CLOSES.replace(b"}", b"})")


def _compressed() -> bytes:
    return gzip.compress(at_once(source()), compresslevel=5)  # 6 saves 10 kB and takes 50 ms more
