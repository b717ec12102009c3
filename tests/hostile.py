"""Strings that would like to be more than text, and a reader of HTML that finds where they are."""

from html.parser import HTMLParser

from tests.files import read

PWN = "window.pwned=1"
STRINGS = read("tests/hostile.json")
STRINGS["long"] = STRINGS["image"] * 3_500  # a hundred kilobytes
NAMES = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf")
PLAIN = {"a", "b", "br", "div", "h1", "h2", "h3", "h4", "i", "img", "li", "ol", "p", "section"}
PLAIN |= {"table", "tbody", "td", "th", "thead", "tr", "ul", "details", "summary"}
OWN = ("style", "alt", "src", "scope", "border", "class", "href", "target", "id", "open", "type")


class Reader(HTMLParser):
    """What a browser would make of a page: a list of what no text may become."""

    def __init__(self, page, tags=PLAIN):
        super().__init__()
        self.allowed, self.strange, self.text = tags, [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in self.allowed:
            self.strange.append(tag)
        for name, value in attributes:
            value = (value or "").strip().lower()
            outside = name in ("src", "href") and not value.startswith(("data:", "https:", "#"))
            if name not in OWN or outside or value.startswith("data:text"):
                self.strange.append(f"{tag} {name}={value[:60]}")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        """A comment is none of ours."""
        self.strange.append(f"<!--{data[:60]}")


def hostile_lab(text):
    """A lab that says a string wherever a lab can say something."""
    from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Slider

    def draw(level, kind):
        seen = Points("seen", text, [1], [1], text=[text])
        return Drawing([Line("line", text, [0, 1, 2], [0, 1, 2]), seen], {"text": text})

    return Lab(
        title=f"Lab {text}",
        kind="model",
        controls=[
            Slider("level", text, 0, 10, 1, text, stops={text: 2}),
            Choice("kind", text, {"a": text, "b": "other"}, "a"),
        ],
        x=Axis(text, 0, 2, unit=text, ticks=(0, 1), tick_labels=(text, "b")),
        y=Axis(text, 0, 2, unit=text),
        draw=draw,
        words="Words {level} {text}",
        measured=text,
        assumed=text,
        left_out=text,
    )


def hostile_item(text, kind="choice"):
    """A question that says a string wherever a question can."""
    item = {"kind": kind, "ask": f"Ask {text}", "unit": text, "why": text, "hint": text}
    item |= {"because": text, "given": [text]}
    if kind == "choice":
        item["option"] = [
            {"id": "right", "text": f"right {text}", "right": True, "why": text},
            {"id": "wrong", "text": f"wrong {text}", "misconception": "X1", "why": text},
        ]
    return item | {
        "number": {"answer": 2, "tolerance": 0.1, "trap": []},
        "order": {"order": [{"id": x, "text": f"{x} {text}"} for x in "ab"], "misconception": "X1"},
    }.get(kind, {})
