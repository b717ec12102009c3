"""Everything to hand out, as zips in build/release: `make release`.

The site, its lessons as one file each, their SCORM packages, the question bank and the handouts.
make release ARGS="--site https://example.org/kit" adds QR codes of the lessons' addresses.
"""

import argparse
import shutil
from pathlib import Path

from tools.bank.write import write as write_bank
from tools.handouts.__main__ import write as write_handouts
from tools.site import packages
from tools.site.build import main as build_site

BUILD = Path("build")


def main():
    """Build all parts and zip them; the paths are printed."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("--site", default="", help="the site's address on the web, for QR codes")
    arguments = parser.parse_args()
    if build_site(["--to", str(BUILD / "site")]):
        return 1
    folders = [BUILD / "site", *packages.write(BUILD / "site", BUILD / "packages")]
    write_handouts(BUILD / "handouts", arguments.site)
    write_bank(BUILD / "bank")
    for folder in (*folders, BUILD / "handouts", BUILD / "bank"):
        print(shutil.make_archive(str(BUILD / "release" / folder.name), "zip", folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
