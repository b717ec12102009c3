"""Every number that a lesson prints is recomputed: see `numbers/` and the page on questions.

A number that the lab beside a question says is the lab's: as it opens, in a state that the text
links to, or in one that an option shows. Of all others a file `numbers/<lesson>.toml` has one table
for each section of the lesson (called by its first question, or by its heading) and for each
question: what a question sets stands in `given`, and every other number beside the expression that
gives it.
"""

import inspect
import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import SimpleNamespace
from urllib.parse import parse_qsl

import numpy as np
import pytest

import kit.science
from kit import labs
from kit.chart import plain
from kit.evidence import read
from kit.labs.classes.shared import fingerprints_of
from kit.labs.clocks.effect_site import course
from kit.lesson import items
from tests.lessons import lesson
from tools.teaching import notebooks

FOLDER = Path(__file__).parent / "numbers"
LISTS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}
# of a lesson, and in the tables of Start: test_minutes.py and test_start.py add them up
MINUTES = re.compile(r"^About \d+ minutes|\| \d+(, optional)? \|$", re.M)
STATE = re.compile(r"\]\(#(lab=[^)\s]+)\)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# not in names such as ED50, alpha-1 or 5-HT
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-])")


def row(table, name):
    """One row of a table of the ledger, by its id."""
    return read.table(table).set_index(read.schema(table)["primaryKey"]).loc[name]


def shown(lab, **state):
    """The numbers that a lab shows in a state."""
    lab.set(**state)
    return SimpleNamespace(**lab._draw(**lab.values).numbers)


def judged(text):
    """How many claims of a source text have a verdict that somebody looked up."""
    verdicts = [r["verdict"] for r in read.rows("claims") if r["text_source"] == text]
    return sum(verdict not in (None, "", "not checked") for verdict in verdicts)


def science():
    """Every public function of kit.science, by its name."""
    found = {}
    for module in iter_modules(kit.science.__path__):
        members = vars(import_module(f"kit.science.{module.name}"))
        found |= {n: f for n, f in members.items() if inspect.isfunction(f) and n[0] != "_"}
    return found


def drugs():
    """The odds ratio of each antidepressant in the kit's own pooling of the network of 2018."""
    table = read.table("trials")
    rows = table[table["id"].str.startswith("griselda-response-")]
    return dict(zip(rows["drug"], rows["estimate"], strict=True))


def clock(half_life_h):
    """Percent of SERT that duloxetine still holds after 53 h, by a clock at the pump."""
    held = row("occupancy", "duloxetine-sert-60mg-single-6h").occupancy_percent
    most = row("parameters", "duloxetine-sert-maximum").value
    return course(53, 6, held, half_life_h, False, most)


def best_clock():
    """The half-life at the pump, in hours, whose curves miss the later scans least."""
    lab, hours = labs.effect_site(), np.arange(16, 30, 0.2)
    misses = [shown(lab, half_life=hour).miss for hour in hours]
    return float(hours[int(np.argmin(misses))])


def held(drug, target):
    """The affinity that the labs use, nM."""
    return fingerprints_of()[drug][target].value


def filled(drug, target, sert):
    """Percent of a target that is full at the level that fills this share of SERT."""
    odds = sert / (1 - sert) * held(drug, "SERT") / held(drug, target)
    return 100 * odds / (1 + odds)


NAMES = {
    **science(),
    "row": row,
    "judged": judged,
    "shown": shown,
    "labs": labs,
    "np": np,
    "drugs": drugs,
    "clock": clock,
    "best_clock": best_clock,
    "held": held,
    "filled": filled,
}


def numbers(text):
    """The numbers in a text, as they are printed."""
    return set(NUMBER.findall(YEAR.sub(" ", lesson.plain(text))))


def printed(name):
    """The numbers of a lesson by section and by question."""
    found = {}
    for section in lesson.sections(name):
        text = MINUTES.sub("|", section.text)
        found.setdefault(section.key, set()).update(numbers(text))
    for key, said in lesson.questions(name).items():
        found.setdefault(key, set()).update(*map(numbers, said))
    return {key: those for key, those in found.items() if those}


def states(question, text):
    """The states of a question's lab in which its reader meets it."""
    yield {}
    for linked in STATE.findall(text):
        (_, named), *values = parse_qsl(linked)
        if named == question:
            yield dict(values)
    for option in items.item(question).get("option", ()):
        yield option.get("show", {}).get("set", {})


def told(name):
    """The numbers that the lab beside each question says and is set to, by section."""
    if name == items.CHECK:
        return {}
    found = {}
    for section in lesson.sections(name):
        for question in (f"{name}-{key}" for key in section.asked):
            if question not in notebooks.lesson(name).beside:
                continue
            lab, how = notebooks.lesson(name).beside[question]
            for state in states(question, section.text):
                one = getattr(labs, lab)(**how)
                moved = {c: one._controls[c].check(value) for c, value in state.items()}
                one.set(**moved)
                for text in (one.words(), *(plain(v) for v in moved.values() if v != str(v))):
                    for key in (section.key, question.removeprefix(f"{name}-")):
                        found.setdefault(key, set()).update(numbers(text))
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_printed_number_is_listed_and_none_else(name):
    listed = {
        key: {*table} - {"given"} | {*table.get("given", ())} for key, table in LISTS[name].items()
    }
    found = printed(name)
    said = told(name)
    missing = {
        key: sorted(those - listed.get(key, set()) - said.get(key, set()))
        for key, those in found.items()
    }
    stale = {key: sorted(those - found.get(key, set())) for key, those in listed.items()}
    for key, those in missing.items():
        assert not those, (
            f"The lesson {name} prints {', '.join(those)} in “{key}”: write each number in [{key}] "
            f"of tests/lessons/numbers/{name}.toml, beside what gives it or under `given`."
        )
    for key, those in stale.items():
        assert not those, (
            f"The lesson {name} prints {', '.join(those)} no more in “{key}”: take the numbers out "
            f"of [{key}] in tests/lessons/numbers/{name}.toml."
        )


CASES = [
    (name, key, said, rule)
    for name, tables in LISTS.items()
    for key, table in tables.items()
    for said, rule in table.items()
    if said != "given"
]


@pytest.mark.parametrize(("name", "key", "said", "rule"), CASES)
def test_a_printed_number_is_what_the_ledger_or_the_science_gives(name, key, said, rule):
    value = float(eval(rule, dict(NAMES)))  # noqa: S307 (our own files)
    decimals = len(said.partition(".")[2])
    assert f"{value:.{decimals}f}" == said.replace(",", ""), f"{name} {key}: {rule} is {value}"
