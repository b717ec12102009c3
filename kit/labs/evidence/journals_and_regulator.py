"""How large twelve antidepressants look in journals, and in the regulator's own files."""

from types import SimpleNamespace

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Points, Slider, Style
from kit.labs.evidence.shared import named
from kit.labs.forest import forest, row_axis, sentence
from kit.labs.style import DRUG


def journals_and_regulator() -> Lab:
    """How large twelve antidepressants look in journals, and in the regulator's own files."""
    rows = evidence.trials(source="turner2008").set_index("id")
    both = rows.index.str.endswith("-fda") & (rows.index != "turner2008-unpublished-fda")
    regulator = rows[both].sort_values("estimate", ascending=False)
    regulator = regulator.loc[[*regulator.index.drop("turner2008-all-fda"), "turner2008-all-fda"]]
    journals = rows.loc[regulator.index.str.replace("-fda", "-journals")]
    names = [named(drug) for drug in regulator["drug"]]
    order = np.arange(len(names), 0, -1.0)
    filed, printed = forest(regulator, order - 0.17), forest(journals, order + 0.17)

    def draw(row: float) -> Drawing:
        place = int(row) - 1
        here = Data(filed.array("x")[place], order[place])
        return Drawing({"regulator": filed, "journals": printed, "here": here}, {"place": place})

    def words(now: SimpleNamespace) -> str:
        place = int(now.place)
        filed_row, printed_row = regulator.iloc[place], journals.iloc[place]
        return (
            f"{sentence(names[place])}: the regulator's files hold {filed_row['n_trials']:.0f} "
            f"trials with an effect of {filed_row['estimate']:.2f} standard deviations; journals "
            f"told of {printed_row['n_trials']:.0f}, with {printed_row['estimate']:.2f}."
        )

    return Lab(
        title="The same drugs in the regulator's files and in journals",
        kind="measured",
        controls=[
            Slider(
                "row",
                "Next drug",
                1,
                len(names),
                1,
                only=range(1, len(names) + 1),
                stops={"all together": len(names)},
            ),
        ],
        series=[
            Points("regulator", "regulator's files", DRUG, size=8),
            Points("journals", "journals", Style("#D55E00", marker="diamond"), size=9),
            Points("here", "this drug", DRUG, here=True, size=20, rows=0),
        ],
        x=Axis(
            "Effect, standard deviations: regulator (black), journals (diamonds)", 0, 0.8, digits=2
        ),
        y=row_axis(order, names),
        draw=draw,
        words=words,
        limits={
            "Measured": "Depression scores against placebo, from the reviews of the US regulator "
            "(black) and from journals (orange diamonds); bars are 95 % intervals. Two of the 74 "
            "trials share an entry, so that the data count 73.",
            "Assumed": "Trials of a drug were pooled by us from the authors' effect sizes.",
            "Left out": "Newer drugs, side effects, and trials never shown to a regulator.",
        },
        sources=lambda: evidence.sources({"turner2008"}),
    )
