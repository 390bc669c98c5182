"""Pictures of the register: pure functions from rows to shapes, one picture a file.

A length along the years is a share of the width ("12.5%"), so that a picture fits every screen and
its letters stay as large as the text around it; all other lengths are whole pixels. Colours and
patterns belong to the style sheet, which knows a shape by its kind or its status.
"""
