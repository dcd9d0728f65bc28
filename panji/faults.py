"""What the command line itself has to say: a code, both languages, the next step.

Fault
└── SetupFault
    ├── BadSetting, BadUsage, NotInThisForm
    ├── FolderNotUsable, NoTruth
    └── Bug              a mistake of ours: the trace is in a file, never on the screen
"""

from __future__ import annotations

from ocr.faults import SetupFault


class BadSetting(SetupFault):
    code = "E811"
    en = "The setting {name} cannot be {value}: {reason}. Correct it."
    hi = "सेटिंग {name} का मान {value} मान्य नहीं है ({reason})। उसे ठीक करें।"


class BadUsage(SetupFault):
    code = "E812"
    en = "The command was not understood: {reason} See panji --help."
    hi = "आदेश समझ में नहीं आया ({reason})। panji --help देखें।"


class NotInThisForm(SetupFault):
    code = "E813"
    en = "{what} can be exported as {known}, not as {form}. Choose one of those."
    hi = "{what} का निर्यात {form} में नहीं, {known} में होता है। इनमें से चुनें।"


class FolderNotUsable(SetupFault):
    code = "E814"
    en = "{path} cannot be read or written ({reason}). Check the name and the permissions."
    hi = "{path} पढ़ा या लिखा नहीं जा सकता ({reason})। नाम और अनुमति जाँचें।"


class NoTruth(SetupFault):
    code = "E815"
    en = "No page with known content in {folder}. Put NAME.jpg beside NAME.json or NAME.gt.txt."
    hi = "{folder} में ज्ञात सामग्री वाला कोई पृष्ठ नहीं है। NAME.jpg के साथ NAME.json या NAME.gt.txt रखें।"


class Bug(SetupFault):
    code = "E899"
    en = "A mistake in Panji itself. Nothing filed is lost. Send {log} to the administrator."
    hi = "पंजी में ही कोई त्रुटि है। दर्ज काम सुरक्षित है। {log} व्यवस्थापक को भेजें।"
