"""Page workers: processes are the only parallelism."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from flows import processes


def threads() -> int:
    """The threads of this process after it reckoned with matrices."""
    whole = np.ones((600, 600), np.float32)
    assert float((whole @ whole)[0, 0]) == 600
    return len(list(Path("/proc/self/task").iterdir()))


def test_a_worker_reckons_on_one_thread() -> None:
    with processes.made(1) as pool:
        assert pool.submit(threads).result() == 1
