"""Lines that a person draws are the table's, whatever the machine would find."""

from ocr.ink import Grey
from ocr.layout import lay_out, rulings
from ocr.leaf import FlatLeaf, laid, leaves
from ocr.ruling import Ruling
from ocr.scan import Frame
from tests.ocr import drawn

XS, YS = [120, 260, 520, 900, 1120], list(range(260, 1300, 70))


def flat(page: Grey) -> tuple[FlatLeaf, ...]:
    height, width = page.shape
    return leaves(page, Frame(1, width, height, 150), "0" * 64)[1]


def test_the_lines_found_are_those_on_the_paper() -> None:
    (found,) = rulings(flat(drawn.register(XS, YS)))
    assert [len(found.xs), len(found.ys)] == [len(XS), len(YS)]
    near = [abs(a - b) for a, b in zip(found.ys, YS, strict=True)]
    assert max(near) - min(near) < 6


def test_a_table_laid_out_by_the_lines_found_has_the_cells_it_had() -> None:
    page = flat(drawn.register(XS, YS))
    machine, told = lay_out(page), lay_out(page, rulings(page))
    assert [len(row) for row in told.rows] == [len(row) for row in machine.rows]
    assert told.rows[3][2].box.overlap(machine.rows[3][2].box) > 0.98


def test_a_line_left_out_joins_two_columns_and_a_stretch_that_is_no_row_has_no_cells() -> None:
    page = flat(drawn.register(XS, YS))
    (found,) = rulings(page)
    fewer = Ruling(0, (*found.xs[:2], *found.xs[3:]), found.ys, (4,), heading=False)
    told = lay_out(page, [fewer])
    assert {len(row) for row in told.rows} == {3}
    assert len(told.rows) == len(YS) - 2
    assert told.heading is False


def test_a_page_said_to_have_no_table_has_lines_only() -> None:
    told = lay_out(flat(drawn.register(XS, YS)), [])
    assert told.rows == ()
    assert told.lines


def test_a_page_laid_flat_again_is_as_it_was() -> None:
    pixels = drawn.register(XS, YS)
    height, width = pixels.shape
    page, once = leaves(pixels, Frame(1, width, height, 150), "0" * 64)
    assert (laid(pixels, page)[0].bare == once[0].bare).all()


def test_a_turn_that_was_told_counts_before_the_strokes() -> None:
    pixels = drawn.register(XS, YS)
    height, width = pixels.shape
    page, _ = leaves(pixels, Frame(1, width, height, 150), "0" * 64, 90)
    assert page.turned == 90
    assert sum(leaf.mesh.width for leaf in page.leaves) > page.leaves[0].mesh.height
