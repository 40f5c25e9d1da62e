"""Media: interviews by foreign, Hong Kong and Macao media, and press calls around delegations."""
