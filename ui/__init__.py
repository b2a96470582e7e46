"""The window (cửa sổ): Qt, Vietnamese first; shows the desk and decides nothing."""
