"""What the screens show, without widgets: one object per screen, one `changed` signal, verbs as methods."""
