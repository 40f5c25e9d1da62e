"""Exchanges, tested."""
