"""How the office runs: embedded on one machine, in containers, on a cluster."""
