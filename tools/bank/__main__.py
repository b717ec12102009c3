"""`python -m tools.bank`: write the question bank into build/bank."""

from pathlib import Path

from tools.bank.write import write

print(*write(Path("build") / "bank"), sep="\n")
