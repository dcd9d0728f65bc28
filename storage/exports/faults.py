"""What can go wrong when records are handed over or certified.

SetupFault
├── FolderNotEmpty, NotHandedOver, FileNumberNotAllowed, ReasonMissing, NothingToHandOver
├── TypefaceMissing, WorkbookFull
└── NothingToCertify
"""

from __future__ import annotations

from ocr.faults import SetupFault


class FolderNotEmpty(SetupFault):
    code = "E840"
    en = "{path} is there already and not empty; nothing was written. Name a new folder."
    hi = "{path} पहले से है और खाली नहीं है; कुछ नहीं लिखा गया। नया फ़ोल्डर दें।"


class NotHandedOver(SetupFault):
    code = "E841"
    en = "No file {file_no} can be handed over. Check the number; a restricted one needs --whole."
    hi = "पत्रावली {file_no} सौंपी नहीं जा सकती। संख्या जाँचें; प्रतिबन्धित हो तो --whole दें।"


class FileNumberNotAllowed(SetupFault):
    code = "E842"
    en = "The e-office takes no file number like {file_no}: only a-z A-Z 0-9 ( ) - /. Correct it."
    hi = "ई-ऑफिस {file_no} जैसी पत्रावली संख्या नहीं लेता, केवल a-z A-Z 0-9 ( ) - /। उसे ठीक करें।"


class ReasonMissing(SetupFault):
    code = "E843"
    en = "A whole hand-over is logged with its reason. Add --reason and at least {least} letters."
    hi = "सम्पूर्ण हस्तान्तरण कारण सहित दर्ज होता है। --reason के साथ कम से कम {least} अक्षर लिखें।"


class TypefaceMissing(SetupFault):
    code = "E844"
    en = "The typeface {path} is not installed. Run ./run setup."
    hi = "फ़ॉन्ट {path} स्थापित नहीं है। ./run setup चलाएँ।"


class NothingToHandOver(SetupFault):
    code = "E845"
    en = "No page is in a file yet, or all are restricted. See panji status, or add --whole."
    hi = "अभी कोई पृष्ठ पत्रावली में नहीं है, या सभी प्रतिबन्धित हैं। panji status देखें, या --whole दें।"


class NothingToCertify(SetupFault):
    code = "E859"
    en = "There is no document and no file {what}. Give the number of a document or a file's name."
    hi = "{what} नाम का कोई अभिलेख या फ़ाइल नहीं मिली। अभिलेख की संख्या या फ़ाइल का नाम दें।"


class WorkbookFull(SetupFault):
    code = "E790"
    en = "{kind} has {rows} rows and a sheet holds {most}. Choose a year or an office, or take CSV."
    hi = "{kind} में {rows} पंक्तियाँ हैं, एक शीट में {most} आती हैं। वर्ष या कार्यालय चुनें, या CSV लें।"
