"""What can go wrong with the weights that a place's own corrections taught.

SetupFault
└── WeightsDamaged, NothingToTakeBack
"""

from __future__ import annotations

from ocr.faults import SetupFault


class WeightsDamaged(SetupFault):
    code = "E505"
    en = "The taught weights {path} are missing or damaged. Go back to others: panji train --back."
    hi = "यहाँ सिखाया गया मॉडल {path} नहीं मिला या खराब है। panji train --back से पिछले पर लौटें।"


class NothingToTakeBack(SetupFault):
    code = "E506"
    en = "The weights that ship are in use: nothing to take back. See panji train --list."
    hi = "पंजी का मूल मॉडल ही प्रयोग में है; लौटने को कुछ नहीं है। panji train --list देखें।"
