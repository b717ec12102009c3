"""What labs on all the trials share: how the ledger's names are said."""


def named(drug: str) -> str:
    """A drug's name for people: the release form as its letters, the whole class in words."""
    name, _, form = drug.partition("-")
    return f"{name} {form.upper()}".strip().replace("antidepressants", "all together")
