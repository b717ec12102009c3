"""Strings that would like to be more than text, and a reader of HTML that finds where they are."""

from html.parser import HTMLParser

PWN = "window.pwned=1"
STRINGS = {
    "image": f"<img src=x onerror={PWN}>",
    "script": f"</script><script>{PWN}</script>",
    "broken out": f"\"' onmouseover='{PWN}' x=\"><svg onload={PWN}><iframe srcdoc='<b>'>",
    "address": f"javascript:{PWN}",
    "link": f'<a href="javascript:{PWN}">here</a>',
    "markdown": f"[here](javascript:{PWN}) ![x](x) <b onclick={PWN}>",
    "templates": "{{ 7*7 }} {% raw %} %s %n %(x)s ${7*7} `id` $(id) {0.__class__}",
    "mathematics": r"$\href{javascript:window.pwned=1}{x}$ \(\unicode{x}\)",
    "formula": '=cmd|"/C calc"!A1',
    "direction": "\u202egpj.exe\u202c \u2066x\u2069",
    "NUL": "before\0after\x1b[31m\x07",
    "half a character": "half \ud800 \udfff",
    "emoji": "brain \U0001f9e0\u200d\U0001f468 e\u0301\u0301\u0301",
    "another line": '\n{"v": 1, "kind": "answer"}\r\n\u2028\u2029\x85',
    "entities": "&lt;img src=x onerror=window.pwned=1&gt; &#60;script&#62;",
    "comment": "<!-- --> <![CDATA[ ]]> <plaintext><style>*{display:none}</style>",
    "long": f"<img src=x onerror={PWN}>" * 3_500,  # a hundred kilobytes
}
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
        """Keep what is strange."""
        if tag not in self.allowed:
            self.strange.append(tag)
        for name, value in attributes:
            value = (value or "").strip().lower()
            outside = name in ("src", "href") and not value.startswith(("data:", "https:", "#"))
            if name not in OWN or outside or value.startswith("data:text"):
                self.strange.append(f"{tag} {name}={value[:60]}")

    def handle_data(self, data):
        """Keep the text."""
        self.text += data

    def handle_comment(self, data):
        """A comment is none of ours."""
        self.strange.append(f"<!--{data[:60]}")


def hostile_lab(text):
    """A lab that says a string wherever a lab can say something."""
    from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider

    def draw(level, kind):
        return Drawing({"line": Data([0, 1, 2], [0, 1, 2]), "seen": Data([1], [1], text=[text])})

    return Lab(
        title=f"Lab {text}",
        kind="model",
        controls=[
            Slider("level", text, 0, 10, 1, text, stops={text: 2}),
            Choice("kind", text, {"a": text, "b": "other"}, "a"),
        ],
        series=[Line("line", text), Points("seen", text)],
        x=Axis(text, 0, 2, unit=text, ticks=(0, 1), tick_labels=(text, "b")),
        y=Axis(text, 0, 2, unit=text),
        draw=draw,
        words=lambda now: f"Words {now.level:g} {text}",
        limits={"Measured": text, "Assumed": text, "Left out": text},
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
