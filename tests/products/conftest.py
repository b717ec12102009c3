"""What the tests of the products share: their environment, and pictures that are compared."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ROOT / ".venv-products" / "bin"
PICTURES = Path(__file__).parent / "pictures"
SMALL = 400, 300  # pixels of a stored picture
# Shades (of 255) that count as another colour, and the share that may be. Tried: all text 16 pixels
# lower is 1 %, a chart without its curve 4 %, an empty page 14 %.
SOFT, FAR, MANY = 4, 20, 0.03


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
    """A function that compares a screenshot with the stored picture of a product.

    Both are small and blurred, so that another font passes and a missing part does not.
    KIT_NEW_PICTURES=1 stores what is seen: a person looks at it then.
    """

    def compare(name, screenshot):
        stored = PICTURES / f"{name}.png"
        seen = Image.open(io.BytesIO(screenshot)).convert("RGB").resize(SMALL, Image.LANCZOS)
        if os.environ.get("KIT_NEW_PICTURES"):
            seen.quantize(32).save(stored, optimize=True)
        known = Image.open(stored).convert("RGB")
        soft = [image.filter(ImageFilter.GaussianBlur(SOFT)) for image in (known, seen)]
        shades = ImageChops.difference(*soft).convert("L").histogram()
        other = sum(shades[FAR:]) / (SMALL[0] * SMALL[1])
        assert other <= MANY, f"{other:.1%} of the picture {stored.name} is another colour."

    return compare
