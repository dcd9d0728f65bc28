"""What can stop the making of samples."""

from __future__ import annotations

from ocr.faults import SetupFault


class NoFace(SetupFault):
    code = "E901"
    en = "None of the Devanagari type faces is installed. Run ./run setup."
    hi = "देवनागरी का कोई फ़ॉन्ट उपलब्ध नहीं है। ./run setup चलाएँ।"


class NoShaping(SetupFault):
    code = "E902"
    en = "Pillow came without raqm, so Hindi cannot be set. Install Pillow's own wheel."
    hi = "पिलो में raqm नहीं है, हिन्दी नहीं छप सकती। पिलो का मूल पैकेज लगाएँ।"
