"""The JavaScript of the tests: functions in files beside them, as text that a page can run."""

import re
from pathlib import Path


class Script:
    """What `chart.js`, beside `test_chart.py`, exports: each attribute is a function as text.

    Parameters
    ----------
    test : str
        The path of the Python file.
    """

    def __init__(self, test):
        path = Path(test)
        text = path.with_name(f"{path.stem.removeprefix('test_')}.js").read_text(encoding="utf-8")
        self._text = re.sub("^export ", "", text, flags=re.MULTILINE)

    def __getattr__(self, name):
        if not re.search(rf"^const {name} = ", self._text, re.MULTILINE):
            raise AttributeError(name)
        return f"(...given) => {{\n{self._text}\nreturn {name}(...given);\n}}"
