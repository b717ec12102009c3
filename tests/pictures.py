"""Pictures that are compared with stored ones: another font passes, a missing part does not."""

import io
import os

from PIL import Image, ImageChops, ImageFilter

SMALL = 400, 300  # pixels of a stored picture
# Shades (of 255) that count as another colour, and the share that may be. Tried: all text 16 pixels
# lower is 1 %, a chart without its curve 4 %, an empty page 14 %.
SOFT, FAR, MANY = 4, 20, 0.03


def other_share(stored, screenshot):
    """The share of a screenshot that has another colour than the stored picture.

    KIT_NEW_PICTURES=1 stores what is seen: a person looks at it then.

    Parameters
    ----------
    stored : Path
    screenshot : bytes

    Returns
    -------
    float
    """
    seen = Image.open(io.BytesIO(screenshot)).convert("RGB").resize(SMALL, Image.LANCZOS)
    if os.environ.get("KIT_NEW_PICTURES"):
        stored.parent.mkdir(exist_ok=True)
        seen.quantize(32).save(stored, optimize=True)
    known = Image.open(stored).convert("RGB")
    soft = [image.filter(ImageFilter.GaussianBlur(SOFT)) for image in (known, seen)]
    shades = ImageChops.difference(*soft).convert("L").histogram()
    return sum(shades[FAR:]) / (SMALL[0] * SMALL[1])


def assert_alike(stored, screenshot):
    """Fail where too much of a screenshot differs from the stored picture."""
    other = other_share(stored, screenshot)
    assert other <= MANY, f"{other:.1%} of the picture {stored.name} is another colour."
