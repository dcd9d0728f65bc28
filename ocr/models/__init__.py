"""The weights that ship with the product, and what is known of them."""

from __future__ import annotations

from pathlib import Path

WEIGHTS = Path(__file__).with_name("lipi.onnx")
"""The network of the engine `lipi`."""
