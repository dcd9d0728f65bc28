"""Benchmarks: run by hand, peers measured in the same run, ratios told."""
