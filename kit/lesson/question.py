"""One question: the learner commits, the answer is saved, then it is explained."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import traitlets

from kit.chart import script
from kit.chart.page import STYLE, View
from kit.lesson import items, judge, record, sheet
from kit.lesson.items import Item
from kit.lesson.judge import Verdict
from kit.lesson.lines import CONFIDENCE, printable

HERE = Path(__file__).parent
COMMITTED = ("prediction", "answer", "skip", "exit", "check")  # events that answer a question
SKIPPED = "You skipped this one."
LATER = "After your last lesson you will meet it in another form, with an explanation."
GONE = "You answered this before{said}. That answer is no longer offered, but it is kept."
VOTES = "In “{title}” you voted “{before}”. Now you vote “{now}”."


class Question(sheet.Readable, View):
    """One question that asks for a commitment, with a confidence, before it explains.

    In the learner's file it has its full `name`, such as "dose-forty"; an answer is an `event`,
    "answer", "exit" or "check", and one that is asked again says `when`, such as "after". If it is
    not `explained`, the reply only says that the answer is saved. What was answered before the day
    `since` ("2026-11-21", in UTC) does not come back.
    """

    code = script(
        *(HERE / f"{part}.js" for part in ("placed", "pad", "answers", "after", "question"))
    )
    style = STYLE + (HERE / "question.css").read_text(encoding="utf-8")
    asked = traitlets.Dict().tag(sync=True)  # never holds the answer
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        name: str,
        item: Item,
        event: str = "answer",
        when: str = "",
        explained: bool = True,
        since: str = "",
    ) -> None:
        super().__init__()
        self.name, self.item = name, item
        self.committed: dict[str, Any] = {}
        self.event, self.when, self.explained, self.since = event, when, explained, since
        # shows a state of a lab, and returns what the lab says there
        self.opens: Callable[[dict[str, Any]], str] | None = None
        shown = {"name": f"{name} {when}".strip(), "skippable": False}
        self.asked = sheet.public(name, item) | shown
        self.on_msg(self._on_message)

    def answer(
        self, answer: Any, confidence: str | None = "guess", turn: str = ""
    ) -> dict[str, Any]:
        """Commit to an answer, as the button does: it is saved first, then judged.

        It is what `judge.judge` takes, or None for a skip. The verdict has `right` (None where
        there is no right answer), `text`, and `saved`, the sentence on where the answer is.
        """
        if self.item["kind"] == "claim":
            confidence = None
        elif confidence not in CONFIDENCE:
            raise ValueError(f"confidence = {confidence!r} is not one of {', '.join(CONFIDENCE)}.")
        judged = self._judged(answer)
        if answer is None:
            kept = self._keep("skip", answer=None)
        else:
            kept = self._keep(
                self.event,
                answer=answer,
                said=judge.in_words(self.item, answer),
                confidence=confidence,
                **{k: judged[k] for k in ("right", "misconception", "trap") if k in judged},
            )
        self._settle(answer, confidence, judged, turn=turn, **kept)
        return dict(self.verdict)

    def restore(self) -> bool:
        """Bring back the last answer of the learner's file, with its feedback; False for none."""
        earlier = [
            event
            for event in record.current().events(item=self.name)
            if event.get("when", "") == self.when
            and event["time"] >= self.since
            and event["kind"] in COMMITTED
        ]
        if not earlier:
            return False
        event = earlier[-1]
        try:
            answer = event["answer"]
            if answer is not None:
                judge.judge_event(self.item, event)
            judged = self._judged(answer, event.get("trap"))
        except (ValueError, LookupError, TypeError):
            said = printable(event.get("said"))
            quoted = f": “{said}”" if said else ""
            self._tell(refused="", refusal=GONE.format(said=quoted))
            return False
        self._settle(answer, event.get("confidence"), judged, before=True, saved="")
        return True

    def line(self) -> tuple[list[float], list[float]] | None:
        """The committed line with the points that were given: x and y, or None."""
        if self.item["kind"] != "line" or self.committed.get("answer") is None:
            return None
        points = dict(zip(self.item.get("given_x", []), self.item.get("given_y", []), strict=True))
        points |= dict(zip(self.item["at"], self.committed["answer"], strict=True))
        return list(points), list(points.values())

    def text(self) -> str:
        """The question in plain words, without its answer."""
        return sheet.text(self.name, self.item)

    def page(self) -> str:
        """The question as HTML for pages that run nothing."""
        return sheet.page(self.name, self.item)

    def uncover(self) -> None:
        """Open what the question covers: nothing, unless it is a prediction."""

    def explain(self, text: str) -> None:
        """Keep the learner's own sentence on why."""
        judge.judge({"kind": "text"}, text)
        kept = self._keep("because", text=text)
        self._tell(reason=text, reason_saved=kept["saved"], unsaved=kept["unsaved"])

    # Judging and keeping

    def _judged(self, answer: Any, trap: str | None = None) -> Verdict:
        if answer is None:
            return judge.NOTHING | {"text": SKIPPED}
        judged = judge.judge(self.item, answer, trap)
        return judged | {"text": f"{self._votes(answer)} {judged['text']}".strip()}

    def _votes(self, answer: str) -> str:
        """The earlier vote beside this one, where the question asks for a vote once more."""
        first, words = self.item.get("again", ""), judge.texts(self.item)
        events = record.current().events(item=first) if first else []
        voted = [event["answer"] for event in events if event.get("answer") in [*words]]
        if not voted:
            return ""
        title = items.shelf()[first.partition("-")[0]]["title"]
        return VOTES.format(title=title, before=words[voted[-1]], now=words[answer])

    def _keep(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Write an event to the learner's file; return what the page is told about it."""
        if self.when:
            fields["when"] = self.when
        learner = record.current()
        try:
            learner.add(kind, lesson=self.name.partition("-")[0], item=self.name, **fields)
        except record.NotSaved as fault:
            return {"saved": str(fault), "unsaved": True}
        said = f"Saved in {learner.path.name}. {learner.trouble}".strip()
        return {"saved": said, "unsaved": record.is_forgotten()}  # with a button to download

    def _settle(self, answer: Any, confidence: str | None, judged: Verdict, **more: Any) -> None:
        """Send the page the verdict."""
        self.committed = {"answer": answer, "confidence": confidence, **judged}
        shown = {
            "right": judged["right"],
            "text": judged["text"],
            "sure": confidence == "certain" and judged["right"] is False,
            "show": bool(judged["show"] and self.opens),
        }
        if not self.explained:
            text = LATER if answer is not None else SKIPPED
            shown = {"right": None, "text": text, "sure": False, "show": False}
        committed = {"answer": answer, "confidence": confidence}
        self.verdict = {**committed, **shown, **self._more(), **more}

    def _tell(self, **more: Any) -> None:
        """Add to what the page was told; an earlier refusal is over."""
        kept = {key: value for key, value in self.verdict.items() if not key.startswith("refus")}
        self.verdict = kept | more

    def _more(self) -> dict[str, Any]:
        """Additions to the verdict by a subclass."""
        return {}

    def _on_message(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """Handle a message of the page, and show it an error: ipywidgets would only log one."""
        kind, turn = content["kind"], content.get("turn", "")
        try:
            if kind == "reply":
                self.answer(content["answer"], content["confidence"], turn)
            elif kind == "show" and self.opens:
                self._tell(shown=self.opens(self.committed["show"]))
            elif kind == "download":
                learner = record.current()
                self.send({"kind": "download", "name": learner.path.name}, [learner.download()])
            elif kind == "because":
                self.explain(content["text"])
            elif kind == "open":
                self.uncover()
        except ValueError as refusal:
            self._tell(refused=turn, refusal=str(refusal))
        except Exception as fault:
            said = f"An error occurred in this question: {fault!r}. Please report it."
            self._tell(refused=turn, refusal=said)
            traceback.print_exc()
