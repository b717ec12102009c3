"""What the tests of the products share: their environment, and pictures that are compared."""

import os
from pathlib import Path

import pytest

from tests.pictures import assert_alike

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ROOT / ".venv-products" / "bin"
PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture(scope="session")
def products():
    """The programs of the products' environment, which `make products` makes."""
    if not (PRODUCTS / "voila").exists():
        pytest.skip("the products' environment is absent: `make products` makes it")
    return PRODUCTS


@pytest.fixture
def at_length():
    """For a test that takes minutes: only `make products` asks for it."""
    if not os.environ.get("KIT_PRODUCTS"):
        pytest.skip("it takes minutes: `make products` runs it")


@pytest.fixture
def page(browser):
    """A page of a projector's size that keeps its errors and its requests to other machines."""
    context = browser.new_context(viewport={"width": 1280, "height": 960})
    found = context.new_page()
    found.errors, found.outside = [], []
    found.on("console", lambda m: found.errors.append(m.text) if m.type == "error" else None)
    found.on("pageerror", lambda fault: found.errors.append(str(fault)))
    found.on("request", lambda r: None if _is_inside(r.url) else found.outside.append(r.url))
    yield found
    context.close()


def _is_inside(address):
    return address.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))


@pytest.fixture
def looks_as_stored():
    """A function that compares a screenshot with the stored picture of a product."""
    return lambda name, screenshot: assert_alike(PICTURES / f"{name}.png", screenshot)
