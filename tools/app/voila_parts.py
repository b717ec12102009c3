"""What the app changes in Voila: who is idle, what pages say, and the menu."""

import asyncio
from datetime import UTC, datetime

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from nbconvert.preprocessors import Preprocessor

from tools.lessons import lessons, said, title

ANSWERS = "Your answers stay with this page until you close it: download them before."
APART_S = 1.5  # between two kernels that are started before anybody asks


class Kernels(AsyncMappingKernelManager):
    """Kernels that count as idle only from the moment a page has them.

    A kernel may have waited for hours in the pool; it must not be stopped in the seconds between
    the request for its page and the page's connection. Voila asks about kernels of the pool in
    its own way, so each kernel that is asked about here belongs to a page.
    """

    def __init__(self, **settings):
        self._met = set()
        super().__init__(**settings)

    async def cull_kernel_if_idle(self, kernel_id):
        """Stop a kernel whose page has been gone for long enough."""
        if kernel_id not in self._met:
            self._met.add(kernel_id)
            self._kernels[kernel_id].last_activity = datetime.now(UTC)
        await super().cull_kernel_if_idle(kernel_id)


TURN = asyncio.Lock()


async def in_turn(delay, work):
    """Prepare a lesson that nobody asked for yet, one after the other.

    It takes the place of Voila's own `wait_before`: begun all at once, ten lessons would keep the
    menu and the first page waiting.
    """
    async with TURN:
        await asyncio.sleep(max(delay, APART_S))
        return await work


class Said(Preprocessor):
    """Pages have a title, and do not tell their readers to run what has been run."""

    def preprocess(self, nb, resources):
        """Take the title from the first heading."""
        nb.metadata["title"] = title(nb)
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, index):
        """Change the text of a cell."""
        if cell.cell_type == "markdown":
            cell.source = said(cell.source, ANSWERS)
        return cell, resources


def with_menu(folder):
    """A function that tells every page of Voila which lessons there are.

    Parameters
    ----------
    folder : Path
    """
    menu = [
        {"file": lesson.path.name, "title": lesson.title, "question": lesson.question}
        for lesson in lessons(folder)
    ]

    def tell(current_page_config=None, *_, notebook_path="", **__):
        names = [entry["file"] for entry in menu]
        place = names.index(notebook_path) if notebook_path in names else len(menu)
        current_page_config["kit"] = {
            "menu": menu,
            "before": menu[place - 1] if 0 < place < len(menu) else None,
            "after": menu[place + 1] if place + 1 < len(menu) else None,
        }
        return current_page_config

    return tell
