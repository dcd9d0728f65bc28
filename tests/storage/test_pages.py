"""A filed page comes back as the values it was filed from."""

from __future__ import annotations

from storage import filing, pages
from storage.database import opened
from storage.tables.documents import Document
from tests.storage import builders


async def test_a_filed_page_knows_its_scan_and_how_it_lies_flat(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        lease = await builders.leased("a")
        await filing.file(lease, builders.register(lease))
        document = await Document.all().get()
        found = await pages.page(document.id)
    assert found == pages.FiledPage(builders.page(lease), lease.scan, lease.path)


async def test_a_row_knows_the_boxes_of_its_cells(url: str) -> None:
    async with opened(url):
        await builders.loaded()
        lease = await builders.leased("a")
        await filing.file(lease, builders.register(lease))
        document = await Document.all().get()
        assert await pages.row(document.id, 2) == (builders.BOX,) * len(builders.ROW)
        assert await pages.row(document.id, 3) == ()


async def test_an_unknown_document_has_no_page(url: str) -> None:
    async with opened(url):
        assert await pages.page(7) is None
