"""Made-up registers and letters with known content, for the demo, the tests and training."""
