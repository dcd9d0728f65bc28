"""Clean pages become old scans: ink, marks, paper, geometry, light and scanner, in that order."""
