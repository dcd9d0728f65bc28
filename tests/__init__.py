"""Mirrors the tree: tests/ocr/test_grid.py tests ocr/grid.py."""
