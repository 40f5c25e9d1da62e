"""Approvals: official visits abroad, and invitations to foreign guests."""
