"""Files come in as they are, or not at all; what is no scan leaves nothing behind."""

from __future__ import annotations

import http.client
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import sheets
from tests.review.conftest import log_in
from tests.review.desk import ask
from tests.review.site import Site

PNG = b"\x89PNG\r\n\x1a\n"


def posted(page: Page, site: Site, path: str, **sent: Any) -> tuple[int, dict[str, Any]]:
    """Status and answer of a request with the page's token."""
    token = page.locator("body").get_attribute("data-csrf") or ""
    answer = page.request.post(f"{site.address}{path}", headers={"x-csrf": token}, **sent)
    return answer.status, answer.json()


def batch(page: Page, site: Site) -> int:
    status, answer = posted(page, site, "/api/uploads", data={"office": "KNJ-TIR"})
    assert status == 200, answer
    return int(answer["batch"])


@pytest.fixture
def operator(page: Page, site: Site) -> Page:
    """The operator of थाना तिर्वा at his first screen."""
    log_in(page, site, "scan")
    page.goto(f"{site.address}/scans")
    return page


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("../../../etc/cron.d/x.png", PNG, "E112"),
        ("..\\..\\x.png", PNG, "E112"),
        (".hidden.png", PNG, "E112"),
        ("a\u202egnp.png", PNG, "E112"),
        ("क" * 80 + ".png", PNG, "E112"),
        ("page.svg", b"<svg/>", "E103"),
        ("page.exe", b"MZ", "E103"),
        ("page.png", b"<script>alert(1)</script>", "E103"),
        ("page.png", b"PK\x03\x04", "E103"),
        ("page.png", b"", "E101"),
        ("page", PNG, "E103"),
    ],
)
def test_what_is_no_scan_or_no_plain_name_is_refused_by_name_and_kept_nowhere(
    operator: Page, site: Site, name: str, content: bytes, code: str
) -> None:
    number = batch(operator, site)
    path = f"/api/uploads/{number}/files"
    token = operator.locator("body").get_attribute("data-csrf") or ""
    answer = operator.request.post(
        f"{site.address}{path}", params={"name": name}, data=content, headers={"x-csrf": token}
    )
    assert answer.status == 422
    assert code in answer.json()["message"]
    left = site.home / "inbox" / str(number)
    assert not left.exists() or not list(left.iterdir())


def test_files_of_one_name_are_both_kept(operator: Page, site: Site, tmp_path: Path) -> None:
    number = batch(operator, site)
    for picture in (sheets.sheet(1), sheets.sheet(2)):
        picture.save(tmp_path / "page.png")
        path = f"/api/uploads/{number}/files?name=page.png"
        status, _ = posted(operator, site, path, data=(tmp_path / "page.png").read_bytes())
        assert status == 200
    kept = {one.name for one in (site.home / "inbox" / str(number)).iterdir()}
    assert kept == {"page.png", "page (2).png"}


def test_a_batch_is_opened_only_for_ones_own_offices(operator: Page, site: Site) -> None:
    for office in ("KNJ-CHM", "KNJ", "nowhere", "", None):
        status, _ = posted(operator, site, "/api/uploads", data={"office": office})
        assert status == 422, office


def test_a_batch_of_another_office_is_as_if_it_were_not_there(page: Page, site: Site) -> None:
    log_in(page, site, "lead")
    status, answer = posted(page, site, "/api/uploads", data={"office": "KNJ-CHM"})
    assert status == 200
    theirs = answer["batch"]
    page.get_by_role("button", name="Log out").click()
    log_in(page, site, "scan")
    page.goto(f"{site.address}/scans")
    expect(page.get_by_role("link", name=f"Batch {theirs}", exact=True)).to_have_count(0)
    assert page.request.get(f"{site.address}/scans/{theirs}").status == 404
    path = f"/api/uploads/{theirs}/files?name=a.png"
    assert posted(page, site, path, data=PNG)[0] == 404
    assert posted(page, site, f"/api/uploads/{theirs}/start")[0] == 404
    assert posted(page, site, f"/api/batches/{theirs}/move", data={"entry": 1, "by": 1})[0] == 404


def test_more_than_the_limit_is_refused_before_it_is_taken(operator: Page, site: Site) -> None:
    number = batch(operator, site)
    token = operator.locator("body").get_attribute("data-csrf") or ""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in operator.context.cookies())
    host = site.address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("POST", f"/api/uploads/{number}/files?name=a.png")
    told = {"x-csrf": token, "cookie": cookies, "content-length": str(600 << 20)}
    for header, value in told.items():
        connection.putheader(header, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_scans_that_were_dropped_are_digitised_and_bad_ones_are_told_with_their_reason(
    operator: Page, site: Site, tmp_path: Path
) -> None:
    """One real page, one picture that would fill the memory, one file that is none."""
    operator.set_input_files("#files", _mixed(site, tmp_path))
    operator.locator("#upload [name=kind]").select_option("history")
    operator.get_by_role("button", name="Send and read").press("Enter")
    expect(operator.locator("#refused")).to_contain_text("none.png was not taken. E103")
    expect(operator.locator("#sending")).to_contain_text("2 files sent")
    operator.reload()
    row = operator.locator("#batches tbody tr").first
    expect(row).to_contain_text("being read")
    expect(row.locator("td").last).to_contain_text("done", timeout=240_000)
    counted = [int(cell.inner_text()) for cell in row.locator("td.n").all()]
    assert counted[0] == sum(counted[1:]) == 2
    assert counted[3] == 1
    number = int(row.locator("a").inner_text().removeprefix("Batch "))
    assert not (site.home / "inbox" / str(number)).exists()
    row.locator("a").press("Enter")
    expect(operator.locator("#tiles li")).to_have_count(2)
    expect(operator.locator("#tiles")).to_contain_text("E105")
    ((hints,),) = ask(site, "SELECT hints FROM batches WHERE id = ?", number)
    assert "history" in hints
    assert ask(site, "SELECT actor FROM batches WHERE id = ?", number) == [("scan",)]


def _mixed(site: Site, folder: Path) -> list[Path]:
    """A page that was not received before, a bomb, and what is no picture."""
    (good,) = (site.home / "demo").glob("r002*.jpg")
    return [
        sheets.written(folder / "नया पृष्ठ.jpg", good.read_bytes() + b"\0"),
        sheets.written(folder / "bomb.png", _bomb()),
        sheets.written(folder / "none.png", b"nothing"),
    ]


def _bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 × 60,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
