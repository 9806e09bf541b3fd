"""Writes the files beside this one: images that Pillow resized, whose name says
from which pattern. Made with Pillow 9.4.

    python3 make_reference.py
"""

import numpy as np
from PIL import Image

CASES = [
    ("rgb", 61, 47, 23, 17),
    ("rgb", 61, 47, 23, 47),
    ("rgb", 61, 47, 61, 17),
    ("rgb", 13, 11, 40, 35),
    ("rgb", 5, 40, 29, 7),
    ("rgb", 1, 1, 5, 3),
    ("rgb", 40, 30, 1, 1),
    ("grey", 61, 47, 23, 17),
    ("grey", 7, 9, 20, 31),
    ("grey", 200, 3, 9, 3),
]


def pattern(mode, width, height):
    y, x, c = np.mgrid[0:height, 0:width, 0 : 3 if mode == "rgb" else 1]
    # Smooth in some places, with hard edges in others.
    values = np.where(
        (x // 4 + y // 3) % 3 == 0, 255 * (c % 2), 7 * x * x + 13 * y + 91 * c
    )
    return (values % 256).astype(np.uint8).squeeze(axis=2 if mode == "grey" else ())


for mode, width, height, to_width, to_height in CASES:
    image = Image.fromarray(pattern(mode, width, height))
    for name in "bilinear", "bicubic":
        resized = image.resize((to_width, to_height), getattr(Image, name.upper()))
        resized.save(f"{mode}_{width}x{height}_{to_width}x{to_height}_{name}.png")
