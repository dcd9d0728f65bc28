"""What stops the store or shows that it was damaged: a code, both languages, the next step.

Fault
├── SetupFault       the run cannot go on until someone acts
│   ├── DiskFull, DatabaseUnreachable, OutcomeUnknown, NewerDatabase, UnknownDatabase
│   └── NotLoaded
├── StaleLease       another worker has the page; what this one read is dropped
└── StoreFault       found by `panji verify`
    ├── ScanMissing, ScanChanged, ScanUntracked
    ├── ChainBroken, ChainCut, ValueChanged
    └── CountsDiffer, DocumentWithoutScan, EntryWithoutDocument
"""

from __future__ import annotations

from ocr.faults import Fault, SetupFault


class DiskFull(SetupFault):
    code = "E201"
    en = "The disk is nearly full. Work is safe and paused; free some space and start again."
    hi = "डिस्क लगभग भर गई है। काम सुरक्षित है और रुका है; जगह खाली करके फिर चलाएँ।"


class DatabaseUnreachable(SetupFault):
    code = "E202"
    en = "The database is not reachable; nothing was saved by this step. Try again shortly."
    hi = "डेटाबेस उपलब्ध नहीं है; यह प्रविष्टि सहेजी नहीं गई। थोड़ी देर बाद पुनः प्रयास करें।"


class OutcomeUnknown(SetupFault):
    code = "E203"
    en = "The result of the last step is not known. Run the same command again: nothing doubles."
    hi = "अन्तिम प्रविष्टि का परिणाम ज्ञात नहीं है। वही आदेश फिर चलाएँ, कुछ दोबारा दर्ज नहीं होगा।"


class NewerDatabase(SetupFault):
    code = "E204"
    en = "The database was made by a newer version of Panji ({name}). Update Panji."
    hi = "डेटाबेस पंजी के नए संस्करण ({name}) से बना है। पंजी को अद्यतन करें।"


class UnknownDatabase(SetupFault):
    code = "E205"
    en = "A database address begins with sqlite:/// or postgres://, not {scheme}. Correct it."
    hi = "डेटाबेस का पता sqlite:/// या postgres:// से शुरू होता है, {scheme} से नहीं। ठीक करें।"


class NotLoaded(SetupFault):
    code = "E206"
    en = "The {what} {code} is not in the store. Load the district's data first."
    hi = "{what} {code} भण्डार में नहीं है। पहले जनपद का डेटा लोड करें।"


class StoreFault(Fault):
    """Something in the store or the archive is not as it was left."""


class ScanMissing(StoreFault):
    code = "E701"
    en = "The archived scan {path} is missing. Restore it from backup."
    hi = "अभिलेखागार में स्कैन {path} नहीं मिला। बैकअप से वापस लाएँ।"


class ScanChanged(StoreFault):
    code = "E702"
    en = "The archived scan {path} is not what was received. Restore it from backup."
    hi = "अभिलेखागार का स्कैन {path} मूल से भिन्न है। बैकअप से वापस लाएँ।"


class ScanUntracked(StoreFault):
    code = "E703"
    en = "{path} lies in the archive, but no record knows it. Digitise it or take it out."
    hi = "{path} अभिलेखागार में है पर किसी अभिलेख में दर्ज नहीं। इसे दर्ज करें या हटाएँ।"


class ChainBroken(StoreFault):
    code = "E704"
    en = "The audit log was changed at entry {seq}. Call the administrator; keep everything."
    hi = "लेखा-परीक्षा लॉग में प्रविष्टि {seq} पर छेड़छाड़ हुई है। व्यवस्थापक को बताएँ, कुछ न मिटाएँ।"


class ChainCut(StoreFault):
    code = "E705"
    en = "The audit log does not contain the checkpoint of entry {seq}. Call the administrator."
    hi = "लेखा-परीक्षा लॉग में प्रविष्टि {seq} का चेकपॉइंट नहीं मिला। व्यवस्थापक को बताएँ।"


class ValueChanged(StoreFault):
    code = "E706"
    en = "A value kept with audit entry {seq} was changed. Call the administrator."
    hi = "लेखा-परीक्षा प्रविष्टि {seq} का मान बदला गया है। व्यवस्थापक को बताएँ।"


class CountsDiffer(StoreFault):
    code = "E707"
    en = "Batch {batch}: {accepted} pages accepted, {accounted} accounted for. Do not file more."
    hi = "बैच {batch}: {accepted} पृष्ठ प्राप्त, {accounted} का हिसाब मिला। आगे दर्ज न करें।"


class StaleLease(Fault):
    code = "E708"
    en = "Another worker has taken page {page} of {source}. Its result will be filed."
    hi = "{source} का पृष्ठ {page} दूसरे वर्कर ने ले लिया है। उसी का परिणाम दर्ज होगा।"


class DocumentWithoutScan(StoreFault):
    code = "E709"
    en = "Document {key} has no scan it was read from. Call the administrator."
    hi = "अभिलेख {key} का मूल स्कैन नहीं मिला। व्यवस्थापक को बताएँ।"


class EntryWithoutDocument(StoreFault):
    code = "E710"
    en = "The ledger and the record differ for page {page} of {source}. Call the administrator."
    hi = "{source} के पृष्ठ {page} का खाता और अभिलेख मेल नहीं खाते। व्यवस्थापक को बताएँ।"
