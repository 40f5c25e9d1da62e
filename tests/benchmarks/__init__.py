"""Speed, measured: run by hand, never asserted."""
