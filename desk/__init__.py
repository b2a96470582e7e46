"""The counter (quầy): what the commune office does, without a window."""
