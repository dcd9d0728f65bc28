"""Lines made up in many faces and worn like old scans teach a network of our own to read."""
