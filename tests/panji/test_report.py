"""What is printed of a run."""

from flows.intake import Note
from ocr.faults import BadName
from panji.report import _note
from panji.words import Words
from storage.findings import finding


def test_a_hostile_file_name_stays_on_its_line() -> None:
    note = Note("page\n2\x1b[31m.jpg", 0, finding(BadName()))
    shown = _note(note, Words("hi"))
    assert shown.isprintable()
    assert "E112" in shown
