"""SVG pictures of the register: pure functions from rows to shapes, one picture a file.

Positions and lengths are texts for SVG attributes. Those along the years are a share of the width
("12.5%"), so that a picture scales without scaling its text; all others are whole pixels. Colours
and patterns are in the style sheet, by kind or status.
"""
