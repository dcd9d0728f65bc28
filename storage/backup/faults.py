"""What can go wrong when a store is backed up or brought back: code, both languages, next step.

SetupFault
├── NoBackup, BackupBroken, BackupLacks, BackupOfOther
├── FolderOfOther
└── ToolMissing, ToolFailed
"""

from __future__ import annotations

from ocr.faults import SetupFault


class NoBackup(SetupFault):
    code = "E860"
    en = "{path} is no backup, or one that was never finished. Name the folder of `panji backup`."
    hi = "{path} बैकअप नहीं है, या बैकअप अधूरा रह गया था। `panji backup` वाला फ़ोल्डर दें।"


class BackupBroken(SetupFault):
    code = "E861"
    en = (
        "The backup {path} is damaged: {count} files are missing or changed ({files}). "
        "Nothing was restored. Use another copy of it, or an earlier backup."
    )
    hi = (
        "बैकअप {path} क्षतिग्रस्त है: {count} फ़ाइलें नहीं मिलीं या बदली हुई हैं ({files})। "
        "कुछ भी वापस नहीं लाया गया। उसकी दूसरी प्रति या पहले का बैकअप लें।"
    )


class BackupLacks(SetupFault):
    code = "E862"
    en = (
        "The backup {path} lacks {count} scans that were amiss in the store already ({files}). "
        "Use an earlier backup, or add --incomplete to do without them."
    )
    hi = (
        "बैकअप {path} में {count} स्कैन नहीं हैं, वे भण्डार में पहले से सही नहीं थे ({files})। "
        "पहले का बैकअप लें, या उनके बिना वापस लाने के लिए --incomplete दें।"
    )


class BackupOfOther(SetupFault):
    code = "E863"
    en = "The backup holds a {made} database, PANJI_DATABASE names {wanted}. Correct the setting."
    hi = "बैकअप में {made} डेटाबेस है, PANJI_DATABASE में {wanted} लिखा है। सेटिंग ठीक करें।"


class FolderOfOther(SetupFault):
    code = "E864"
    en = (
        "{path} holds something else than backups of this store; nothing was written. Name another."
    )
    hi = "{path} में इस भण्डार के बैकअप से भिन्न सामग्री है; कुछ नहीं लिखा गया। दूसरा फ़ोल्डर दें।"


class ToolMissing(SetupFault):
    code = "E865"
    en = "PostgreSQL's program {tool} is not installed. Run: apt-get install postgresql-client"
    hi = "PostgreSQL का प्रोग्राम {tool} स्थापित नहीं है। चलाएँ: apt-get install postgresql-client"


class ToolFailed(SetupFault):
    code = "E866"
    en = "{tool} stopped: {reason} Correct that and run the same command again."
    hi = "{tool} रुक गया: {reason} इसे ठीक करके वही आदेश फिर चलाएँ।"
