"""Whatever lies in a folder: each bad file is named with its reason, the good ones are filed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import drawn
from tests.commands import Panji
from tests.hostile import CODES, directory, long_name, text_file

pytestmark = pytest.mark.xdist_group("prefect")

NOT_IN_A_FOLDER = {directory, long_name, text_file}
"""A folder with a scan's name is a folder, a text is passed over, and no name is that long."""


def test_every_bad_file_is_named_with_its_code_and_the_good_ones_are_filed(
    panji: Panji, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    drawn.jpeg(folder, "good.jpg", 3)
    drawn.tiff(folder, "good.tif", [4, 5])
    bad = {maker: code for maker, code in CODES.items() if maker not in NOT_IN_A_FOLDER}
    for maker in bad:
        (folder / maker.__name__).mkdir()
        maker(folder / maker.__name__)
    for language in ("en", "hi"):  # what was refused is named as well when it comes again
        done = panji.having({"PANJI_LANG": language}).digitised(folder, status=3)
        assert {one["code"] for one in done["troubles"]} == set(bad.values())
        for one in done["troubles"]:
            assert one["message"].startswith(one["code"])
            assert ("।" in one["message"]) == (language == "hi")
    filed = [(line["source"], line["page"]) for line in panji.exported("documents")]
    assert {("good.jpg", 1), ("good.tif", 1), ("good.tif", 2)} <= set(filed)
    assert panji("verify").returncode == 0


def test_the_same_page_under_two_names_is_filed_once_and_said_so(
    panji: Panji, tmp_path: Path
) -> None:
    first = drawn.jpeg(tmp_path / "in", "first.jpg", 3)
    (tmp_path / "in" / "second.jpg").write_bytes(first.read_bytes())
    done = panji.digitised(tmp_path / "in")
    assert [one["code"] for one in done["duplicates"]] == ["E107"]
    assert len(panji.exported("documents")) == 1


def test_a_folder_without_scans_is_said_to_be_one(ready: Panji, tmp_path: Path) -> None:
    text_file(tmp_path)
    done = ready("digitise", tmp_path)
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "E801")


def test_a_name_of_300_bytes_is_refused_as_a_bad_name(ready: Panji, tmp_path: Path) -> None:
    done = ready("digitise", long_name(tmp_path))
    assert done.returncode == 3
    assert "E112" in done.stdout
