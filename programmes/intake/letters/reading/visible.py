"""What Word shows of a document when all its tracked changes are accepted.

Source: ISO/IEC 29500-1, 17.3.2.41 (hidden text), 17.5 (content controls, custom XML) and 17.13.5
(revisions).
"""

from docx.oxml.ns import qn

# The second form of a drawing, for older programs.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Content that was deleted or moved away; what has no text of its own.
SKIPPED = {
    FALLBACK,
    *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText")),
    *map(qn, ("w:pPr", "w:rPr", "w:sdtPr", "w:customXmlPr", "w:smartTagPr", "w:rt")),
}
# Elements around blocks, rows or cells that show what is in them.
AROUND = {
    *map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice",
}
GONE = (qn("w:del"), qn("w:moveFrom"))
OFF = {"0", "false", "off"}
# Levels of styles that are based on each other.
MOST_STYLES = 10


class Visible:
    """Which elements of a document show, given its styles.

    Args:
        styles: the elements of its styles.
    """

    def __init__(self, styles):
        self.styles = {style.get(qn("w:styleId")): style for style in styles}

    def children(self, element, *tags):
        """Yield the children of an element with one of some tags, also within AROUND."""
        for child in element:
            if child.tag in tags:
                if not self.is_gone(child):
                    yield child
            elif child.tag in AROUND and not self.is_skipped(child):
                yield from self.children(child, *tags)

    def is_skipped(self, element):
        """Return whether an element has no text that shows."""
        if element.tag in SKIPPED:
            return True
        if element.tag == qn("w:sdt"):
            # The text is an instruction, as nobody has filled in the control.
            return is_on(element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"))
        return element.tag == qn("w:r") and self.is_hidden(element)

    def is_gone(self, element):
        """Return whether a row or cell was deleted, or a row is hidden."""
        for kind, flags in (
            (qn("w:trPr"), (*GONE, qn("w:hidden"))),
            (qn("w:tcPr"), (qn("w:cellDel"),)),
        ):
            properties = element.find(kind)
            if properties is not None and any(is_on(properties.find(flag)) for flag in flags):
                return True
        return False

    def is_hidden(self, run):
        """Return whether a run is hidden text, by itself or by a style."""
        own = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
        if own is not None:
            return is_on(own)
        of_run = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        paragraph = next(run.iterancestors(qn("w:p")), None)
        of_paragraph = (
            None if paragraph is None else paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        )
        return any(self.style_hides(style) for style in (of_run, of_paragraph))

    def style_hides(self, reference):
        """Return whether a style, or one that it is based on, hides its text."""
        for _ in range(MOST_STYLES):
            style = None if reference is None else self.styles.get(reference.get(qn("w:val")))
            if style is None:
                return False
            hides = style.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
            if hides is not None:
                return is_on(hides)
            reference = style.find(qn("w:basedOn"))
        return False

    def goes_on(self, paragraph):
        """Return whether the mark that ends a paragraph is deleted, moved away or hidden."""
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        return mark is not None and any(is_on(mark.find(flag)) for flag in (*GONE, qn("w:vanish")))

    def list_style(self, name):
        """Return whether a paragraph style has a numbering of its own."""
        style = self.styles.get(name)
        return style is not None and style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def is_on(flag):
    """Return whether an on/off element is there and not off."""
    return flag is not None and flag.get(qn("w:val"), "1").lower() not in OFF
