"""Scanners (máy quét): each driver in a process that can be killed."""
