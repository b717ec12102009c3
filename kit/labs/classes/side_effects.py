from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Points, Slider, Style, plain
from kit.labs.pictures import picture, sides
from kit.labs.style import BLACK, DRUG

FIRST = "dry mouth"  # the effect of the lesson's question: a drug without it is not here
MOST = 40.0  # of 100 people


def side_effects() -> Lab:
    """How many of a hundred people reported an effect on a drug, and how many on placebo."""
    tables = compared()
    effects = shared_effects(tables)
    places = range(1, len(effects) + 1)
    rows = {drug: table.loc[effects] for drug, table in tables.items()}
    looks = {"placebo": Style(BLACK, "", "circle-open"), "drug": DRUG}
    drawn = {
        drug: [_points(table, arm, style, drug) for arm, style in looks.items()]
        for drug, table in rows.items()
    }

    def draw(effect: float, drug: str) -> Drawing:
        place = int(effect) - 1
        row = rows[drug].iloc[place]
        on, off = float(row["drug_percent"]), float(row["placebo_percent"])
        at = [on, off], [effect] * 2
        here = Points("here", "this effect", *at, DRUG, here=True, size=18, rows=0)
        numbers = {"on": on, "off": off, "way": row["mechanism"]}
        numbers["name"] = effects[place].capitalize()
        numbers["adds"] = f"{plain(on - off)} of 100" if on > off else "none"
        crowds = sides(
            better=(0.0, 0.0),
            name=(f"100 on {drug}", "100 on placebo"),
            says=(plain(on), plain(off)),
            also=(effects[place], effects[place]),
            harmed=(on / 100, off / 100),
        )
        return Drawing([*drawn[drug], here], numbers, picture=crowds)

    return Lab(
        title="Side effects: drug and placebo",
        kind="measured",
        controls=[
            Slider("effect", "Side effect", 1, len(effects), 1, only=places),
            Choice("drug", "Drug", {drug: drug for drug in tables}, next(iter(tables))),
        ],
        x=Axis("People of 100 who reported it", 0, MOST, digits=0),
        y=Axis("", len(effects) + 0.5, 0.5, ticks=tuple(places), tick_labels=tuple(effects)),
        draw=draw,
        words="{name}: {on} of 100 people on {drug}, {off} of 100 on placebo. The drug adds "
        "{adds}. A likely way: {way}.",
        measured="The share of people who reported it, on the drug and on placebo, as labels give "
        "it.",
        assumed="The likely way that the sentence names is an explanation for teaching.",
        left_out="How bad it was, how long it lasted, and the benefit. Trials differ in people, "
        "dose and length, so this is no race between drugs.",
        sources=lambda: evidence.sources({s for table in rows.values() for s in table["source"]}),
        picture=picture("crowds"),
    )


def compared() -> dict[str, Any]:
    """Drugs whose label gives the first effect on drug and placebo: their effects by name."""
    table = evidence.side_effects()
    table = table[table["drug_percent"].notna() & table["placebo_percent"].notna()]
    drugs = table.loc[table["effect"] == FIRST, "drug"]
    return {
        str(drug): table[table["drug"] == drug].drop_duplicates("effect").set_index("effect")
        for drug in drugs
    }


def shared_effects(tables: dict[str, Any]) -> list[str]:
    """Effects that every drug has, the lesson's first, then by what the first drug adds."""
    common = set.intersection(*(set(table.index) for table in tables.values()))
    first = next(iter(tables.values()))
    adds = first["drug_percent"] - first["placebo_percent"]
    return sorted(common, key=lambda effect: (effect != FIRST, -adds[effect], effect))


def _points(rows: Any, arm: str, style: Style, drug: str) -> Points:
    """One arm of one drug's label as points, from the top."""
    share, name = rows[f"{arm}_percent"].to_numpy(float), drug if arm == "drug" else arm
    text = [
        f"{effect}: {plain(value)} of 100 on {name}, {evidence.cite(row).split(', ')[0]}"
        for (effect, row), value in zip(rows.iterrows(), share, strict=True)
    ]
    return Points(arm, arm, share, np.arange(1.0, len(rows) + 1), style, size=12, text=text)
