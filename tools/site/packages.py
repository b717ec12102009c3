"""Lessons as single files, and as packages for a learning platform (SCORM)."""

import re
from base64 import b64encode
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from kit.lesson import items, tally
from tools.site.build import templates

VERSIONS = ("1.2", "2004")
ELSEWHERE = re.compile(r'<a [^>]*href="[\w-]+\.html[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
NAVIGATION = re.compile(
    r'<details class="lessons">.*?</details>|<nav class="around".*?</nav>|<link rel="preload".*?>',
    re.DOTALL,
)
PICTURE = re.compile(r'src="(pictures/[^"]+)"')
STATES = re.compile(r'kitStates\("(.*)","(.*)"\);')
STYLE = '<link rel="stylesheet" href="assets/kit.css">'
SCRIPT = '<script defer src="assets/kit.js"></script>'
PLOTLY = "assets/plotly.min.js"


def pages(site):
    """The page of each lesson in the folder of a built site, by the lesson's id."""
    paths = {path.stem.partition("-")[2]: path for path in sorted(Path(site).glob("??-*.html"))}
    return {name: paths[name] for name in items.lessons() if name in paths}


def alone(path):
    """A page of the site as one self-contained file, without links to other pages."""
    assets = path.parent / "assets"

    def data(kind, name):
        return f"data:{kind};base64,{b64encode((path.parent / name).read_bytes()).decode()}"

    text = NAVIGATION.sub("", path.read_text(encoding="utf-8"))
    text = ELSEWHERE.sub(r"\1", text.replace(f'href="{path.name}#', 'href="#'))
    text = PICTURE.sub(lambda match: f'src="{data("image/png", match[1])}"', text)
    script = (assets / "kit.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    script = script.replace(PLOTLY, data("text/javascript", PLOTLY), 1)
    style = (assets / "kit.css").read_text(encoding="utf-8")
    text = text.replace(STYLE, f"<style>{style}</style>").replace(SCRIPT, "")
    states = [
        '<script type="text/plain" id="lab-{}">{}</script>'.format(
            *STATES.match(each.read_text(encoding="utf-8")).groups()
        )
        for each in sorted(assets.glob(f"{path.stem}-*.js"))
    ]
    text = text.replace("<html ", "<html data-alone ", 1)
    return text.replace("</body>", f"{''.join(states)}<script>{script}</script>\n</body>")


def write(site, folder):
    """Write every lesson of a site as one file, and as a package of each version of SCORM.

    It returns the folders that were written.
    """
    folders = [folder / "lessons", *(folder / f"scorm-{version}" for version in VERSIONS)]
    for each in folders:
        each.mkdir(parents=True, exist_ok=True)
    for name, path in pages(site).items():
        text = alone(path)
        (folders[0] / path.name).write_text(text, encoding="utf-8")
        text = text.replace("data-alone", 'data-alone="scorm"', 1)
        for version, place in zip(VERSIONS, folders[1:]):
            manifest = templates().get_template(f"scorm-{version}.xml")
            with ZipFile(place / f"{path.stem}.zip", "w", ZIP_DEFLATED) as package:
                about = manifest.render(name=name, title=tally.title(name))
                package.writestr("imsmanifest.xml", about)
                package.writestr("index.html", text)
    return folders
