"""What is wrong with a district's data: file, place, remedy.

DistrictFault
├── FileMissing, NotReadable                  the file itself
├── UnknownKey, MissingKey, WrongValue        a key or column of it
├── DuplicateEntry, UnknownHead, UnknownOffice     what it names
└── BadDate, BadCode
"""

from __future__ import annotations

from ocr.faults import SetupFault


class DistrictFault(SetupFault):
    code = "E600"
    en = "The district's data are wrong in {file}, {key}. Correct the file."
    hi = "जनपद के डेटा में त्रुटि: {file}, {key}। फ़ाइल ठीक करें।"


class FileMissing(DistrictFault):
    code = "E601"
    en = "{file} is missing from the district's folder. Put it there."
    hi = "जनपद के फ़ोल्डर में {file} नहीं है। फ़ाइल रखें।"


class NotReadable(DistrictFault):
    code = "E602"
    en = "{file} cannot be read: {reason}. Correct the place named, save as UTF-8."
    hi = "{file} पढ़ी नहीं जा सकी: {reason}। बताया गया स्थान ठीक कर UTF-8 में सहेजें।"


class UnknownKey(DistrictFault):
    code = "E603"
    en = "{file} has the key {key}, which means nothing here. Remove or correct it."
    hi = "{file} में {key} अज्ञात कुंजी है। इसे हटाएँ या ठीक करें।"


class MissingKey(DistrictFault):
    code = "E604"
    en = "{file} lacks {key}. Add it."
    hi = "{file} में {key} नहीं है। इसे जोड़ें।"


class WrongValue(DistrictFault):
    code = "E605"
    en = "{file}, {key}: {found} will not do; {expected}. Correct it."
    hi = "{file}, {key}: {found} मान्य नहीं है ({expected})। इसे ठीक करें।"


class DuplicateEntry(DistrictFault):
    code = "E606"
    en = "{file}, {key}: {name} is there twice. Remove or rename one."
    hi = "{file}, {key}: {name} दो बार है। एक को हटाएँ या नाम बदलें।"


class UnknownHead(DistrictFault):
    code = "E607"
    en = "{file}, {key}: heads.csv has no secondary head {head}. Correct it or add the head."
    hi = "{file}, {key}: heads.csv में {head} द्वितीयक मुख नहीं है। ठीक करें या मुख जोड़ें।"


class UnknownOffice(DistrictFault):
    code = "E608"
    en = "{file}, {key}: offices.csv has no office {office}. Correct it or add the office."
    hi = "{file}, {key}: offices.csv में {office} कार्यालय नहीं है। ठीक करें या कार्यालय जोड़ें।"


class BadDate(DistrictFault):
    code = "E609"
    en = "{file}, {key}: {found} is no date. Write it as 2024-12-31."
    hi = "{file}, {key}: {found} दिनांक नहीं है। 2024-12-31 की तरह लिखें।"


class BadCode(DistrictFault):
    code = "E610"
    en = "{file}, {key}: {found} is no code of that kind; write it like {example}."
    hi = "{file}, {key}: {found} सही कोड नहीं है; {example} की तरह लिखें।"
