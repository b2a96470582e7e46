"""Whether a folder that this machine watches can be worked with (thư mục nhận tệp)."""

import os
from pathlib import Path
from typing import Literal

FolderState = Literal["ready", "missing", "shut"]
"""Files in it can be taken and put away; it is not there; it may not be written."""


def folder_state(folder: Path) -> FolderState:
    """Tell how a folder stands now."""
    if not folder.is_dir():
        return "missing"
    return "ready" if os.access(folder, os.R_OK | os.W_OK | os.X_OK) else "shut"
