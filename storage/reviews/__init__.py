"""What people do to readings: pages lent to them, their edits, how a page is settled."""
