"""Build the static site: every lesson as a page without server and kernel, with labs that move.

make site                                  all notebooks, into build/site
make site ARGS="--to DIR notebooks/03-*"   some of them, elsewhere
python -m tools.site --items DIR ...       on another subject: docs/another-subject.md
"""

import argparse
import json
import shutil
import zlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kit.lesson import items
from tools.site import assets, plotly
from tools.site.lesson import lesson
from tools.site.run import ROOT, run

HERE = Path(__file__).parent
LARGEST = 250_000  # most bytes of a page, so that it loads on a slow line


def packed(thing):
    """Compressed JSON in base64, so that nobody reads the answers by chance."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode(), 9)).decode()


@cache
def templates():
    """The templates of pages and packages."""
    environment = Environment(  # noqa: S701 (parts are HTML already; all else says `e`)
        loader=FileSystemLoader(HERE / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["packed"] = packed
    environment.globals["first"] = assets.first()
    return environment


def build(notebooks, folder, few=False):
    """Write the site into a folder, emptied first; return the bytes of each page.

    With `few` states of each lab it is made in a hurry.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("assets", "pictures"):
        (folder / name).mkdir(parents=True)
    (folder / "assets" / "kit.js").write_text(assets.script(), encoding="utf-8")
    (folder / "assets" / "kit.css").write_text(assets.style(), encoding="utf-8")
    script, notice = plotly.script()
    (folder / "assets" / "plotly.min.js").write_bytes(script)
    print(notice or f"plotly.js: {len(script) / 1000:.0f} kB", flush=True)
    stems = [path.stem for path in notebooks]
    pages = []
    for path in notebooks:
        pages.append(lesson(path.stem, *run(path, few), stems))
        print(f"{path.name}: {len(pages[-1].labs)} labs", flush=True)
    sizes = {name: _write(folder / name, text) for name, text in _texts(pages, folder).items()}
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    _write(folder / "worker.js", assets.worker({"./": b"", **files}))
    return sizes


def _texts(pages, folder):
    """The pages by file name."""
    texts = {"index.html": templates().get_template("index.html").render(pages=pages)}
    for place, page in enumerate(pages):
        for name, picture in page.pictures.items():
            (folder / "pictures" / name).write_bytes(picture)
        around = {
            "before": pages[place - 1] if place else None,
            "after": pages[place + 1] if place + 1 < len(pages) else None,
        }
        for key, lab in page.labs.items():
            states = f'kitStates("{key}","{lab["states"]}");\n'
            _write(folder / "assets" / f"{page.stem}-{key}.js", states)
        template = templates().get_template("lesson.html")
        texts[f"{page.stem}.html"] = template.render(page=page, pages=pages, **around)
    return texts


def _write(path, text):
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


def main(arguments=None):
    """Build the site and print the sizes of its pages; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.site", description=__doc__.split("\n")[0]
    )
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "site", metavar="DIR")
    parser.add_argument("--items", type=Path, metavar="DIR", help="questions of another subject")
    parser.add_argument("--few", action="store_true", help="few states of each lab: a quick look")
    asked = parser.parse_args(arguments)
    if asked.items:
        items.use(asked.items.resolve())
    notebooks = asked.notebooks or sorted((ROOT / "notebooks").glob("*.ipynb"))
    sizes = build([path.resolve() for path in notebooks], asked.to, asked.few)
    for name, size in sizes.items():
        print(f"{asked.to / name}: {size / 1000:.0f} kB")
    large = [name for name, size in sizes.items() if size > LARGEST]
    if large:
        print(f"Larger than {LARGEST / 1000:.0f} kB: {', '.join(large)}.")
    return 1 if large else 0
