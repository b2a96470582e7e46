"""Offer the small widgets every screen is made of, each in one file."""
