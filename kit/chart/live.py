"""The messages between a lab and its page, and the controls as attributes."""

from __future__ import annotations

import json
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import traitlets

from kit.chart.controls import Choice, Slider
from kit.chart.drawing import (
    Drawing,
    Sentence,
    State,
    Values,
    compare,
    pack,
    parts_of,
    row_of,
    states_of,
)
from kit.chart.page import STYLE, View, script
from kit.chart.picture import Picture
from kit.chart.plotlyjs import gzipped, prepare

HERE = Path(__file__).parent
SCRIPTS = (
    *("icons", "axes", "frames", "labels", "lettering", "paint"),
    *("rules", "play", "picture", "fields", "numbers", "hear", "card", "keepsake", "lab"),
)


class Value(traitlets.TraitType[Any, Any]):
    """Where a control stands: `lab.blocked = 50` moves it, `lab.observe(f, "blocked")` watches it.

    It is not sent to the page by itself: a lab's `state` holds all controls at once.
    """

    def __set__(self, lab: Any, value: Any) -> None:
        """Move the control as a slider does: a value outside its range is refused."""
        lab.set(**{str(self.name): value})

    def take(self, lab: Any, value: Any) -> None:
        """Store a value that was checked and drawn, and notify its observers."""
        self.set(lab, value)


class Live(View):
    """The part of a lab that talks to the page.

    The page sends what it wants (`wanted`), or asks for a frame or for a sweep, which is all states
    of one slider. It is told the true values (`state`) and the picture of a state (`frame`).

    Parameters
    ----------
    controls : sequence of Slider or Choice
    draw : callable
    words : str
    picture : Picture or None
    vectorised : bool
        As in Lab.
    """

    code = script(*(HERE / f"{part}.js" for part in SCRIPTS))
    style = STYLE
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)  # true values, and the browser's turn they answer
    frame = traitlets.Dict().tag(sync=True)  # the picture of a state
    drawn = traitlets.Dict().tag(sync=True)  # a learner's prediction: x, y
    called: Any = traitlets.List().tag(
        sync=True
    )  # what a link calls it: its function, its question
    problem = traitlets.Unicode().tag(sync=True)  # a refusal or a fault, in words
    wanted = traitlets.Dict().tag(sync=True, echo_update=False)  # what the browser asks for

    def __init__(
        self,
        controls: Sequence[Slider | Choice],
        draw: Callable[..., Drawing],
        words: str,
        picture: Picture | None,
        vectorised: bool,
    ) -> None:
        super().__init__()
        prepare()
        self._draw, self._picture, self._vectorised = draw, picture, vectorised
        self._words = Sentence(words, controls)
        self._series: list[str] = []  # that are in every state, once there is a first
        self._turn = self._edition = 0
        self._controls = {control.name: control for control in controls}
        self._start: Values = {name: control.default for name, control in self._controls.items()}
        for name in self._controls:
            if hasattr(self, name):
                raise ValueError(f"A lab has a {name} already: call the control otherwise.")
        self.add_traits(**{name: Value(start) for name, start in self._start.items()})
        self.observe(self._on_wanted, "wanted")
        self.on_msg(self._on_message)

    @property
    def values(self) -> Values:
        """The current values of the controls."""
        return {name: getattr(self, name) for name in self._controls}

    def _checked(self, values: Values) -> Values:
        for name in values:
            if name not in self._controls:
                near = get_close_matches(str(name), self._controls, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                raise ValueError(
                    f"{name!r} is not a control of this lab: it has "
                    f"{', '.join(self._controls)}.{hint}"
                )
        return self.values | {name: self._controls[name].check(v) for name, v in values.items()}

    def _show(self, values: Values) -> None:
        """Draw these values and adopt them; an error leaves everything unchanged."""
        frame = self._frame([self._state(values)])
        with self.hold_sync(), self.hold_trait_notifications():
            self.frame = frame
            self.problem = ""
            self._take(values)

    def _take(self, values: Values) -> None:
        """Adopt these values."""
        with self.hold_sync(), self.hold_trait_notifications():
            traits = self.traits()
            for name, value in values.items():
                traits[name].take(self, value)
            self.state = {"values": values, "turn": self._turn}

    def _sweep(self, values: Values, control: str, positions: Iterable[float]) -> list[State]:
        """Every state of one slider, the others as in `values`."""
        if self._vectorised:
            return states_of(self._draw, values, control, positions)
        return [self._state(values | {control: float(place)}) for place in positions]

    def _state(self, values: Values) -> State:
        drawing = self._draw(**values)
        names = [series.name for series in drawing.drawn]
        if self._series:
            compare("series", self._series, names)
        return State(values, row_of(drawing) if self._vectorised else drawing)

    def _frame(self, states: list[State], control: str | None = None) -> dict[str, Any]:
        """The picture of one state, or of a whole sweep of the slider `control`."""
        drawings = [state.drawing for state in states]
        parts = parts_of(drawings, self._picture.check) if self._picture else {}
        series, picture, block = pack([drawing.series for drawing in drawings], parts)
        return {
            "values": states[0].values,
            "edition": self._edition,  # pictures of an earlier edition are out of date
            "control": control,
            "words": [self._words.of(state) for state in states],
            "series": series,
            "picture": picture,
            "axes": {name: axis.spec() for name, axis in drawings[0].axes.items()},
            "block": block,
        }

    def card(self, sweeps: Sequence[str] = ()) -> dict[str, Any]:
        """What a page without Python needs to show the lab as it stands, as plain JSON.

        Parameters
        ----------
        sweeps : sequence of str
            The sliders that can be moved there.
        """
        values = self.values
        frames = {
            name: self._frame(self._sweep(values, name, slider.positions()), name)
            | {"values": values}
            for name, slider in self._controls.items()
            if isinstance(slider, Slider) and name in sweeps
        }
        told = {
            "spec": self.spec,
            "drawn": self.drawn,
            "frame": self._frame([self._state(values)]),
            "sweeps": frames,
        }
        for frame in (told["frame"], *frames.values()):
            frame["block"] = b64encode(frame["block"]).decode()
        plain: dict[str, Any] = json.loads(json.dumps(told, default=float))
        return plain

    def _on_wanted(self, change: dict[str, Any]) -> None:
        with self._faults_shown():
            self._turn = change["new"]["turn"]
            values = self._checked(change["new"]["values"])
            if change["new"].get("drawn"):  # the browser has this picture from its sweep
                self._take(values)
            else:
                self._show(values)

    def _on_message(self, _widget: object, content: dict[str, Any], _buffers: list[bytes]) -> None:
        with self._faults_shown():
            if content["kind"] == "plotly":
                self.send({"kind": "plotly"}, [gzipped()])
            elif content["kind"] == "sweep":
                self._send_sweep(content["control"], self._checked(content["values"]))
            elif content["kind"] == "frame":
                self._show(self.values)
            elif content["kind"] == "wanted":  # told again: it, or its answer, was lost
                if (content["turn"], content["values"]) != (self._turn, self.values):
                    self._on_wanted({"new": content})
                self.send_state(["frame", "state", "problem"])

    def _send_sweep(self, control: str, values: Values) -> None:
        slider = self._controls[control]
        if not isinstance(slider, Slider):
            raise ValueError(f"{control} is a choice: only a slider has a sweep.")
        frame = self._frame(self._sweep(values, control, slider.positions()), control)
        block = frame.pop("block")
        self.send({"kind": "sweep", **frame, "values": values}, [block])

    @contextmanager
    def _faults_shown(self) -> Iterator[None]:
        """Show an error in the lab; ipywidgets would only log it."""
        try:
            yield
        except ValueError as refusal:
            self.problem = str(refusal)
        except Exception as fault:
            self.problem = f"An error occurred in this lab: {fault!r}. Please report it."
            traceback.print_exc()
        else:
            return
        self.state = {"values": self.values, "turn": self._turn}
