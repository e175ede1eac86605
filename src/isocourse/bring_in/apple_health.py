"""The weights in Apple Health's export.xml; everything else in it is left where it is.

The parser refuses a file that declares entities: a few lines of them can fill the memory of any machine.
"""

from __future__ import annotations

import datetime as dt
import io
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from isocourse.bring_in.rows import Bad, Collector, Found, Unreadable, Wish
from isocourse.course.entries import Weight
from isocourse.typed import Any, Final

SOURCE: Final = "apple-health"
_TYPE: Final = "HKQuantityTypeIdentifierBodyMass"
_KILOGRAMS: Final = {"kg": 1.0, "g": 0.001, "lb": 0.45359237, "st": 6.35029318}
_LIGHTEST: Final = 20
_HEAVIEST: Final = 400


def read(data: bytes, wish: Wish) -> Found:
    """Return the weights."""
    from xml.sax import SAXException  # only this file needs a parser of XML

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    weights = _Weights(wish)
    parser: Any = make_parser()
    parser.forbid_entities = True
    parser.setContentHandler(weights)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        raise Unreadable("the XML declares entities, which no export of Apple Health does") from None
    except (SAXException, ValueError, LookupError):
        line = weights.line()
        raise Unreadable(f"the XML is not whole (line {line})") from None
    return weights.found.found()


class _Weights(ContentHandler):
    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.found = Collector(SOURCE, wish.today)
        self._wish = wish
        self._locator: Any = None
        self._records = 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: ANN401, N802 - the name that SAX calls
        self._locator = locator

    def line(self) -> int:
        """Return the line that the parser is at."""
        return int(self._locator.getLineNumber() or 0) if self._locator else 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name that SAX calls
        if name != "Record":
            return
        given: dict[str, str] = dict(attrs.items())
        if given.get("type") != _TYPE:
            return
        place = f"line {self.line()}"
        try:
            self._take(place, given)
        except Bad as problem:
            self.found.bad(place, str(problem))

    def _take(self, place: str, given: dict[str, str]) -> None:
        unit = given.get("unit", "")
        if unit not in _KILOGRAMS:
            self.found.not_known(place, f"a weight in {unit or 'no unit'}")
            return
        try:
            when = dt.datetime.strptime(given.get("startDate", ""), "%Y-%m-%d %H:%M:%S %z").astimezone(self._wish.zone)
        except (ValueError, OverflowError):
            raise Bad(f"{given.get('startDate', '')} is no time that can be read") from None
        try:
            kg = round(float(given.get("value", "")) * _KILOGRAMS[unit], 1)
        except ValueError:
            raise Bad(f"{given.get('value', '')} is no weight") from None
        if not _LIGHTEST <= kg <= _HEAVIEST:
            raise Bad(f"{kg:g} kg is not from {_LIGHTEST} to {_HEAVIEST}")
        self.found.take(place, f"{given['startDate']}|{given['value']}|{unit}", when.date(), Weight(kg=kg))
