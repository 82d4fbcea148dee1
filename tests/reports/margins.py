#!/usr/bin/env python3
"""Nothing is drawn at the edges of a page, and something within: margins.py MILLIMETRES DOTS_PER_INCH PICTURE.pgm...

The pictures are grey ones of pdftoppm.
"""

import sys
from pathlib import Path


def read(path: str) -> tuple[int, int, bytes]:
    """Width, height and lightness of each dot, row by row."""
    kind, size, most, dots = Path(path).read_bytes().split(b"\n", 3)
    assert (kind, most) == (b"P5", b"255"), f"{path} is no grey picture"
    width, height = map(int, size.split())
    assert len(dots) == width * height, f"{path} is cut short"
    return width, height, dots


def fault(path: str, edge: int) -> str | None:
    """What is wrong with a page."""
    width, height, dots = read(path)
    rows = [dots[row * width : (row + 1) * width] for row in range(height)]
    if any(min(row) < 255 for row in rows[:edge] + rows[-edge:]):
        return "something stands at its upper or lower edge"
    if any(min(row[:edge]) < 255 or min(row[-edge:]) < 255 for row in rows):
        return "something stands at its left or right edge"
    if min(map(min, rows)) > 100:
        return "it is empty"
    return None


def main() -> int:
    """0 where every page is sound."""
    edge = round(float(sys.argv[1]) / 25.4 * float(sys.argv[2]))
    faults = [(path, fault(path, edge)) for path in sys.argv[3:]]
    for path, found in faults:
        if found:
            print(f"{Path(path).name}: {found}", file=sys.stderr)
    return 1 if not faults or any(found for _, found in faults) else 0


if __name__ == "__main__":
    sys.exit(main())
