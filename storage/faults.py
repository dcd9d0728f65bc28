"""What stops the store or shows that it was damaged: a code, both languages, the next step.

Fault
├── SetupFault       the run cannot go on until someone acts
│   ├── DiskFull, DatabaseUnreachable, OutcomeUnknown, NewerDatabase, UnknownDatabase
│   ├── NotLoaded
│   └── NameTaken, NoSuchUser; further ones in storage/exports and storage/search
├── StaleLease       another worker has the page; what this one read is dropped
├── Conflict         what others did meanwhile, or people before, stands in the way
│   ├── PageChanged, PageHeld, WordsLost, NotInItsStead
│   ├── FileStands, FileChanged, FileUnknown, PagesUndecided, NoSuchPost, WrongDay
│   ├── NotYourAct, AnotherMustDecide, NotAsked, AnotherMustRecord
│   └── OnHold, KeptForGood; further ones in storage/books
└── StoreFault       found by `panji verify`
    ├── ScanMissing, ScanChanged, ScanUntracked
    ├── ScanReplaced, ScanNotReadable, ScanRepointed, ScanDiffersFromLog
    ├── ChainBroken, ChainCut, ChainRewritten, ValueChanged
    ├── CheckpointForged, NoCheckpoint
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


class NameTaken(SetupFault):
    code = "E207"
    en = "There is a user {name} already. Choose another name."
    hi = "{name} नाम का उपयोगकर्ता पहले से है। दूसरा नाम चुनें।"


class NoSuchUser(SetupFault):
    code = "E208"
    en = "There is no user {name}. See `panji user list`."
    hi = "{name} नाम का कोई उपयोगकर्ता नहीं है। `panji user list` देखें।"


class Conflict(Fault):
    """Nothing was changed, because of what others did meanwhile or people did before."""


class PageChanged(Conflict):
    code = "E785"
    en = "Others have changed this page meanwhile; nothing was changed. Open it again."
    hi = "इस बीच किसी और ने यह पृष्ठ बदला है; कुछ नहीं बदला गया। पृष्ठ फिर खोलें।"


class PageHeld(Conflict):
    code = "E786"
    en = "{who} is working on this page now. Try again when he is done."
    hi = "इस पृष्ठ पर अभी {who} काम कर रहे हैं। उनके पूरा करने पर फिर प्रयास करें।"


class WordsLost(Conflict):
    code = "E787"
    en = (
        "Not changed, because what people entered would have no cell any more: {cells}. "
        "Draw the lines so that each of these lies in a cell of its own."
    )
    hi = (
        "कुछ नहीं बदला गया: लोगों की इन प्रविष्टियों का कोई खाना नहीं रहता: {cells}। "
        "रेखाएँ ऐसे खींचें कि प्रत्येक प्रविष्टि अपने खाने में आए।"
    )


class NotInItsStead(Conflict):
    code = "E788"
    en = "That page cannot stand in its stead. Choose a page that was read later and is good."
    hi = "वह पृष्ठ इसके स्थान पर नहीं रखा जा सकता। बाद में पढ़ा गया सही पृष्ठ चुनें।"


class FileStands(Conflict):
    code = "E730"
    en = "File {file_no} does not allow that as it stands ({state}). Open it again and see."
    hi = "पत्रावली {file_no} की वर्तमान स्थिति ({state}) में यह सम्भव नहीं। पत्रावली फिर खोलकर देखें।"


class FileChanged(Conflict):
    code = "E731"
    en = "Others have changed file {file_no} meanwhile; nothing was changed. Open it again."
    hi = "इस बीच किसी और ने पत्रावली {file_no} बदली है; कुछ नहीं बदला गया। पत्रावली फिर खोलें।"


class FileUnknown(Conflict):
    code = "E732"
    en = "There is no file {file}. Check the number."
    hi = "{file} कोई पत्रावली नहीं है। संख्या जाँचें।"


class PagesUndecided(Conflict):
    code = "E733"
    en = "{count} pages of file {file_no} wait for review. Review them, then close the file."
    hi = "पत्रावली {file_no} के {count} पृष्ठ जाँच हेतु लम्बित हैं। पहले उन्हें जाँचें, फिर बन्द करें।"


class NotYourAct(Conflict):
    code = "E734"
    en = "Your role does not allow that with a file. Ask the supervisor."
    hi = "आपकी भूमिका में पत्रावली पर यह कार्यवाही अनुमन्य नहीं है। पर्यवेक्षक से कहें।"


class AnotherMustDecide(Conflict):
    code = "E735"
    en = "You asked for it yourself: another supervisor must allow it."
    hi = "यह अनुरोध आपका ही है: अनुमति कोई दूसरा पर्यवेक्षक देगा।"


class NotAsked(Conflict):
    code = "E736"
    en = "Nothing is asked for file {file_no} that waits to be decided. Open it again."
    hi = "पत्रावली {file_no} पर निर्णय हेतु कोई अनुरोध लम्बित नहीं है। पत्रावली फिर खोलें।"


class AnotherMustRecord(Conflict):
    code = "E737"
    en = (
        "You allowed the weeding of file {file_no}: another supervisor must record that it is done."
    )
    hi = "पत्रावली {file_no} की छँटनी आपने स्वीकृत की है: छँटनी हो जाने का अंकन दूसरा पर्यवेक्षक करेगा।"


class NoSuchPost(Conflict):
    code = "E740"
    en = "The district has no post {post} today. Choose one from `panji post list`."
    hi = "जनपद में आज {post} पद नहीं है। `panji post list` की सूची से चुनें।"


class WrongDay(Conflict):
    code = "E741"
    en = "Post {post} was last given on {since}. Name a later day."
    hi = "पद {post} पर अन्तिम तैनाती {since} की है। उसके बाद का दिनांक लिखें।"


class OnHold(Conflict):
    code = "E742"
    en = "File {file_no} must be kept: {reason}. Lift the hold first, if that is over."
    hi = "पत्रावली {file_no} सुरक्षित रखनी है: {reason}। कारण समाप्त हो तो पहले रोक हटाएँ।"


class KeptForGood(Conflict):
    code = "E743"
    en = "File {file_no} is of category {category} and is kept for good. Keep or transfer it."
    hi = "पत्रावली {file_no} श्रेणी {category} की है, स्थायी रूप से रखी जाती है। रखें या हस्तान्तरित करें।"


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


class ChainRewritten(StoreFault):
    code = "E850"
    en = (
        "Entry {seq} of the audit log is not that of the checkpoint: the log was computed anew, "
        "or the checkpoint is of another store. Compare with the backup; keep everything."
    )
    hi = (
        "लेखा-परीक्षा लॉग की प्रविष्टि {seq} चेकपॉइंट से भिन्न है: लॉग नए सिरे से बनाया गया है या "
        "चेकपॉइंट दूसरे भण्डार का है। बैकअप से मिलाएँ, कुछ न मिटाएँ।"
    )


class CheckpointForged(StoreFault):
    code = "E851"
    en = "The signature of checkpoint {path} is not by the key {key}. Use another copy of it."
    hi = "चेकपॉइंट {path} के हस्ताक्षर कुंजी {key} के नहीं हैं। उसकी दूसरी प्रति से मिलान करें।"


class NoCheckpoint(StoreFault):
    code = "E852"
    en = "{path} cannot be read as a checkpoint or its key. Check the name."
    hi = "{path} चेकपॉइंट या उसकी कुंजी के रूप में नहीं पढ़ी जा सकी। नाम जाँचें।"


class ScanReplaced(StoreFault):
    code = "E853"
    en = "{path} is a link or a folder, not the scan itself. Put the file back from backup."
    hi = "{path} स्कैन की फ़ाइल नहीं, लिंक या फ़ोल्डर है। मूल फ़ाइल बैकअप से वापस रखें।"


class ScanNotReadable(StoreFault):
    code = "E854"
    en = "The archived scan {path} cannot be read. Check permissions and disk before anything else."
    hi = "अभिलेखागार का स्कैन {path} पढ़ा नहीं जा सका। पहले अनुमति और डिस्क जाँचें।"


class ScanRepointed(StoreFault):
    code = "E855"
    en = "The record of scan {sha256} names {path}, not its own file. Restore the database."
    hi = "स्कैन {sha256} के अभिलेख में दूसरी फ़ाइल {path} दर्ज है। डेटाबेस बैकअप से वापस लाएँ।"


class ScanDiffersFromLog(StoreFault):
    code = "E857"
    en = "Scan {sha256} is in the audit log or among the scans, not in both. Compare with a backup."
    hi = "स्कैन {sha256} लेखा-परीक्षा लॉग और स्कैन सूची में से एक में ही है। बैकअप से मिलाएँ।"
