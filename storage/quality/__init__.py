"""What keeps readings right: second keying, arbitration, samples, gates, carpets, proposals."""
