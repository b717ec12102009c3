"""Write the question bank from the kit's own questions.

Lines to draw, worked examples and votes stay in the lessons: no platform asks them so. An order
becomes a matching of things to places, and in QTI, which Canvas reads, a text.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from kit.lesson import items, sheet, tally

HERE = Path(__file__).parent
LEFT_OUT = ("line", "worked")
CLAIM = ["Would you sign this sentence, change it, or refuse it?"]
PARALLEL = HERE / "parallel.toml"


def lessons():
    """The questions of each lesson that a platform can ask, by full name."""
    for lesson in items.lessons():
        yield (
            lesson,
            {
                name: item
                for name, item in items.lesson(lesson).items()
                if not (item["kind"] in LEFT_OUT or item.get("open"))
            },
        )


def parallel():
    """The parallel form: questions on the same ideas that no page of the kit shows."""
    by_lesson = tomllib.loads(PARALLEL.read_text(encoding="utf-8"))
    return [
        (lesson, {f"{lesson}-{k}": item for k, item in questions.items()})
        for lesson, questions in by_lesson.items()
    ]


def feedback(part):
    """The feedback on an answer, with the misconception behind a mistake."""
    idea = part.get("misconception")
    belief = f" Many believe: {tally.misconceptions()[idea].belief} ({idea})" if idea else ""
    return part.get("why", "") + belief


def shown(name, item):
    """A question for the templates, with its options in the order that a learner sees."""
    options = {option["id"]: option for option in item.get("option", ())}
    return item | {
        "name": name,
        "lines": [item["ask"], *sheet.given_points(item), *CLAIM[: item["kind"] == "claim"]],
        "options": [options[key] for key in sheet.placed(name, item) if options],
        "after": item.get("why") or item.get("hint", ""),
        "ideas": sorted(set(re.findall(r"'misconception': '(\w+)'", repr(item)))),
    }


@cache
def templates():
    """The templates; each format has its own rule of escaping."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(["xml"]),
        comment_start_string="<#",  # {# begins a number in GIFT
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "feedback": feedback,
        "gift": lambda text: re.sub(r"([~=#{}:\\])", r"\\\1", str(text)),
        "markdown": lambda text: re.sub(r"([\\`*_$\[\]<>#~^|])", r"\\\1", str(text)),
    }
    return environment


def write(folder):
    """Write both forms in each format; return the paths of what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form, asked in (("lessons", lessons()), ("parallel", parallel())):
        heaps = [(tally.title(n), [shown(k, one) for k, one in own.items()]) for n, own in asked]
        for ending in ("gift", "xml"):
            paths.append(folder / f"{form}.{ending}")
            text = templates().get_template(f"bank.{ending}").render(heaps=heaps)
            paths[-1].write_text(text, encoding="utf-8")
        for title, own in heaps:
            source = templates().get_template("bank.text2qti").render(title=title, asked=own)
            paths.append(folder / f"{form}-{title.partition(' ')[0]}-qti.zip")
            QTI(Quiz(source, config=Config())).save(paths[-1])
    return paths
