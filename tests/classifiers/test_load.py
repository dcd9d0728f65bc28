import shutil
from pathlib import Path

import pytest

from classifiers import faults
from classifiers.district import District, Sampling
from classifiers.kind import identify
from classifiers.load import load
from tests.builders import DISTRICTS, NO_HINTS, page

REGISTERS = (
    "arms complaint crime dak history inquest leave malkhana missing ncr verification warrant"
)
LETTERS = (
    "arms_licence circular complaint_enquiry court_progress crime_report inquest_report inspection"
    " leave_application missing_report passport preventive travel_bill"
)
FESTIVAL = """
title = "त्योहार रजिस्टर"
head = "L-12011"
retention = "B"
level = "confidential"
[[columns]]
id = "serial"
type = "serial"
heading = "क्रम सं०"
[[columns]]
id = "festival"
type = "text"
heading = "त्योहार"
[[columns]]
id = "route"
type = "text"
heading = "जुलूस का मार्ग"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the district's folder, to be spoilt."""
    return Path(shutil.copytree(DISTRICTS / "kannauj", tmp_path / "district"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_kannauj_has_the_kinds_whose_ids_are_fixed(kannauj: District) -> None:
    assert sorted(kannauj.registers) == REGISTERS.split()
    assert sorted(kannauj.letters) == LETTERS.split()


def test_every_kind_is_filed_under_a_secondary_head(kannauj: District) -> None:
    heads = [kind.head for kind in kannauj.registers.values()]
    heads += [kind.head for kind in kannauj.letters.values()]
    assert {kannauj.heads[head].level for head in heads} == {"secondary"}


def test_the_root_office_is_the_district(kannauj: District) -> None:
    assert kannauj.offices[kannauj.code].type == "district"
    assert kannauj.offices["KNJ-TIR"].parent == "KNJ-CO-TIR"


def test_a_new_kind_of_register_needs_one_file_and_nothing_else(folder: Path) -> None:
    (folder / "registers" / "festival.toml").write_text(FESTIVAL, encoding="utf-8")
    rows = [["1", "होली", "सदर बाजार"], ["2", "दशहरा", "स्टेशन रोड"]]
    read = page(["त्योहार रजिस्टर"], ["क्रम सं०", "त्योहार", "जुलूस का मार्ग"], rows)
    assert identify(read, load(folder), NO_HINTS).choice == "festival"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault", "key"),
    [
        ("registers/ncr.toml", "level =", "levle =", faults.UnknownKey, "levle"),
        ("registers/ncr.toml", 'head = "K-11012"\n', "", faults.MissingKey, "head"),
        (
            "registers/ncr.toml",
            'type = "case"',
            'type = "caze"',
            faults.WrongValue,
            "columns.1.type",
        ),
        (
            "registers/ncr.toml",
            'id = "ncr"',
            'id = "serial"',
            faults.DuplicateEntry,
            "columns.1.id",
        ),
        ("registers/ncr.toml", "width = 0.09", "width = 9", faults.WrongValue, "columns.1.width"),
        ("registers/ncr.toml", 'head = "K-11012"', 'head = "K-99999"', faults.UnknownHead, "head"),
        ("registers/ncr.toml", 'head = "K-11012"', 'head = "K-11"', faults.UnknownHead, "head"),
        ("registers/ncr.toml", '"C-10"', '"forever"', faults.BadCode, "retention"),
        ("registers/ncr.toml", "[[columns]]", "[[columns", faults.NotReadable, "line"),
        ("letters/circular.toml", "= 2.5", '= "much"', faults.WrongValue, "phrases.समस्त"),
        ("letters/circular.toml", "level =", "sensitivity =", faults.UnknownKey, "sensitivity"),
        ("district.toml", "2024-12-25", '"soon"', faults.WrongValue, "cutover"),
        ("district.toml", '"KNJ"', '"XYZ"', faults.UnknownOffice, "code"),
        (
            "district.toml",
            "# जनपद कन्नौज",
            'practice = { offices = ["KNJ-XXX"] } #',
            faults.UnknownOffice,
            "practice.offices",
        ),
        (
            "district.toml",
            "# जनपद कन्नौज",
            "sampling = { wrong = 0.0 } #",
            faults.WrongValue,
            "sampling.wrong",
        ),
        (
            "district.toml",
            "# जनपद कन्नौज",
            "sampling = { least = 50, most = 20 } #",
            faults.WrongValue,
            "sampling.most",
        ),
        (
            "district.toml",
            "# जनपद कन्नौज",
            "sampling = { limit = 0.01 } #",
            faults.UnknownKey,
            "sampling.limit",
        ),
        ("district.toml", '"S-11099"', '"S-99999"', faults.UnknownHead, "unsorted"),
        ("offices.csv", ",thana,KNJ-CO-TIR,", ",thana,KNJ-CO-XXX,", faults.UnknownOffice, "line"),
        ("offices.csv", ",thana,", ",station,", faults.WrongValue, "type"),
        ("offices.csv", "KNJ-TIR,", "KNJ-THT,", faults.DuplicateEntry, "line"),
        ("offices.csv", "KNJ-TIR,", "तिर्वा,", faults.BadCode, "line"),
        ("offices.csv", "1997-09-18", "18.9.1997", faults.BadDate, "line 2, valid_from"),
        ("offices.csv", "code,name", "code,title", faults.MissingKey, "column name"),
        ("posts.csv", ",KNJ-TIR,", ",KNJ-XXX,", faults.UnknownOffice, "line"),
        ("posts.csv", "SHO-PSTIRWA-KNJ,", "SHO-PSTHATHIA-KNJ,", faults.DuplicateEntry, "line"),
        ("posts.csv", "SHO-PSTIRWA-KNJ,", "SHO-TIRWA,", faults.BadCode, "line"),
        ("posts.csv", "SHO-PSTIRWA-KNJ,", "थानाध्यक्ष-तिर्वा,", faults.BadCode, "line"),
        (
            "posts.csv",
            "Superintendent of Police,,",
            "Superintendent of Police,1997,",
            faults.BadDate,
            "2",
        ),
        ("heads.csv", "K-11011,", "K-12099,", faults.UnknownHead, "K-11011"),
        ("heads.csv", "K-11,", "K-77,", faults.UnknownHead, "line"),
        ("heads.csv", "K-11012,", "K-11-012,", faults.BadCode, "line"),
        ("heads.csv", ",C-10,2024", ",C-10", faults.WrongValue, "line"),
        ("lexicon/acts.csv", "1862-01-01", "1862", faults.BadDate, "line 2, valid_from"),
        ("lexicon/ranks.csv", "code,", "kode,", faults.MissingKey, "column code"),
    ],
)
def test_a_mistake_is_reported_with_file_place_and_remedy_in_both_languages(
    folder: Path, file: str, old: str, new: str, fault: type[faults.DistrictFault], key: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(fault) as caught:
        load(folder)
    told = caught.value
    shown = told.message("en") + told.message("hi")
    assert told.code == fault.code
    assert Path(told.details["file"]).name in (Path(file).name, "crime.toml")
    assert key in shown
    assert told.message("hi") != told.message("en")


@pytest.mark.parametrize(
    "gone", ["offices.csv", "posts.csv", "district.toml", "registers", "lexicon/ranks.csv"]
)
def test_a_missing_file_is_named(folder: Path, gone: str) -> None:
    path = folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(faults.FileMissing, match=Path(gone).name):
        load(folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "registers" / "old.toml").write_bytes('title = "अपराध"'.encode("utf-16"))
    with pytest.raises(faults.NotReadable, match=r"registers/old\.toml"):
        load(folder)


def test_a_register_and_a_letter_may_not_share_an_id(folder: Path) -> None:
    shutil.copy(folder / "letters" / "passport.toml", folder / "letters" / "crime.toml")
    with pytest.raises(faults.DuplicateEntry, match="crime"):
        load(folder)


def test_a_list_of_the_districts_own_is_taken_with_the_others(folder: Path) -> None:
    (folder / "lexicon" / "surnames.csv").write_text(
        "code,name,forms\npal,पाल,पाल सिंह\n", encoding="utf-8"
    )
    assert load(folder).words["surnames"] == ("पाल", "पाल सिंह")


def test_a_kind_keyed_twice_says_which_columns_are_critical(
    kannauj: District, folder: Path
) -> None:
    crime = kannauj.registers["crime"]
    assert crime.second
    assert {"case", "accused", "occurred"} <= {one.id for one in crime.columns if one.critical}
    assert not kannauj.registers["leave"].second
    file = folder / "registers" / "arms.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("critical = true\n", ""))
    with pytest.raises(faults.WrongValue, match="critical"):
        load(folder)


@pytest.mark.parametrize(("old", "new"), [("complaint,date", "complaint,day"), (",30", ",0")])
def test_a_limit_names_columns_of_its_register_and_days(folder: Path, old: str, new: str) -> None:
    """E605 with the line."""
    change(folder / "limits.csv", old, new)
    with pytest.raises(faults.WrongValue, match=r"limits.csv, line 2"):
        load(folder)


def test_a_district_says_how_what_is_taken_unseen_is_sampled(
    kannauj: District, folder: Path
) -> None:
    assert kannauj.sampling == Sampling()
    change(folder / "district.toml", "# जनपद", "sampling = { wrong = 0.01, most = 50 } # जनपद")
    assert load(folder).sampling == Sampling(wrong=0.01, most=50)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("crime,reported", "crimes,reported", faults.WrongValue),
        ("crime,reported", "crime,sections", faults.WrongValue),
        ("reported,result", "reported,reported", faults.WrongValue),
        ("ncr,date,action", "crime,reported,result", faults.DuplicateEntry),
        ("reported,result", "reported,", faults.MissingKey),
    ],
)
def test_a_disposal_names_a_date_and_another_column_of_its_register_once(
    folder: Path, old: str, new: str, fault: type[faults.DistrictFault]
) -> None:
    """The line is named."""
    change(folder / "disposals.csv", old, new)
    with pytest.raises(fault, match=r"disposals.csv"):
        load(folder)
