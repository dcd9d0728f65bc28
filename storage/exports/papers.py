"""What is written on the papers of a hand-over: the covering note of a file, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from storage.exports.desk import Desk, Listed
from storage.exports.paper import ROOM, Paper
from storage.exports.sheets import Bundle

MASKED: Final = (
    "पढ़ी गई पहचान संख्याएँ ढकी हैं और प्रतिबन्धित पृष्ठ सम्मिलित नहीं हैं।",
    "Identifiers that were read are covered, restricted pages are left out.",
)
WHOLE: Final = (
    "यह सम्पूर्ण प्रति है: कुछ ढका या छोड़ा नहीं गया है।",
    "This is a whole copy: nothing is covered or left out.",
)
MADE: Final = (
    "यह टिप्पणी पंजी द्वारा तैयार की गई है। मूल स्कैन नीचे दिए SHA-256 के साथ अभिलेखागार में सुरक्षित हैं।",
    "This note was made by Panji. The scans as received are kept under the SHA-256 given below.",
)
TAKEN: Final = (
    "उपर्युक्त पत्रावलियाँ प्राप्त हुईं; manifest.json का SHA-256 मिलाया गया।",
    "The files named above were received; the SHA-256 of manifest.json was compared.",
)
SIGNED: Final = (
    "नाम / Name: ______________________________",
    "पद / Post: ______________________________",
    "दिनांक / Date: ______________________________",
    "हस्ताक्षर / Signature: ______________________________",
)
SMALL: Final = 6.5
LABEL: Final = 190.0
INDEX: Final = (36.0, 108.0, 36.0, 60.0, ROOM - 240.0)
HEADINGS: Final = ("पृष्ठ / Page", "स्कैन / Scan", "इसका पृष्ठ / Its page", "प्रकार / Kind", "SHA-256")


def note(desk: Desk, bundle: Bundle, listed: Sequence[Listed], out: Path) -> None:
    """The covering note: what the file is, an index of its pages, the hash of every scan."""
    paper = Paper(f"आवरण टिप्पणी {bundle.file_no}", bundle.last, desk.scratch)
    paper.write("आवरण टिप्पणी / Covering note", 15, "Bold")
    paper.gap(6)
    scans = len({one.sha256 for one in listed})
    for label, value in (
        ("पत्रावली संख्या / File number", bundle.file_no),
        ("कम्प्यूटर संख्या / Computer number", str(bundle.computer_no)),
        ("शीर्ष / Head", f"{bundle.head} {bundle.title}"),
        ("कार्यालय / Office", bundle.office),
        ("पृष्ठ / Pages", str(len(listed))),
        ("छोड़े गए प्रतिबन्धित पृष्ठ / Restricted pages left out", str(bundle.restricted)),
        ("स्कैन / Scans", str(scans)),
    ):
        paper.row((label, value), (LABEL, ROOM - LABEL))
    paper.gap(6)
    for line in (*MADE, *(WHOLE if desk.choice.whole else MASKED)):
        paper.write(line, 9)
    paper.gap(8)
    paper.row(HEADINGS, INDEX, SMALL, "Bold")
    for one in listed:
        kind = desk.titles.get(one.kind, one.kind)
        told = (str(one.number), one.source, str(one.page), kind, one.sha256)
        paper.row(told, INDEX, SMALL)
    paper.save(out)


def receipt(
    form: str,
    bundles: Sequence[Bundle],
    whole: bool,  # noqa: FBT001 - what it says
    manifest: str,
    out: Path,
    scratch: Path,
) -> None:
    """The receipt: what was handed over, the hash of its manifest, room for two signatures."""
    paper = Paper("हस्तान्तरण रसीद", _newest(bundles), scratch)
    paper.write("हस्तान्तरण रसीद / Receipt of hand-over", 15, "Bold")
    paper.gap(6)
    for label, value in (
        ("रूप / Form", form),
        ("पत्रावलियाँ / Files", str(len(bundles))),
        ("पृष्ठ / Pages", str(sum(one.pages for one in bundles))),
    ):
        paper.row((label, value), (LABEL, ROOM - LABEL))
    paper.row(("manifest.json SHA-256", manifest), (LABEL, ROOM - LABEL), 7.5)
    paper.gap(6)
    for line in WHOLE if whole else MASKED:
        paper.write(line, 9)
    paper.gap(8)
    widths = (LABEL, 60.0, ROOM - LABEL - 60.0)
    paper.row(("पत्रावली / File", "पृष्ठ / Pages", "कार्यालय, शीर्ष / Office, head"), widths, 9, "Bold")
    for one in bundles:
        paper.row((one.file_no, str(one.pages), f"{one.office}, {one.title}"), widths, 9)
    _signatures(paper)
    paper.save(out)


def _newest(bundles: Sequence[Bundle]) -> datetime:
    return max(one.last for one in bundles)


def _signatures(paper: Paper) -> None:
    paper.gap(14)
    for line in TAKEN:
        paper.write(line, 9)
    for heading in ("सौंपने वाले / Handed over by", "प्राप्तकर्ता / Received by"):
        paper.gap(12)
        paper.write(heading, 11, "Bold")
        for line in SIGNED:
            paper.write(line)
