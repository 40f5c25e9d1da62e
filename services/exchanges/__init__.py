"""Exchanges: partner cities, Hong Kong and Macao, and cooperation projects in eight fields."""
