"""What axe-core finds in a page: broken rules of WCAG and its own good practice, by their names."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("serious", "critical")
KNOWN = {  # of ours, and why it stays; none of them serious
    "empty-table-header": "pandas leaves the corner of a table empty",
    "landmark-unique": "lesson 1 shows one lab twice, under one name",
}


def broken(page, parts=(), rules=()):
    """The rules that these parts of a page break: name, weight and the elements, as rows.

    Parameters
    ----------
    page : playwright.sync_api.Page
    parts : sequence of str
        CSS selectors; without any, the whole page.
    rules : sequence of str
        Without any, all rules.
    """
    context = {"include": [[css] for css in parts]} if parts else None
    options = {"resultTypes": ["violations"], "preload": False}  # a page of ours may fetch nothing
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [(rule["id"], rule["impact"], [n["html"] for n in rule["nodes"]]) for rule in found]


def report(found):
    """Rows as a text for a failed test."""
    lines = [f"{name} ({weight}): {len(nodes)} × {nodes[0][:300]}" for name, weight, nodes in found]
    return "\n".join(lines)


def is_well(page, parts=(), rules=()):
    """Fail with what was found where a part breaks a serious rule, or a new one of any weight."""
    found = broken(page, parts, rules)
    wrong = [row for row in found if row[1] in GRAVE or row[0] not in KNOWN]
    assert not wrong, report(wrong)
