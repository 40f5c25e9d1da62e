"""One day at the office, from a readable case file: `make demo`."""
