"""Keep every test's window off any display, in whichever folder it stands."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
