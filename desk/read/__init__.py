"""The reading room: runs the functions of `ocr` in limited worker processes."""
