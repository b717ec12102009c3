"""Uses the kit as a learner does, in whatever surroundings it was started; prints what came out.

python tests/surroundings.py folder    # the folder takes the learner's file
"""

import locale
import sys
from datetime import datetime, timedelta
from pathlib import Path

from kit import evidence, labs, lesson
from kit.lesson import record
from tools import check_ledger

locale.setlocale(locale.LC_ALL, "")  # as some libraries do: the decimal comma counts then
folder = Path(sys.argv[1])
out = sys.stdout.buffer


def say(*parts):
    """One line of UTF-8, whatever the locale says."""
    out.write((" ".join(map(str, parts)) + "\n").encode())


for name in labs.WHERE:
    lab = getattr(labs, name)()
    if not hasattr(lab, "words"):
        continue
    say(name, lab.words())
    if hasattr(lab, "table"):
        say(lab.table().to_csv(index=False))
say(evidence.sources("meyer2004").to_csv(index=False))

mine = record.Record(folder / record.FILE)
text = "größer als 3,5 – „ja“ İıŞş 学ぶ"
mine.add("answer", lesson="dose", item="dose-half", answer=100, said="100 mg", right=True)
mine.add("exit", lesson="dose", item="dose-exit", text=text)
again = record.Record(mine.path)
assert again.events("exit")[0]["text"] == text and not again.trouble
written = datetime.fromisoformat(again.events()[-1]["time"])
assert written.utcoffset() == timedelta(0)
assert abs(datetime.now().astimezone() - written) < timedelta(minutes=1)
say(sorted(event["kind"] for event in again.events()), lesson.passport.__name__)
say("ledger", check_ledger.main())
