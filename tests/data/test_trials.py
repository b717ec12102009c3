"""Trials, claims and misconceptions: the numbers of the papers, and the traps they set."""

import json
import re

import pytest

from kit.lesson import items
from tests.data.common import SCHEMAS, raw

TABLES = ["trials", "naltrexone_trials", "claims", "misconceptions"]
TRIALS = TABLES[:2]


ROWS = {name: {row["id"]: row for row in raw(name)} for name in TABLES}
ALL = ROWS["trials"] | ROWS["naltrexone_trials"]
SOURCES = raw("sources")
BY_KEY = {row["key"]: row for row in SOURCES}


def number(text):
    return float(text) if text else None


def found(**wanted):
    """The estimates that have the wanted values."""
    return [r for r in ALL.values() if all(r[name] == value for name, value in wanted.items())]


# The files as they are


def test_the_two_tables_of_trials_have_the_same_columns_and_share_no_row():
    names = [[field["name"] for field in SCHEMAS[name]["fields"]] for name in TRIALS]
    assert names[0] == names[1]
    assert len(ALL) == sum(len(ROWS[name]) for name in TRIALS)


@pytest.mark.parametrize("row", ALL.values(), ids=lambda row: row["id"])
def test_an_estimate_hangs_together(row):
    cells = [row[name] for name in ("ci_low", "ci_high", "estimate")]
    assert all(re.fullmatch(r"(-?\d+(\.\d+)?)?", cell) for cell in cells)
    low, high, middle = map(number, cells)
    assert (low is None) == (high is None) == (not row["interval_kind"])
    assert low is None or low < high
    if row["interval_kind"] == "range":
        assert middle is None
    elif low is not None:
        assert low <= middle <= high
    ratio = row["measure"] in {"OR", "RR", "HR", "NNT", "NNH", "ratio", "rate"}
    assert not ratio or all(value is None or value > 0 for value in (low, middle, high))
    if row["measure"] == "words":
        assert row["direction_text"]
        assert not any((row["estimate"], row["ci_low"], row["group_percent"], row["events"]))
    said = [row[name] for name in ("estimate", "ci_low", "group_percent", "events")]
    assert any(said) or row["direction_text"] or row["n_participants"]
    for share, part, whole in [
        ("group_percent", "events", "total"),
        ("comparator_percent", "comparator_events", "comparator_total"),
    ]:
        percent, some, everyone = (number(row[name]) for name in (share, part, whole))
        assert percent is None or 0 <= percent <= 100
        if some is not None and everyone is not None:
            assert some <= everyone
            assert percent is None or abs(percent - 100 * some / everyone) < 0.6
    assert row["quoted_in"] != row["source"]
    assert row["note"].endswith(".") and row["note"][0].isupper() or row["note"][0].isdigit()
    assert (row["status"] == "computed") == ("our own" in row["note"].lower())


# The numbers of the papers

NUMBERS = [
    ("versiani2000-response", "events total comparator_events comparator_total", "20 27 5 25"),
    ("versiani2000-response", "group_percent comparator_percent", "74 20"),
    ("eyding2010-unpublished", "group_percent events total", "74 3033 4098"),
    ("eyding2010-remission-placebo", "estimate ci_low ci_high", "1.17 0.91 1.51"),
    ("eyding2010-response-placebo", "estimate ci_low ci_high", "1.24 0.98 1.56"),
    ("eyding2010-response-ssri", "estimate ci_low ci_high", "0.80 0.67 0.95"),
    ("papakostas2007-response", "group_percent comparator_percent", "63.6 59.3"),
    ("papakostas2007-response", "estimate ci_low ci_high", "1.059 1.019 1.101"),
    ("machado2010-remission", "estimate ci_low ci_high", "1.27 1.06 1.52"),
    ("machado2010-remission-percent", "group_percent comparator_percent", "48.5 41.9"),
    ("turner2008-all-fda", "estimate ci_low ci_high", "0.31 0.27 0.35"),
    ("turner2008-all-journals", "estimate ci_low ci_high", "0.41 0.37 0.45"),
    ("turner2008-positive-published", "events total", "37 38"),
    ("turner2022-fda", "estimate ci_low ci_high", "0.24 0.18 0.30"),
    ("turner2022-journals", "estimate ci_low ci_high", "0.29 0.23 0.36"),
    ("taylor2006-week1", "estimate ci_low ci_high", "1.64 1.20 2.25"),
    ("cipriani2018-response-amitriptyline", "estimate ci_low ci_high", "2.13 1.89 2.41"),
    ("cipriani2018-response-reboxetine", "estimate ci_low ci_high", "1.37 1.16 1.63"),
    ("griselda-response-bupropion", "estimate ci_low ci_high", "1.55 1.33 1.82"),
    ("griselda-dropout-ae-clomipramine", "estimate ci_low ci_high", "3.79 2.67 5.36"),
    ("stard-step1-remission", "group_percent n_participants", "36.8 3671"),
    ("stard-step2-switch-venlafaxine-xr-hamilton", "group_percent total", "24.8 250"),
    ("stard-step2-switch-sertraline-self-rated", "group_percent total", "26.6 238"),
    ("stard-step3-switch-hamilton", "group_percent comparator_percent", "12.3 19.8"),
    ("stard-step2-add-remission-hamilton", "group_percent comparator_percent", "29.7 30.1"),
    ("delgado1999-relapse", "events total comparator_events comparator_total", "8 15 1 15"),
    ("zhou2014-t182c", "estimate ci_low ci_high", "1.00 0.83 1.22"),
    ("david2022-attention", "estimate ci_low ci_high", "0.01 -0.17 0.19"),
    ("lunn2014-fibromyalgia-nnt", "estimate ci_low ci_high", "8 4 21"),
    ("stone2009-behaviour-under-25", "estimate ci_low ci_high", "2.30 1.04 5.09"),
    ("henssler2024-drug", "estimate ci_low ci_high", "31 27 35"),
    ("petimar2024-duloxetine", "estimate ci_low ci_high", "0.34 0.22 0.44"),
    ("meyer2006-mao-a", "estimate", "34"),
    ("jonas2014-heavy-drinking-naltrexone", "estimate ci_low ci_high", "12 8 26"),
    ("jonas2014-any-drinking-naltrexone", "estimate ci_low ci_high", "20 11 500"),
    ("mcpheeters2023-any-drinking-naltrexone", "estimate ci_low ci_high", "18 4 32"),
    ("rosner2010-heavy-drinking", "estimate ci_low ci_high", "0.83 0.76 0.90"),
    ("rosner2010-nausea", "estimate ci_low ci_high", "10 7 13"),
    ("volpicelli1992-relapse-after-sampling", "events total comparator_events", "8 16 19"),
    ("lee2018-induction", "events total comparator_events comparator_total", "204 283 270 287"),
    ("krupitsky2011-abstinent-weeks-drug", "estimate ci_low ci_high", "90.0 69.9 92.4"),
    ("gibson2007-after-stopping", "estimate ci_low ci_high", "22.1 14.6 32.2"),
    ("label-alt-300mg", "events total comparator_events comparator_total", "5 26 0 24"),
    ("label-blockade-150mg", "estimate", "72"),
]


@pytest.mark.parametrize(("row", "columns", "numbers"), NUMBERS)
def test_numbers_are_those_of_the_papers(row, columns, numbers):
    assert [ALL[row][name] for name in columns.split()] == numbers.split()


# The traps


def test_a_published_effect_is_not_taken_for_the_registered_one():
    for drug in {row["drug"] for row in found(source="turner2008", comparator="placebo")}:
        name = "all" if drug == "antidepressants" else drug
        fda, journals = ALL[f"turner2008-{name}-fda"], ALL[f"turner2008-{name}-journals"]
        assert float(fda["estimate"]) < float(journals["estimate"])
        assert "regulator" in fda["outcome"] and "journals" in journals["outcome"]
    assert all("swaps" in ALL[f"turner2008-all-{side}"]["note"] for side in ("fda", "journals"))


def test_our_own_pooling_says_so_and_what_it_rests_on():
    own = [row for name, row in ALL.items() if name.startswith("griselda-")]
    assert len(own) == 63
    for row in own:
        assert row["status"] == "computed" and "licensed doses" in row["note"]
        assert ("indirect" in row["note"]) == (row["drug"] in {"milnacipran", "clomipramine"})


def test_a_drop_out_ratio_is_not_read_as_efficacy():
    nri = ALL["linde2015-response-nri"]
    assert nri["estimate"] == "1.42" and "not a response" in nri["note"]
    assert not found(estimate="5.58")


def test_names_of_papers_that_get_mixed_up():
    assert BY_KEY["machado2010"]["authors"].startswith("Machado M, Einarson")
    assert "Iskedjian" not in json.dumps(ALL) + json.dumps(SOURCES)


def test_a_number_needed_to_treat_belongs_to_its_outcome():
    twelve = found(source="jonas2014", measure="NNT", estimate="12")
    assert {(row["drug"], row["topic"]) for row in twelve} == {
        ("naltrexone", "drinking_heavy"),
        ("acamprosate", "drinking_any"),
    }
    assert all("any drinking" in row["note"] for row in twelve)


def test_weights_are_against_sertraline():
    rows = found(source="petimar2024")
    assert len(rows) == 7 and {row["comparator"] for row in rows} == {"sertraline"}
    assert all("not against placebo" in row["note"] for row in rows)


def test_combine_used_100_mg():
    rows = [r for r in ALL.values() if r["source"] in {"anton2006", "anton2008", "desantis2013"}]
    assert len(rows) == 7 and all("100 mg" in row["note"] for row in rows)


def test_ranges_that_lost_their_dash():
    share = ALL["label-bioavailability"]
    assert (share["ci_low"], share["ci_high"], share["interval_kind"]) == ("5", "40", "range")
    assert not {"540", "510"} & {row["estimate"] for row in ALL.values()}


def test_the_half_life_of_the_metabolite_is_not_that_of_the_drug():
    assert ALL["label-half-life-parent"]["estimate"] == "4"
    assert ALL["label-half-life-metabolite"]["estimate"] == "13"


def test_shares_without_a_placebo_group_say_so():
    rows = found(source="naltrexone-tablets-dailymed-label", topic="harm")
    assert len(rows) == 9
    for row in rows:
        assert not row["comparator_percent"] and "no placebo group" in row["note"]


def test_no_simulated_or_reprinted_numbers_and_no_addresses_as_sources():
    text = json.dumps([*ALL.values(), *ROWS["claims"].values()])
    assert not re.search(r"simulat|\blava\b|SIDER|4083|WebMD", text)
    assert not re.search(r"https?:|www\.|PMC\d", text)


def test_contested_reviews_stand_together():
    claim = ROWS["claims"]["claim-16"]
    assert {"moncrieff2022", "jauhar2023"} <= set(claim["sources"].split(";"))
    assert "jauhar2023" in ALL["moncrieff2022-serotonin"]["note"]


# Claims and misconceptions


def test_every_claim_of_the_texts_is_judged():
    claims = list(ROWS["claims"].values())
    assert [row["id"] for row in claims] == sorted({row["id"] for row in claims})
    for row in claims:
        judged = row["kind"] in {"claim", "anecdote"}
        assert bool(row["verdict"]) == judged, row["id"]
        assert row["anchor"] == row["id"] and row["lesson"] in items.shelf()
        assert row["misconception"] in {"", *ROWS["misconceptions"]}, row["id"]
    assert [row["id"] for row in claims if row["kind"] == "question"] == ["claim-40"]
    assert [row["id"] for row in claims if row["kind"] == "omission"] == ["claim-55", "claim-56"]


def test_what_was_not_checked_shows_no_numbers():
    rows = [row for row in ROWS["claims"].values() if row["verdict"] == "not checked"]
    assert {row["id"] for row in rows} >= {"claim-45", "claim-59"}
    assert not any(re.search(r"\d", row["evidence"]) or row["sources"] for row in rows)


@pytest.mark.parametrize("name", ["claims", "misconceptions"])
def test_a_number_has_a_source(name):
    for row in ROWS[name].values():
        said = row.get("evidence") or row["what_is_so"]
        digits = re.search(r"\d", re.sub(r"H1|MAO-A|NET -182|claim \d+", "", said))
        assert not digits or row["sources"] or row.get("status") == "computed", row["id"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("claim-01", "supported"),
        ("claim-06", "wrong or unsupported"),
        ("claim-21", "needs qualification"),
        ("claim-25", "needs qualification"),
        ("claim-28", "needs qualification"),
        ("claim-30", "wrong or unsupported"),
        ("claim-37", "wrong or unsupported"),
        ("claim-42", "needs qualification"),
        ("claim-43", "wrong or unsupported"),
        ("claim-49", "needs qualification"),
        ("claim-61", "needs qualification"),
        ("claim-62", "supported"),
    ],
)
def test_verdicts(claim, verdict):
    assert ROWS["claims"][claim]["verdict"] == verdict


def test_misconceptions_stand_in_their_order_and_name_sources():
    numbers = [int(name.removeprefix("X")) for name in ROWS["misconceptions"]]
    assert numbers == sorted({*range(1, 31), *numbers})
    for row in ROWS["misconceptions"].values():
        assert (row["status"] == "confirmed") == bool(row["sources"]), row["id"]


def test_words_are_kind():
    unkind = r"addict\b|\babuse|alcoholic|sufferer|\bclean\b|\bdirty\b|failed the|committed suicide"
    cells = [cell for name in TABLES for row in ROWS[name].values() for cell in row.values()]
    assert not [cell for cell in cells if re.search(unkind, cell, re.IGNORECASE)]
