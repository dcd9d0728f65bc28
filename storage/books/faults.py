"""What stands in the way of counting, closing and opening a book: code, both languages, next step.

Conflict
└── BookNotClean, BookStands, BookChanged
"""

from __future__ import annotations

from storage.faults import Conflict


class BookNotClean(Conflict):
    code = "E744"
    en = "The book is not clean ({count} findings). Clear them, or say why it is closed as it is."
    hi = "जिल्द में {count} आपत्तियाँ शेष हैं। उन्हें दूर करें, या यथावत बन्द करने का कारण लिखें।"


class BookStands(Conflict):
    code = "E745"
    en = "The book is closed, or opened, already. Open its page again and see."
    hi = "जिल्द पहले ही बन्द या खुली है। जिल्द का पृष्ठ फिर खोलकर देखें।"


class BookChanged(Conflict):
    code = "E746"
    en = "Others have counted, closed or opened the book meanwhile. Open its page again."
    hi = "इस बीच किसी और ने जिल्द गिनी, बन्द की या खोली है। जिल्द का पृष्ठ फिर खोलें।"
