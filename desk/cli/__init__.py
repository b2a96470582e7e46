"""The `saoy` command: the proof that everything can be done without the window."""
