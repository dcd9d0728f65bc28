"""What stops a run before or while it reads: a code, both languages, the next step.

Fault
├── ScanFault
│   └── BookStopped      the rest of this book waits, other books go on
└── SetupFault           the run cannot start or go on until someone acts
    ├── NoScans, NoSuchPath, UnknownHint
    ├── PrefectUnreachable, PrefectFailed, Stopped
    ├── TrainerMissing       the network cannot learn here
    ├── ArchiveTouched       the night's check found something
    └── BackupUnsound, BackupDiskUnusable   the night's backup cannot be relied on, or made
"""

from __future__ import annotations

from ocr.faults import ScanFault, SetupFault


class NoScans(SetupFault):
    code = "E801"
    en = "No scans in {path}. Name a folder or files with TIFF, JPEG, PNG or PDF pages."
    hi = "{path} में कोई स्कैन नहीं मिला। TIFF, JPEG, PNG या PDF की फ़ाइल या फ़ोल्डर बताएँ।"


class NoSuchPath(SetupFault):
    code = "E802"
    en = "There is no file or folder {path}. Check the name."
    hi = "{path} नाम की कोई फ़ाइल या फ़ोल्डर नहीं है। नाम जाँचें।"


class UnknownHint(SetupFault):
    code = "E803"
    en = "The district has no {what} {code}. Known: {known}."
    hi = "जनपद के डेटा में {what} {code} नहीं है। उपलब्ध: {known}।"


class BookStopped(ScanFault):
    code = "E804"
    en = (
        "{bad} of the {pages} pages of {book} cannot be read, so the rest of it waits. "
        "Look at the scans, scan again what is bad; the same command then goes on."
    )
    hi = (
        "{book} के {pages} में से {bad} पृष्ठ नहीं पढ़े जा सके, इसलिए शेष पृष्ठ रोक दिए गए हैं। "
        "स्कैन जाँचें, खराब पृष्ठ दोबारा स्कैन करें; वही आदेश फिर चलाने पर काम आगे बढ़ेगा।"
    )


class PrefectUnreachable(SetupFault):
    code = "E805"
    en = "The Prefect server at {url} does not answer. Start it, or unset PREFECT_API_URL."
    hi = "{url} पर Prefect सर्वर उत्तर नहीं दे रहा। उसे चालू करें या PREFECT_API_URL हटाएँ।"


class PrefectFailed(SetupFault):
    code = "E806"
    en = "Panji's own Prefect server did not start. Nothing is lost; see {log} and start again."
    hi = "पंजी का Prefect सर्वर चालू नहीं हुआ। कुछ खोया नहीं; {log} देखें और फिर चलाएँ।"


class Stopped(SetupFault):
    code = "E807"
    en = "Stopped. Nothing is lost; the same command goes on where this one stopped."
    hi = "काम रोका गया। कुछ खोया नहीं; वही आदेश फिर चलाने पर काम यहीं से आगे बढ़ेगा।"


class TrainerMissing(SetupFault):
    code = "E808"
    en = "PyTorch, which teaches the network, is not installed. Run ./run panji train once."
    hi = "नेटवर्क को सिखाने वाला PyTorch उपलब्ध नहीं है। एक बार ./run panji train चलाएँ।"


class ArchiveTouched(SetupFault):
    code = "E858"
    en = "The night's check found {count} files of the archive amiss. Run panji verify."
    hi = "रात्रि जाँच में अभिलेखागार की {count} फ़ाइलों में दोष मिला। panji verify चलाएँ।"


class BackupUnsound(SetupFault):
    code = "E867"
    en = (
        "The night's backup {path} is not whole: {count} files are missing or changed ({files}). "
        "Earlier backups are left as they are. "
        "Run panji verify, look at the disk, then panji backup again."
    )
    hi = (
        "रात्रि का बैकअप {path} पूर्ण नहीं है: {count} फ़ाइलें नहीं मिलीं या बदली हुई हैं ({files})। "
        "पहले के बैकअप ज्यों के त्यों हैं। "
        "panji verify चलाएँ, डिस्क जाँचें, फिर panji backup दोबारा चलाएँ।"
    )


class BackupDiskUnusable(SetupFault):
    code = "E868"
    en = (
        "The night's backup was not finished, {path} cannot be used: {reason}. Connect its disk. "
        "The first backup on a disk is made by hand: panji backup {path}"
    )
    hi = (
        "रात्रि का बैकअप पूरा नहीं हुआ, {path} का उपयोग नहीं हो सका: {reason}। डिस्क जोड़ें। "
        "नई डिस्क पर पहला बैकअप हाथ से लें: panji backup {path}"
    )
