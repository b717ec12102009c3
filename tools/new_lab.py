"""Start a lab: its file, its test, and a notebook to try it in.

    make new-lab NAME=my_lab

What it makes runs and keeps the contract of every lab from the first minute: the lab of
tools/template under a new name. docs/add-a-lab.md says what to change in it, and in which order.
"""

import keyword
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CARDS = ROOT / "tools" / "build_cards.py"
TEMPLATE = ROOT / "tools" / "template"
LABS = ROOT / "kit" / "labs"
DRAFTS = LABS / "drafts"
LONGEST = 40  # letters of a name, so that every line that holds it fits


def places(name):
    """The file that each file of the template becomes."""
    return {
        "lab.py": DRAFTS / f"{name}.py",
        "test_lab.py": ROOT / "tests" / "labs" / f"test_{name}.py",
        "lab.ipynb": ROOT / "drafts" / f"{name}.ipynb",
    }


def refusal(name):
    """The reason why a lab cannot have this name; "" if it can."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        return f"NAME={name} cannot be a lab: use small letters, digits and _, as in my_lab."
    if len(name) > LONGEST:
        return f"NAME={name} is too long: use at most {LONGEST} letters."
    modules = [LABS / name, LABS / f"{name}.py", *LABS.glob(f"*/{name}.py")]
    taken = [path for path in [*modules, *places(name).values()] if path.exists()]
    return f"NAME={name} is taken: {taken[0].relative_to(ROOT)} exists." if taken else ""


def main(names):
    """Make the lab with this name; return the exit code."""
    name = names[0] if len(names) == 1 else ""
    if problem := refusal(name):
        print(problem, file=sys.stderr)
        return 2
    for source, path in places(name).items():
        text = (TEMPLATE / source).read_text(encoding="utf-8").replace("my_lab", name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"made     {path.relative_to(ROOT).as_posix()}")
    (DRAFTS / "__init__.py").write_text('"""Labs that no lesson has yet."""\n', encoding="utf-8")
    subprocess.run([sys.executable, CARDS], check=True)  # the model it uses names its labs
    print("next     docs/add-a-lab.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
