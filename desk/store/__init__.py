"""The office's memory: database, journal, index and objects on disk."""
