"""What people made of readings teaches the network: the lessons, and the weights that they gave."""
