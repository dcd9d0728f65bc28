"""Why a search was not made: a setup fault each, with the next step."""

from __future__ import annotations

from ocr.faults import SetupFault


class SearchTooShort(SetupFault):
    code = "E221"
    en = "That is too short to search for. Type at least two letters or figures."
    hi = "खोज के लिए शब्द बहुत छोटा है। कम से कम दो अक्षर या अंक लिखें।"


class SearchTooLong(SetupFault):
    code = "E222"
    en = "A search may have {letters} letters and {words} words. Leave some out."
    hi = "खोज में अधिकतम {letters} अक्षर और {words} शब्द हो सकते हैं। कुछ शब्द हटाएँ।"


class SearchTooSlow(SetupFault):
    code = "E223"
    en = "The search took too long. Add a word, an office or a year."
    hi = "खोज में बहुत समय लगा। कोई शब्द, थाना या वर्ष जोड़कर फिर खोजें।"
