"""The crisis: an earthquake abroad, 100,000 people on the register, relatives who call under every spelling."""
