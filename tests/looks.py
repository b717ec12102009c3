"""Compare a page with the stored picture of how it looked when a person looked at it."""

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

PICTURES = Path(__file__).parent / "pictures"
SMALL = 400, 300  # pixels of a stored picture
# Shades (of 255) that count as another colour, and the share that may be. Tried: all text of a page
# 16 pixels lower is 1 %, a chart without its curve 4 %, an empty page 14 %.
SOFT, FAR, MANY = 4, 20, 0.03


def another_colour(one, other):
    """The share of two pictures that is not alike.

    Both are small and blurred, so that another font passes and a missing part does not.
    """
    soft = [picture.convert("RGB").resize(SMALL, Image.LANCZOS) for picture in (one, other)]
    soft = [picture.filter(ImageFilter.GaussianBlur(SOFT)) for picture in soft]
    shades = ImageChops.difference(*soft).convert("L").histogram()
    return sum(shades[FAR:]) / (SMALL[0] * SMALL[1])


def looks_as_before(screenshot, name, many=MANY):
    """Fail where more of a page than the share `many` looks unlike its stored picture.

    KIT_NEW_PICTURES=1 stores what is seen: look at the file before you commit it.
    """
    stored = PICTURES / f"{name}.png"
    seen = Image.open(io.BytesIO(screenshot)).convert("RGB")
    if os.environ.get("KIT_NEW_PICTURES") == "1":
        seen.resize(SMALL, Image.LANCZOS).quantize(32).save(stored, optimize=True)
    other = another_colour(Image.open(stored), seen)
    assert other <= many, f"{other:.1%} of the picture {stored.name} is another colour."
