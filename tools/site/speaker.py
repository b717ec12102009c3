"""The speaker's notes on a lesson: plan, answers, what to listen for."""

from kit.lesson import items, recalled, tally
from tools.site import prose
from tools.teaching import key, notebooks, pages


def notes(lesson):
    """A teacher's notes on a lesson such as "exit", by the cells and questions of its page."""
    notebook, written = notebooks.lesson(lesson), pages.source(lesson)
    plan = [
        {"from": start, "until": until, "what": what, "cell": cell}
        for session in written["session"]
        for start, until, what, cell in pages.minutes(session)
    ]
    back = {name: items.item(name) for name in _recalled(lesson)}
    keys = {
        name: {
            "html": prose.html("\n".join(key.answer(name, item, notebook.beside.get(name))), ()),
            "ideas": key.carried(item),
        }
        for name, item in (items.lesson(lesson) | back).items()
    }
    named = dict.fromkeys(idea for one in keys.values() for idea in one["ideas"])
    known = tally.misconceptions()
    ideas = {idea: [known[idea].belief, known[idea].so] for idea in named}
    return {"plan": plan, "keys": keys, "ideas": ideas, "watch": written["watch"]}


def _recalled(lesson):
    """The questions that a lesson may bring back from earlier ones."""
    return [name for names in recalled.pool(lesson).values() for name in names]
