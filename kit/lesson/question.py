"""Questions that ask for a commitment before they explain, and labs that wait for it."""

from html import escape
from pathlib import Path

import anywidget
import ipywidgets
import traitlets

from kit.chart import script, view
from kit.chart.page import STYLE
from kit.lesson import items

HERE = Path(__file__).parent
ASKED = ("kind", "ask", "at", "x", "y", "unit", "range", "given_x", "given_y")  # never the answer
CONFIDENCE = ("guess", "fairly sure", "certain")


class Question(anywidget.AnyWidget):
    """One question: the learner commits, with a confidence, and reads why.

    Parameters
    ----------
    item : dict
        `kind` ("choice", "number" or "line"), `ask`, and what the kind needs; see the item files.
    skippable : bool
        True adds "Just show me".
    """

    _esm = script(HERE / "pad.js", HERE / "question.js")
    _css = STYLE
    asked = traitlets.Dict().tag(sync=True)  # never holds the answer
    reply = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, item, skippable=False):
        super().__init__()
        self.item, self.committed = item, None
        public = {key: item[key] for key in ASKED if key in item}
        options = [option["text"] for option in item.get("option", [])]
        given = dict(zip(item.get("given_x", []), item.get("given_y", []), strict=True))
        self.asked = public | {
            "options": options,
            "given": [f"{x:g} {item['x']}: {y:g} {item['y']}" for x, y in given.items()],
            "skippable": skippable,
        }
        self._given = given
        self.observe(self._on_reply, "reply")

    def answer(self, answer, confidence="guess"):
        """Commit to an answer, as the button does.

        Parameters
        ----------
        answer : int, float, list of float or None
            The place of an option, a number, one number for each blank, or None for a skip.
        confidence : {"guess", "fairly sure", "certain"}

        Returns
        -------
        dict
            `right` (True, False, or None where there is no right answer) and `text`.

        Raises
        ------
        ValueError
            For an answer that the question does not take.
        """
        if confidence not in CONFIDENCE:
            raise ValueError(f"confidence = {confidence!r} is not one of {', '.join(CONFIDENCE)}.")
        verdict = {"right": None, "text": "Skipped: the lab is open."}
        if answer is not None:
            verdict = getattr(self, f"_judge_{self.item['kind']}")(answer)
        self.committed = {"answer": answer, "confidence": confidence, **verdict}
        self.verdict = verdict | {"sure": confidence == "certain" and verdict["right"] is False}
        return verdict

    def _judge_choice(self, answer):
        options = self.item["option"]
        if answer not in range(len(options)):
            raise ValueError(
                f"answer = {answer!r} is not possible: choose 0 to {len(options) - 1}."
            )
        option = options[answer]
        return {"right": option.get("right", False), "text": option["why"]}

    def _judge_number(self, answer):
        number = _number(answer)
        if abs(number - self.item["answer"]) <= self.item["tolerance"]:
            return {"right": True, "text": self.item["why"]}
        for trap in self.item.get("trap", []):
            if abs(number - trap["value"]) <= self.item["tolerance"]:
                return {"right": False, "text": trap["why"]}
        return {"right": False, "text": self.item["hint"]}

    def _judge_line(self, answer):
        numbers = [_number(value) for value in answer]
        if len(numbers) != len(self.item["at"]):
            raise ValueError(
                f"answer has {len(numbers)} numbers: this line has {len(self.item['at'])}."
            )
        low, high = self.item["range"]
        for place, number in zip(self.item["at"], numbers, strict=True):
            if not low <= number <= high:
                raise ValueError(
                    f"At {place:g} {self.item['x']}, {number:g} {self.item['y']} is not possible: "
                    f"choose from {low:g} to {high:g}."
                )
        return {"right": None, "text": self.item["why"]}

    def line(self):
        """The committed line with the points that were given: x and y, or None."""
        if self.item["kind"] != "line" or not self.committed or self.committed["answer"] is None:
            return None
        points = self._given | dict(zip(self.item["at"], self.committed["answer"], strict=True))
        return list(points), list(points.values())

    def _on_reply(self, change):
        try:
            self.answer(change["new"]["answer"], change["new"]["confidence"])
        except ValueError as fault:
            self.verdict = {"right": None, "text": str(fault), "refused": change["new"]["turn"]}

    def text(self):
        """The question in plain words, with its options, without its answer."""
        parts = [self.item["ask"], *self.asked["given"]]
        parts += [f"( ) {text}" for text in self.asked["options"]]
        return "\n".join(parts)

    def page(self):
        """The question as HTML for pages that run nothing."""
        lines = "".join(f"<li>{escape(text)}</li>" for text in self.asked["options"])
        note = "<p><i>Run this cell to answer and read why.</i></p>"
        return (
            f"<p><b>{escape(self.item['ask'])}</b></p>"
            + (f"<ul>{lines}</ul>" if lines else "")
            + note
        )

    def _ipython_display_(self):
        _display([{**view(self), "text/html": self.page(), "text/plain": self.text()}])


class Prediction(ipywidgets.VBox):
    """A question with a lab that stays covered until the learner commits or skips."""

    def __init__(self, question, lab):
        self.question, self.lab = question, lab
        super().__init__(children=[question])
        question.observe(self._reveal, "verdict")

    def _reveal(self, change):
        if "refused" in change["new"] or len(self.children) > 1:
            return
        self.children = (self.question, self.lab)
        drawn = self.question.line()
        if drawn:
            gap = self.lab.predict(*drawn)
            self.question.verdict = self.question.verdict | {
                "text": f"{gap} {self.question.item['why']}"
            }

    def _ipython_display_(self):
        shown = {
            **view(self),
            "text/html": self.question.page(),
            "text/plain": self.question.text(),
        }
        _display([shown, *self.lab.outputs(live=False)])


class Quiz(ipywidgets.VBox):
    """Several questions, each with its own commitment."""

    def __init__(self, questions):
        self.questions = questions
        super().__init__(children=questions)

    def _ipython_display_(self):
        page = "".join(question.page() for question in self.questions)
        text = "\n\n".join(question.text() for question in self.questions)
        _display([{**view(self), "text/html": page, "text/plain": text}])


class Card:
    """A standing text that says the same wherever it is shown."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return f"> **Please read.** {self.text}"


def predict(name, lab):
    """Ask for a prediction; the lab opens when the learner has committed.

    Parameters
    ----------
    name : str
        The question, such as "03-line".
    lab : Lab
    """
    return Prediction(Question(items.item(name), skippable=True), lab)


def ask(name):
    """One question on its own, such as "03-faded"."""
    return Question(items.item(name))


def quiz(number):
    """All quiz questions of a lesson, such as "03"."""
    found = items.lesson(number)
    return Quiz([Question(found[key]) for key in found if key.startswith("quiz-")])


def safety(name):
    """A standing safety text: "footer", "antidepressants", "naltrexone" or "help"."""
    return Card(items.safety(name))


def _number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{value!r} is not a number: write digits, such as 80 or 2.5.") from None


def _display(outputs):
    from IPython.display import display

    for output in outputs:
        display(output, raw=True)
