"""How long it takes to read and check the whole ledger, pandas being there: it should be 0.2 s."""

import pandas  # noqa: F401

from kit.evidence import read


def read_all():
    """Every table, from the file."""
    read.forget()
    for name in read.names():
        read.table(name)


def test_the_whole_ledger(benchmark):
    benchmark(read_all)
