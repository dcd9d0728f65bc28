"""Scans are decoded next door: whatever they do there, we get a page or a fault."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from ocr.decoder import Decoder
from ocr.decoders import Limits
from ocr.faults import DecoderFailed, DecoderMissing, ScanFault
from ocr.scan import Scan, Unreadable, sha256_of
from tests import hostile, sheets

SMALL = Limits(seconds=30, memory=300_000_000)


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder(SMALL) as decoder:
        yield decoder


def child() -> psutil.Process:
    """The child of the decoder that was started last."""
    return max(
        (each for each in psutil.Process().children() if "ocr.decoders" in each.cmdline()),
        key=lambda each: (each.create_time(), each.pid),
    )


def probed(decoder: Decoder, path: Path) -> Scan:
    scan = decoder.probe(path)
    assert isinstance(scan, Scan), scan
    return scan


@pytest.mark.parametrize(("make", "code"), hostile.CODES.items())
def test_every_hostile_file_ends_in_its_fault_and_the_next_page_decodes(
    make: hostile.Maker, code: str, decoder: Decoder, tmp_path: Path
) -> None:
    assert ending(decoder, make(tmp_path)) == code
    good = sheets.good_png(tmp_path)
    assert decoder.page(good, probed(decoder, good), 1).shape == (877, 620)


def ending(decoder: Decoder, path: Path) -> str:
    """The code of the fault that a file ends in, at once or at one of its pages."""
    scan = decoder.probe(path)
    if isinstance(scan, Unreadable):
        return scan.code
    try:
        for frame in scan.frames:
            decoder.page(path, scan, frame.number)
    except ScanFault as fault:
        return fault.code
    return "none"


@pytest.mark.parametrize(
    ("make", "form", "pages"),
    [
        (sheets.good_jpeg, "jpeg", 1),
        (sheets.good_png, "png", 1),
        (sheets.good_tiff, "tiff", 3),
        (sheets.good_pdf, "pdf", 3),
    ],
)
def test_a_good_file_gives_all_its_pages_in_order(
    make: hostile.Maker, form: str, pages: int, decoder: Decoder, tmp_path: Path
) -> None:
    path = make(tmp_path)
    scan = probed(decoder, path)
    assert (scan.source, scan.format, scan.bytes) == (path.name, form, path.stat().st_size)
    assert scan.sha256 == sha256_of(path)
    assert [(f.number, f.width, f.height, f.dpi) for f in scan.frames] == [
        (number, *sheets.PAGE, sheets.DPI[0]) for number in range(1, pages + 1)
    ]
    for number in range(1, pages + 1):
        got = decoder.page(path, scan, number)
        # The ruled lines of sheet `number` begin at 20 + number and lie 40 apart.
        assert int(got.mean(axis=1)[10:50].argmin()) + 10 in range(19 + number, 23 + number)


def test_a_file_that_cannot_be_read_keeps_its_hash(decoder: Decoder, tmp_path: Path) -> None:
    path = hostile.half_tiff(tmp_path)
    found = decoder.probe(path)
    assert isinstance(found, Unreadable)
    assert (found.sha256, found.number, found.category) == (sha256_of(path), 0, "damaged")


def test_a_killed_child_is_replaced_and_no_page_pays_for_it(tmp_path: Path) -> None:
    path = sheets.good_jpeg(tmp_path)
    with Decoder() as decoder:
        scan = probed(decoder, path)
        before = decoder.page(path, scan, 1)
        killed = child()
        killed.kill()
        killed.wait()
        assert np.array_equal(decoder.page(path, scan, 1), before)


def test_a_child_that_hangs_is_ended_at_the_deadline_and_the_next_page_decodes(
    tmp_path: Path,
) -> None:
    path = sheets.good_jpeg(tmp_path)
    with Decoder(Limits(seconds=0.5)) as decoder:
        scan = probed(decoder, path)
        hanging = child()
        hanging.suspend()
        with pytest.raises(DecoderFailed):
            decoder.page(path, scan, 1)
        assert not hanging.is_running()
        assert decoder.page(path, scan, 1).shape == (877, 620)


def test_an_interrupted_page_is_never_taken_for_the_next(tmp_path: Path) -> None:
    path = sheets.good_tiff(tmp_path)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with Decoder() as decoder:
            scan = probed(decoder, path)
            expected = decoder.page(path, scan, 2)
            child().suspend()
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with pytest.raises(KeyboardInterrupt):
                decoder.page(path, scan, 1)
            assert np.array_equal(decoder.page(path, scan, 2), expected)
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_page_that_needs_more_memory_than_allowed_is_a_fault(tmp_path: Path) -> None:
    path = hostile.png(tmp_path / "large.png", 12_000, 12_000)
    with Decoder(Limits(memory=200_000_000)) as decoder:
        scan = probed(decoder, path)
        with pytest.raises(DecoderFailed):
            decoder.page(path, scan, 1)


def test_many_pages_do_not_make_the_child_grow(tmp_path: Path) -> None:
    makers = (sheets.good_tiff, sheets.good_pdf, sheets.good_png)
    paths = [make(tmp_path) for make in makers]
    with Decoder() as decoder:
        sizes = []
        for _ in range(6):
            for path in paths * 5:
                scan = probed(decoder, path)
                decoder.page(path, scan, len(scan.frames))
            sizes.append(child().memory_info().rss)
    assert sizes[-1] < sizes[1] + 4_000_000


def test_the_child_dies_with_a_parent_that_is_killed_even_when_it_hangs(tmp_path: Path) -> None:
    path = sheets.good_jpeg(tmp_path)
    program = (
        "import pathlib, sys, psutil; from ocr.decoder import Decoder; d = Decoder();"
        "d.probe(pathlib.Path(sys.argv[1])); c, = psutil.Process().children();"
        "c.suspend(); print(c.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        orphan = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
    assert psutil.wait_procs([orphan], timeout=10)[1] == []


def test_the_child_has_no_environment_and_no_file_of_ours(decoder: Decoder, tmp_path: Path) -> None:
    probed(decoder, sheets.good_jpeg(tmp_path))
    assert child().environ().keys() <= {"LC_CTYPE"}  # Python sets this one itself
    assert child().open_files() == []
    assert child().cwd() == "/"


def test_the_child_may_not_write_a_file(decoder: Decoder, tmp_path: Path) -> None:
    probed(decoder, sheets.good_jpeg(tmp_path))
    assert child().rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert child().rlimit(psutil.RLIMIT_CORE) == (0, 0)
    assert child().rlimit(psutil.RLIMIT_AS) == (SMALL.memory, SMALL.memory)


def test_a_decoder_that_cannot_start_is_no_fault_of_the_scan(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(DecoderMissing), Decoder() as decoder:
        decoder.probe(sheets.good_jpeg(tmp_path))


def test_the_child_ends_when_the_decoder_is_closed(tmp_path: Path) -> None:
    with Decoder() as decoder:
        probed(decoder, sheets.good_jpeg(tmp_path))
        ended = child()
    assert not ended.is_running()


def test_no_descriptor_is_left_behind(decoder: Decoder, tmp_path: Path) -> None:
    good, bad = sheets.good_jpeg(tmp_path), hostile.half_png(tmp_path)
    ending(decoder, good)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for path in (good, bad) * 5:
        ending(decoder, path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_limits_travel_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(SMALL)) == SMALL
