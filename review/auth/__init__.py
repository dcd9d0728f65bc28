"""Who is asking: passwords, sessions, one-time codes, and what slows guessing down."""
