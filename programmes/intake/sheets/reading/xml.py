"""XML parsed as a stream, with local names: a namespace, as of strict Open XML, does not matter."""

from xml.parsers import expat

from programmes.intake.sheets.reading.error import SheetError

CHUNK = 2**16


class Handler:
    """Calls the methods of a subclass: `start_NAME(attributes)` and `end_NAME()` of an element.

    Attributes:
        done: what was parsed and is not yet taken, a list.
        pieces: the character data since it was emptied; None while it does not matter.
    """

    def __init__(self):
        self.done, self.pieces = [], None
        self.starts, self.ends = self.methods("start_"), self.methods("end_")

    def methods(self, prefix):
        """Return the methods with a prefix, by the rest of their names."""
        names = [name for name in dir(type(self)) if name.startswith(prefix)]
        return {name.removeprefix(prefix): getattr(self, name) for name in names}

    def start(self, tag, attributes):
        if method := self.starts.get(tag.rpartition(":")[2]):
            method(attributes)

    def end(self, tag):
        if method := self.ends.get(tag.rpartition(":")[2]):
            method()

    def characters(self, data):
        if self.pieces is not None:
            self.pieces.append(data)

    def taken(self):
        """Return the character data since `pieces` was emptied, and take no more."""
        text, self.pieces = "".join(self.pieces or ()), None
        return text


def stream(file, handler):
    """Yield what a `Handler` adds to `done`, while a file is parsed.

    Raises:
        SheetError: for a document type, which could declare entities.
        ExpatError: when it is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = handler.characters, refuse
    while chunk := file.read(CHUNK):
        parser.Parse(chunk)
        done, handler.done = handler.done, []
        yield from done
    parser.Parse(b"", True)
    yield from handler.done


def refuse(*_doctype):
    raise SheetError("corrupt")


def parse(file, handler):
    """Parse a whole file, and return the `Handler`, which keeps what it needs itself."""
    for _done in stream(file, handler):
        pass
    return handler


def local(attributes):
    """Return attributes by their names without a prefix."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def is_on(attributes):
    """Return whether an element that switches something on does not say that it is off."""
    return attributes.get("val", "1") not in ("0", "false", "off")
