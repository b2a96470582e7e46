"""Nouns of the office and their rules (danh từ của quầy): pure values, no side effects."""
