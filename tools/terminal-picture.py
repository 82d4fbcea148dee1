#!/usr/bin/env python3
"""Draws screens of a terminal, as `tmux capture-pane -e -p` prints them, as one SVG picture.

usage: terminal-picture.py OUT.svg SCREEN.txt...
The README's picture is made by hand from a real run of `make demo`; see docs/pictures/README.md.
"""

import html
import re
import sys

CELL_WIDTH, LINE_HEIGHT, MARGIN = 8.4, 17, 16
COLOURS = {
    "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea",
    "90": "#8b949e", "91": "#ff7b72", "92": "#7ee787", "93": "#e3b341", "94": "#79c0ff", "96": "#76e3ea",
}
ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")


def spans(line):
    """The line's runs of text, each with its colour and whether it is bold."""
    colour, bold, position, run = None, False, 0, []
    for match in ESCAPE.finditer(line):
        run.append((line[position:match.start()], colour, bold))
        position = match.end()
        for code in match.group(1).split(";") or ["0"]:
            if code in ("", "0"):
                colour, bold = None, False
            elif code == "1":
                bold = True
            elif code in ("2",):
                colour = "#8b949e"
            elif code == "39":
                colour = None
            elif code in COLOURS:
                colour = COLOURS[code]
    run.append((line[position:], colour, bold))
    return [span for span in run if span[0]]


def draw(line, y):
    column, parts = 0, []
    for text, colour, bold in spans(line.rstrip("\n")):
        style = (f' fill="{colour}"' if colour else "") + (' font-weight="bold"' if bold else "")
        x = MARGIN + column * CELL_WIDTH
        length = len(text) * CELL_WIDTH
        parts.append(
            f'<tspan x="{x:.1f}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"{style}>'
            f"{html.escape(text)}</tspan>"
        )
        column += len(text)
    return f'<text y="{y}" xml:space="preserve">{"".join(parts)}</text>' if parts else ""


def main():
    out, screens = sys.argv[1], sys.argv[2:]
    lines = []
    for index, screen in enumerate(screens):
        with open(screen, encoding="utf-8") as text:
            lines += ([None] if index else []) + text.read().rstrip().split("\n")
    width = max(len(ESCAPE.sub("", line or "").rstrip()) for line in lines) * CELL_WIDTH + 2 * MARGIN
    height = len(lines) * LINE_HEIGHT + 2 * MARGIN
    body, y = [], MARGIN + 13
    for line in lines:
        if line is None:
            body.append(f'<line x1="0" x2="{width:.0f}" y1="{y - 5}" y2="{y - 5}" stroke="#30363d"/>')
        else:
            body.append(draw(line, y))
        y += LINE_HEIGHT
    with open(out, "w", encoding="utf-8") as picture:
        picture.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" '
            f'font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="14" '
            f'role="img" aria-label="A guided session in the terminal, and its summary">'
            f'<rect width="100%" height="100%" rx="10" fill="#0d1117"/><g fill="#e6edf3">{"".join(body)}</g></svg>\n'
        )


main()
