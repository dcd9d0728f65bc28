"""What stops a file, a page or a run: a code, both languages, the next step.

Fault
├── ScanFault        this file or page cannot be read as it is; the batch goes on
│   ├── EmptyFile, Truncated, WrongType, Encrypted, TooLarge, Damaged, TooManyPages
│   ├── NotAFile, BadName, NotOpened, Tampered, Duplicate, PageCountDiffers
│   ├── DecoderFailed, RecognitionTimedOut, RecognitionFailed
└── SetupFault       the run cannot start or go on until someone acts
    └── EngineMissing, UnknownEngine, DecoderMissing …   (each package adds its own)

The words of a fault are data about it, not a reason to parse: compare codes.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

Language = Literal["en", "hi"]


class Fault(Exception):  # noqa: N818 - the house calls them faults
    """Base of everything Panji says went wrong; subclasses give `code`, `en` and `hi`."""

    code: ClassVar[str] = "E000"
    en: ClassVar[str] = "Something went wrong. Tell the administrator."
    hi: ClassVar[str] = "कुछ गड़बड़ हुई। व्यवस्थापक को बताएँ।"

    def __init__(self, **details: str | int) -> None:
        """Keep `details`, the values for the placeholders of the two texts."""
        super().__init__(self.code)
        self.details = {key: str(value) for key, value in details.items()}

    def __reduce__(self) -> tuple[Any, ...]:
        """Faults cross from page workers to the run that started them."""
        return fault, (self.code, self.details)

    def message(self, language: Language = "en") -> str:
        """One line: code, what happened, next step."""
        template = self.hi if language == "hi" else self.en
        return f"{self.code}: {template.format_map(self.details)}"

    def __str__(self) -> str:
        """The English message, for logs."""
        return self.message()


class ScanFault(Fault):
    """This file or page cannot be read as it is; the rest of the batch goes on."""


class SetupFault(Fault):
    """The run cannot start or go on until someone acts."""


class EmptyFile(ScanFault):
    code = "E101"
    en = "The file is empty. Scan the page again."
    hi = "फ़ाइल खाली है। पृष्ठ दोबारा स्कैन करें।"


class Truncated(ScanFault):
    code = "E102"
    en = "The file is cut short. Copy it again from the source."
    hi = "फ़ाइल अधूरी है। मूल से दोबारा कॉपी करें।"


class WrongType(ScanFault):
    code = "E103"
    en = "The content is not a TIFF, JPEG, PNG or PDF that matches its name. Save it again."
    hi = "फ़ाइल का प्रकार और सामग्री मेल नहीं खाते। TIFF, JPEG, PNG या PDF में दोबारा सहेजें।"


class Encrypted(ScanFault):
    code = "E104"
    en = "The PDF is protected by a password. Supply an unlocked copy."
    hi = "पीडीएफ़ पासवर्ड से सुरक्षित है। बिना पासवर्ड की प्रति दें।"


class TooLarge(ScanFault):
    code = "E105"
    en = "The image is too large (limit {limit} megapixels). Scan at 300 dpi."
    hi = "चित्र बहुत बड़ा है (सीमा {limit} मेगापिक्सेल)। 300 डीपीआई पर स्कैन करें।"


class Tampered(ScanFault):
    code = "E106"
    en = "The archived file no longer has the hash it was received with. Restore it from backup."
    hi = "अभिलेखागार की फ़ाइल का हैश बदल गया है। बैकअप से वापस लाएँ।"


class Duplicate(ScanFault):
    code = "E107"
    en = "Already received as {name}. Not filed again."
    hi = "यह पहले {name} नाम से प्राप्त है। दोबारा दर्ज नहीं किया गया।"


class PageCountDiffers(ScanFault):
    code = "E108"
    en = "Page count differs: {declared} declared, {readable} readable. Scan the file again."
    hi = "पृष्ठ संख्या में अंतर: घोषित {declared}, पठनीय {readable}। दोबारा स्कैन करें।"


class Damaged(ScanFault):
    code = "E109"
    en = "The image data is damaged. Scan the page again."
    hi = "चित्र का डेटा खराब है। पृष्ठ दोबारा स्कैन करें।"


class TooManyPages(ScanFault):
    code = "E110"
    en = "The file has more than {limit} pages. Split it and try again."
    hi = "फ़ाइल में {limit} से अधिक पृष्ठ हैं। बाँटकर दोबारा दें।"


class NotAFile(ScanFault):
    code = "E111"
    en = "This is a link, a device or a pipe, not a file. Copy the scan itself."
    hi = "यह लिंक या डिवाइस है, फ़ाइल नहीं। स्कैन की असली प्रति दें।"


class BadName(ScanFault):
    code = "E112"
    en = "The file name is too long or not readable. Give it a shorter name."
    hi = "फ़ाइल का नाम बहुत लंबा या अपठनीय है। छोटा नाम दें।"


class DecoderFailed(ScanFault):
    code = "E113"
    en = "The file made the decoder fail or run out of its limits. Scan the page again."
    hi = "फ़ाइल खोलते समय डिकोडर सीमा पार कर गया। पृष्ठ दोबारा स्कैन करें।"


class NotOpened(ScanFault):
    code = "E114"
    en = "The file cannot be opened. Check that it is still there and that you may read it."
    hi = "फ़ाइल खुल नहीं सकी। देखें कि फ़ाइल अपनी जगह पर है और पढ़ने की अनुमति है।"


class RecognitionTimedOut(ScanFault):
    code = "E302"
    en = "Reading took too long. The page waits to be entered by hand."
    hi = "ओसीआर में अधिक समय लगा। पृष्ठ हाथ से भरने हेतु भेजा गया।"


class RecognitionFailed(ScanFault):
    code = "E303"
    en = "The recogniser failed on this page ({reason}). The page waits to be entered by hand."
    hi = "ओसीआर इस पृष्ठ पर विफल रहा ({reason})। पृष्ठ हाथ से भरने हेतु भेजा गया।"


class EngineMissing(SetupFault):
    code = "E501"
    en = "The recogniser {engine} is not installed. Run ./run setup."
    hi = "ओसीआर इंजन {engine} उपलब्ध नहीं है। ./run setup चलाएँ।"


class UnknownEngine(SetupFault):
    code = "E502"
    en = "No recogniser is called {engine}. Known: {known}."
    hi = "{engine} नाम का कोई ओसीआर इंजन नहीं है। उपलब्ध: {known}।"


class ModelUnreadable(SetupFault):
    code = "E504"
    en = "The recogniser's model {model} is damaged or of an unknown make ({reason}). Reinstall it."
    hi = "ओसीआर मॉडल {model} खराब या अज्ञात प्रकार का है ({reason})। पुनः स्थापित करें।"


class DecoderMissing(SetupFault):
    code = "E503"
    en = "The decoder of scans does not start. Run ./run setup."
    hi = "स्कैन खोलने वाला डिकोडर चालू नहीं हुआ। ./run setup चलाएँ।"


def fault(code: str, details: dict[str, str]) -> Fault:
    """The fault of that code, as it was raised or stored; LookupError if there is none."""
    found = _subclasses(Fault).get(code)
    if found is None:
        raise LookupError(code)
    return found(**details)


def _subclasses(base: type[Fault]) -> dict[str, type[Fault]]:
    found = {base.code: base}
    for child in base.__subclasses__():
        found |= _subclasses(child)
    return found
