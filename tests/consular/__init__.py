"""The consular service, tried."""
