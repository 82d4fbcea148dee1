#!/usr/bin/env python3
"""Cuts the fonts of reports (core/runtime/fonts) out of Noto: tools/cut-fonts.py FOLDER_WITH_NOTO

Kept are the letters of Latin, Greek and Cyrillic with their marks, and the signs that a report writes; what places marks,
kerns and chooses the letters of a language. Noto Sans lacks some signs: their outlines come from Noto Sans Math and Noto
Sans Symbols 2, which have the same square. Needs fonttools 4.68.0. The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent / "core/runtime/fonts"

# First and last of each stretch, by its block's name in Unicode.
KEPT = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1 Supplement, Latin Extended-A and -B
    (0x0250, 0x02AF),  # IPA Extensions
    (0x02B0, 0x036F),  # Spacing Modifier Letters, Combining Diacritical Marks
    (0x0370, 0x052F),  # Greek and Coptic, Cyrillic and its supplement
    (0x1E00, 0x1FFF),  # Latin Extended Additional, Greek Extended
    (0x2000, 0x209F),  # General Punctuation, Superscripts and Subscripts
    (0x20A0, 0x20BF),  # Currency Symbols
    (0x2100, 0x218F),  # Letterlike Symbols, Number Forms
    (0x25CC, 0x25CC),  # what carries a mark that has no letter
    (0xFFFD, 0xFFFD),  # what stands for a letter that is not here
]
SIGNS = {
    "NotoSansMath-Regular.ttf": "←↑→↓↔⇒−∞≈≠≤≥√∑∆",
    "NotoSansSymbols2-Regular.ttf": "□■○●✓✗☐☑",
}
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk"]


def borrow(font: TTFont, lender: TTFont, signs: str) -> None:
    """Copies the outlines of signs that the font lacks."""
    assert font["head"].unitsPerEm == lender["head"].unitsPerEm
    names, outlines = lender.getBestCmap(), lender.getGlyphSet()
    for sign in signs:
        code = ord(sign)
        if code in font.getBestCmap():
            continue
        recorded = DecomposingRecordingPen(outlines)
        outlines[names[code]].draw(recorded)
        pen = TTGlyphPen(None)
        recorded.replay(pen)
        name = f"borrowed{code:04X}"
        font.setGlyphOrder(font.getGlyphOrder() + [name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = lender["hmtx"][names[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def cut(noto: Path, weight: str) -> None:
    """Writes one weight."""
    font = TTFont(noto / f"NotoSans-{weight}.ttf", recalcTimestamp=False)
    kept = {code for first, last in KEPT for code in range(first, last + 1)}
    for lender, signs in SIGNS.items():
        borrow(font, TTFont(noto / lender), signs)
        kept |= {ord(sign) for sign in signs}
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "GlyphOrder"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    font.save(HERE / f"NotoSans-{weight}.ttf", reorderTables=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for weight in ("Regular", "Bold"):
        cut(Path(sys.argv[1]), weight)
