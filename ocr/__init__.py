"""From a scan as received to a recognised page: decode, flatten, clean, find rows, read."""
