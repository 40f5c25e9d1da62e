"""Consular: who is abroad, who is in distress there, and what is dangerous where."""
