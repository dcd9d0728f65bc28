"""A typeface whose every sign is blank, for text that lies unseen behind a picture.

A PDF/A reader finds in it what was read, sign by sign as Unicode: with a real typeface Devanagari
would be glyphs in the order in which they are seen, and conjuncts would not come back as written.
"""

from __future__ import annotations

import io
from functools import lru_cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, Pdf

WIDTH = 500  # of every sign, thousandths of its size
UNITS = 1000
REPLACED = "□"  # what is beyond the typeface's codes
# Bytes shown at once: pdfium takes equal texts for one that was printed twice to look bold if they
# are nearer to each other than an eighth of their width, as a column of equal hashes would be.
PIECE = 16
BLOCKS = 100  # ranges in one block of a character map, as the specification has it
HIGH = range(1, 0xD8)  # up to the surrogates


def coded(text: str) -> bytes:
    """The text as the typeface's codes: UTF-16; what does not fit becomes a box."""
    fits = (letter if " " <= letter < "\ud800" else REPLACED for letter in text)
    return "".join(fits).encode("utf-16-be")


def written(text: str, at: tuple[float, float], width: float, size: float) -> bytes:
    """Content of a PDF page: the text from `at`, so wide, a blank behind it; all in points."""
    codes = coded(text)
    natural = size * WIDTH / UNITS * len(codes) / 2
    stretch = max(100 * width / natural, 1.0)
    told = codes + coded(" ")
    pieces = (told[at : at + PIECE] for at in range(0, len(told), PIECE))
    shown = b" ".join(b"<%s> Tj" % piece.hex().encode() for piece in pieces)
    return b"/F1 %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm %s\n" % (size, stretch, *at, shown)


def embedded(pdf: Pdf) -> Object:
    """The typeface as an object of the PDF."""
    name, descriptor = Name("/PANJIB+Blank"), _descriptor(pdf)
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=descriptor,
        DW=WIDTH,
        CIDToGIDMap=pdf.make_stream(b"\0\1" * 0x10000),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


def _descriptor(pdf: Pdf) -> Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/PANJIB+Blank"),
            Flags=4,
            FontBBox=Array([0, -200, WIDTH, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=800,
            StemV=80,
            FontFile2=pdf.make_stream(_typeface()),
        )
    )


@lru_cache(1)
def _typeface() -> bytes:
    blank = TTGlyphPen(None).glyph()
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder([".notdef", "blank"])
    builder.setupCharacterMap({0x20: "blank"})
    builder.setupGlyf({".notdef": blank, "blank": blank})
    builder.setupHorizontalMetrics({".notdef": (WIDTH, 0), "blank": (WIDTH, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Panji Blank", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


@lru_cache(1)
def _to_unicode() -> bytes:
    """Every code stands for the sign of that number."""
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in HIGH]
    ranges.insert(0, "<0020> <00FF> <0020>")
    blocks = [ranges[at : at + BLOCKS] for at in range(0, len(ranges), BLOCKS)]
    told = "\n".join(
        f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{told}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
