"""Draw the window: theme, parts, frame and screens; nothing here knows the office's rules."""
