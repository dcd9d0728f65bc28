"""What a request is refused for: a status, a code, both languages, the next step.

Fault
└── Refused
    ├── NotLoggedIn, Forbidden, Forged, NoSuchPage
    ├── TooLarge, TooMany, WrongLogin, WeakPassword
    ├── OwnAccount, PractiseFirst, PracticeBroken, NotOfTheList
    ├── SameHands, Arbitrated, UsedKey
    ├── NotTaken, BatchFull, NotReadAgain, ReadsNothing
    └── Invalid, Mistake
"""

from __future__ import annotations

from typing import ClassVar

from ocr.faults import Fault


class Refused(Fault):
    """A request that is answered with `status` and these words; `onward` is the next step."""

    status: ClassVar[int] = 400
    onward: ClassVar[str] = "/"


class NotLoggedIn(Refused):
    """No session, or one that is over."""

    code = "E401"
    status = 401
    en = "You are not logged in, or were away too long. Log in again; what you typed is kept."
    hi = "आप लॉगिन नहीं हैं या देर तक निष्क्रिय रहे। फिर लॉगिन करें, लिखा हुआ सुरक्षित है।"


class Forbidden(Refused):
    """The role or the office does not allow it."""

    code = "E403"
    status = 403
    en = "Your role or office does not allow this. Ask your supervisor."
    hi = "आपकी भूमिका या कार्यालय को इसकी अनुमति नहीं है। अपने पर्यवेक्षक से कहें।"


class Forged(Refused):
    """Not sent by our own page."""

    code = "E402"
    status = 403
    en = "This request did not come from this page. Open the page again and repeat it."
    hi = "यह अनुरोध इस पृष्ठ से नहीं आया। पृष्ठ दोबारा खोलकर फिर करें।"


class NoSuchPage(Refused):
    """Nothing there, or nothing the caller may know of: the same answer."""

    code = "E404"
    status = 404
    en = "There is nothing here, or it is not yours to see. Go back to the start."
    hi = "यहाँ कुछ नहीं है या आपको देखने का अधिकार नहीं है। आरम्भ पर लौटें।"


class TooLarge(Refused):
    """More bytes than are taken."""

    code = "E405"
    status = 413
    en = "That is more than {limit} MB at once. Send it in parts."
    hi = "एक बार में {limit} MB से अधिक नहीं लिया जाता। भागों में भेजें।"


class TooMany(Refused):
    """Too many requests in too short a time."""

    code = "E406"
    status = 429
    en = "Too many requests. Wait {seconds} seconds and try again."
    hi = "बहुत अधिक अनुरोध। {seconds} सेकंड रुककर फिर प्रयास करें।"


class WrongLogin(Refused):
    """Name, password or code: the answer does not say which."""

    code = "E407"
    status = 401
    en = "Name, password or code is wrong. Check them; after five failures you must wait."
    hi = "नाम, पासवर्ड या कोड सही नहीं है। जाँच लें; पाँच असफल प्रयासों पर रुकना होगा।"


class NotOfTheList(Refused):
    """A kind, head or office that the district does not have."""

    code = "E440"
    status = 404
    en = "{text} is not in the district's list. Choose an entry of the list (Alt+↓)."
    hi = "{text} जनपद की सूची में नहीं है। सूची से चुनें (Alt+↓)।"


class Invalid(Refused):
    """Data that the route does not take."""

    code = "E408"
    status = 422
    en = "That cannot be taken: {reason}. Correct it and send it again."
    hi = "यह मान्य नहीं है: {reason}। ठीक करके फिर भेजें।"


class WeakPassword(Refused):
    """Too short, too long, or what anybody would try first."""

    code = "E410"
    status = 422
    en = "A password has {shortest} to {longest} letters and is no common word. Choose another."
    hi = "पासवर्ड {shortest} से {longest} अक्षरों का हो और सामान्य शब्द न हो। दूसरा चुनें।"


class OwnAccount(Refused):
    """An administrator's own role, office or account."""

    code = "E411"
    status = 409
    en = "Nobody changes his own rights. Ask another administrator; your password is at the top."
    hi = "अपने अधिकार कोई स्वयं नहीं बदल सकता। दूसरे व्यवस्थापक से कहें; पासवर्ड ऊपर अपने नाम से बदलें।"
    onward = "/users"


class PractiseFirst(Refused):
    """The office wants a made-up page passed before real ones are corrected."""

    code = "E412"
    status = 403
    en = "Your office asks for a passed practice page first. Open Practice."
    hi = "आपके कार्यालय में पहले प्रशिक्षण पृष्ठ उत्तीर्ण करना आवश्यक है। प्रशिक्षण खोलें।"
    onward = "/practice"


class SameHands(Refused):
    """A cell that its keyer, or one of the two whom he would decide between, had in hand."""

    code = "E413"
    status = 409
    en = "You had this cell in hand before: another person must take it. Go on to the next."
    hi = "इस खाने पर आप पहले कार्य कर चुके हैं, अब दूसरा व्यक्ति करेगा। अगला खाना लें।"
    onward = "/quality"


class Arbitrated(Refused):
    """A cell that two keyed differently, and that waits for whoever decides."""

    code = "E414"
    status = 403
    en = "Two people keyed this cell differently; the supervisor decides it under Quality. Go on."
    hi = "दो व्यक्तियों ने यह खाना अलग-अलग लिखा है; पर्यवेक्षक गुणवत्ता स्क्रीन पर निर्णय करेंगे। आगे बढ़ें।"
    onward = "/quality"


class UsedKey(Refused):
    """A save whose keys are not its own: a program's mistake, never the screen's."""

    code = "E445"
    status = 409
    en = "This save carries a key that was used before. Open the page again and repeat it."
    hi = "इस प्रविष्टि की कुंजी पहले प्रयोग हो चुकी है। पृष्ठ दोबारा खोलकर फिर लिखें।"


class PracticeBroken(Refused):
    """A practice page whose files are not as they were made."""

    code = "E435"
    status = 503
    en = "The practice page {name} cannot be opened. Choose another; tell the administrator."
    hi = "प्रशिक्षण पृष्ठ {name} नहीं खुला। दूसरा पृष्ठ चुनें; व्यवस्थापक को बताएँ।"
    onward = "/practice"


class NotTaken(Refused):
    """A file that is no scan, or has no name that can be kept."""

    code = "E420"
    status = 422
    en = "{name} was not taken. {reason}"
    hi = "{name} नहीं ली गई। {reason}"


class BatchFull(Refused):
    """More files than a batch holds."""

    code = "E421"
    status = 409
    en = "A batch takes {most} files. Start it and send the rest as another."
    hi = "एक खेप में {most} फ़ाइलें ही ली जाती हैं। इसे आरम्भ करें, शेष दूसरी खेप में भेजें।"
    onward = "/scans"


class NotReadAgain(Refused):
    """The page as it is could not be read; what was read before stays."""

    code = "E422"
    status = 422
    en = "The page could not be read again; nothing was changed. {reason}"
    hi = "पृष्ठ दोबारा नहीं पढ़ा जा सका; कुछ नहीं बदला गया। {reason}"


class ReadsNothing(Refused):
    """A server that only shows."""

    code = "E423"
    status = 409
    en = "This server reads no scans. Use `panji digitise`, or ask the administrator."
    hi = "यह सर्वर स्कैन नहीं पढ़ता। `panji digitise` चलाएँ या व्यवस्थापक से कहें।"


class Mistake(Refused):
    """Our own fault; its trace is in the log alone."""

    code = "E499"
    status = 500
    en = (
        "A mistake in Panji itself, and in the log. What was saved is safe. Tell the administrator."
    )
    hi = "पंजी में ही त्रुटि हुई है और लॉग में दर्ज है। सहेजा हुआ सुरक्षित है। व्यवस्थापक को बताएँ।"
