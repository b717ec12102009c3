"""Make the bundle that installs and runs the lessons without a network.

python tools/stick/build.py [--platform NAME ...] [--python 3.12 ...] [--to FOLDER]
"""

import argparse
import hashlib
import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LOCK = HERE / "requirements.lock"
NAME = "neuropharmacology-kit"
INSTALLED = 5.2  # times the size of the wheels, as measured on a disk
KINDS = {  # what a lock's conditions ask, and the tags of the wheels such a computer takes
    "linux": ("posix", "linux", "Linux"),
    "macos": ("posix", "darwin", "Darwin"),
    "windows": ("nt", "win32", "Windows"),
    "emscripten": ("posix", "emscripten", "Emscripten"),  # Python in a browser: tools/lite
}
TAGS = {
    "linux-x86_64": [f"manylinux_2_{n}_x86_64" for n in (28, 27, 26, 24, 17, 12, 5)]
    + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"],
    "linux-aarch64": [f"manylinux_2_{n}_aarch64" for n in (28, 27, 26, 24, 17)]
    + ["manylinux2014_aarch64", "linux_aarch64"],
    "macos-arm64": ["macosx_14_0_arm64"],  # pip adds the older ones and universal2
    "macos-x86_64": ["macosx_14_0_x86_64"],
    "windows-x86_64": ["win_amd64"],
}


def this_computer():
    """The name of this computer's kind among those of TAGS."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    machine = {"AMD64": "x86_64"}.get(platform.machine(), platform.machine())
    return f"{system}-{machine}"


def entries(lock):
    """Each package of a lock: its first line, and the whole entry with hashes."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.M)
    blocks = re.split(r"\n(?=\S)", text.strip())
    return [(block.splitlines()[0].rstrip(" \\"), block) for block in blocks]


def wanted(lock, kind, python):
    """The entries of a lock that a kind of computer needs, without their conditions.

    pip judges conditions by the computer it runs on, whatever `--platform` says.
    """
    os_name, sys_platform, system = KINDS[kind.partition("-")[0]]
    there = {
        "os_name": os_name,
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": kind.partition("-")[2].replace("x86_64", "AMD64")
        if os_name == "nt"
        else kind.partition("-")[2],
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    found = []
    for line, block in entries(lock):
        condition = Requirement(line).marker
        if condition is None or condition.evaluate(there):
            found.append(re.sub(r" *;[^\\\n]*", " ", block, count=1))
    return found


def download(kind, python, wheels):
    """Fetch the wheels that one kind of computer with one Python needs."""
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "list.txt")
        listed.write_text("\n".join(wanted(LOCK, kind, python)) + "\n", encoding="utf-8")
        tags = [word for tag in TAGS[kind] for word in ("--platform", tag)]
        command = ["download", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command += ["--python-version", python, "--implementation", "cp", *tags]
        pip(*command, "--dest", wheels, "--requirement", listed)


def pip(*words):
    """Run pip; end with what it says where it fails."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    if subprocess.run([str(word) for word in command]).returncode:
        sys.exit(f"pip {words[0]} failed (see above).")


def fill(folder, kinds, pythons):
    """Put everything but the list of it into an empty folder."""
    wheels = folder / "wheels"
    wheels.mkdir()
    for kind in kinds:
        for python in pythons:
            download(kind, python, wheels)
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", wheels, ROOT)
    shutil.copytree(
        ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*", "my-answers*")
    )
    if (ROOT / "build/site/index.html").is_file():
        shutil.copytree(ROOT / "build/site", folder / "site")
    for path in (HERE / "start.py", LOCK, ROOT / "LICENSE", ROOT / "LICENSE-CONTENT.md"):
        shutil.copy(path, folder)
    made_for = {"platforms": list(kinds), "pythons": list(pythons)}
    (folder / "bundle.json").write_text(json.dumps(made_for) + "\n", encoding="utf-8")


def files(folder):
    """All files of a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size(paths):
    """Their size in megabytes, in words."""
    return f"{sum(path.stat().st_size for path in paths) / 1e6:.0f} MB"


def describe(folder, kinds, pythons):
    """Write README.txt, and last SHA256SUMS."""
    wheels = files(folder / "wheels")
    parts = [("notebooks/", files(folder / "notebooks")), ("wheels/", wheels)]
    if (folder / "site").is_dir():
        parts.append(("site/", files(folder / "site")))
    contents = "".join(
        f"{name:<15} {size(paths):>7}, {len(paths)} files\n" for name, paths in parts
    )
    if (folder / "site").is_dir():
        contents += "                (open site/index.html in any browser: it needs no Python)\n"
    text = (
        (HERE / "README.txt")
        .read_text(encoding="utf-8")
        .format(
            platforms=", ".join(kinds),
            pythons=" or ".join(pythons),
            size=size(files(folder)),
            files=len(files(folder)) + 2,
            after=f"about {INSTALLED * sum(p.stat().st_size for p in wheels) / 1e6:.0f} MB",
            contents=contents,
            known=textwrap.fill(f"It knows {', '.join(TAGS)}.", 76),
        )
    )
    (folder / "README.txt").write_text(text, encoding="utf-8")
    sums = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files(folder)
    )
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return contents


def pack(folder, archive):
    """Put the folder into one zip file; wheels are compressed already."""
    with zipfile.ZipFile(archive, "w") as bundle:
        for path in files(folder):
            how = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            name = Path(folder.name) / path.relative_to(folder)
            bundle.write(path, name.as_posix(), compress_type=how)


def main(arguments=None):
    """Build the bundle that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make the bundle that needs no network.")
    parser.add_argument("--platform", action="append", choices=TAGS, help="default: this one's")
    parser.add_argument("--python", action="append", metavar="3.12", help="default: this one")
    parser.add_argument("--to", type=Path, default=ROOT / "build/stick", metavar="FOLDER")
    given = parser.parse_args(arguments)
    kinds = given.platform or [this_computer()]
    pythons = given.python or [f"{sys.version_info[0]}.{sys.version_info[1]}"]
    folder = given.to / NAME
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fill(folder, kinds, pythons)
    print(describe(folder, kinds, pythons), end="")
    archive = given.to / f"{NAME}-{'-'.join(kinds)}-py{'-'.join(pythons)}.zip"
    pack(folder, archive)
    shutil.rmtree(folder)
    print(f"{archive}: {size([archive])}")
    print(f"SHA-256 {hashlib.sha256(archive.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
