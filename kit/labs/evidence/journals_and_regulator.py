from dataclasses import replace

from kit import evidence
from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import of_row, results, sentence
from kit.labs.style import DRUG, VERMILION

GROUPS = {
    "regulator": ("regulator's files", DRUG),
    "journals": ("journals", Style(VERMILION, marker="diamond")),
}
ALL = "antidepressants"  # the ledger's name for the twelve drugs together


def journals_and_regulator() -> Lab:
    """How large twelve antidepressants look in journals, and in the regulator's own files."""
    rows = evidence.trials(source="turner2008", topic="published_vs_registered")
    rows = rows[rows["measure"] == "Hedges g"].sort_values("n_trials", ascending=False)
    filed, printed = (  # the first of a drug has all its trials, not the unprinted ones alone
        rows[rows["outcome"] == f"depression score, {shelf}"].drop_duplicates("drug")
        for shelf in ("regulator's reviews", "journals")
    )
    filed = filed.sort_values(["estimate", "drug"], ascending=[False, True]).set_index("drug")
    printed = printed.set_index("drug")
    judged = ("positive-published", "negative-as-negative")  # of all that the regulator judged
    seen = sum(evidence.row("trials", f"turner2008-{one}")["total"] for one in judged)
    found = []
    for drug in [*filed.index.drop(ALL), ALL]:
        name, file, print_ = named(drug), filed.loc[drug], printed.loc[drug]
        held = f"{file['n_trials']:.0f} trials"
        if drug == ALL:
            held = f"{seen:.0f} trials (two share one entry)"
        words = (
            f"{sentence(name)}: the regulator's files hold {held} with an "
            f"effect of {file['estimate']:.2f} standard deviations; journals told of "
            f"{print_['n_trials']:.0f}, with {print_['estimate']:.2f}."
        )
        beside = of_row(print_, name, "journals")
        found.append(replace(of_row(file, name, "regulator"), words=words, beside=beside))
    return results(
        "The same drugs in the regulator's files and in journals",
        found,
        GROUPS,
        x=Axis("Effect, standard deviations: regulator (black), journals (diamonds)", -0.1, 0.8,
               digits=2, better="right"),
        middle=Rule(None, "as placebo", x=0),
        measured="Depression scores against placebo, from the reviews of the US regulator (black) "
        "and from journals (orange diamonds); bars are 95 % intervals. Two of the 74 trials share "
        "an entry, so that the data count 73.",
        assumed="Trials of a drug were pooled by us from the authors' effect sizes.",
        left_out="Newer drugs, side effects, and trials never shown to a regulator.",
        stops={"all together": len(found)},
    )  # fmt: skip


def named(drug: str) -> str:
    """A drug's display name: the release form abbreviated, the whole class in words."""
    name, _, form = drug.partition("-")
    return f"{name} {form.upper()}".strip().replace(ALL, "all together")
