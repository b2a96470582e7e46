"""The walls of Windows: a Job Object that bounds a child's memory and ends its whole family with the parent.

Written from the documentation of `CreateJobObjectW`, `SetInformationJobObject` and
`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`; not yet run on Windows. Where it fails, the watchdog of the parent and the
watching thread of the child still stand.
"""

import ctypes
import sys

KILL_ON_CLOSE, MEMORY, NO_ERROR_BOX = 0x2000, 0x100, 0x400
_EXTENDED_LIMITS = 9
_SET_QUOTA_AND_TERMINATE = 0x0101


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_time", ctypes.c_int64), ("per_job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t), ("most_working_set", ctypes.c_size_t),
        ("most_processes", ctypes.c_uint32), ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )  # fmt: skip


class _Counters(ctypes.Structure):
    _fields_ = tuple((f"counter_{number}", ctypes.c_uint64) for number in range(6))


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic), ("counters", _Counters), ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t), ("peak_process_memory", ctypes.c_size_t), ("peak_job_memory", ctypes.c_size_t),
    )  # fmt: skip


def extended_limits(memory_bytes: int) -> ctypes.Structure:
    """Return the record that bounds each process of a job and ends the family when the job's handle closes."""
    limits = _Extended()
    limits.basic.flags = KILL_ON_CLOSE | MEMORY | NO_ERROR_BOX
    limits.process_memory = memory_bytes
    return limits


class Job:
    """A Job Object around one child; closing it ends the child and all that the child started."""

    def __init__(self, process_number: int, memory_bytes: int) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = ctypes.c_void_p
            job = kernel.CreateJobObjectW(None, None)
            limits = extended_limits(memory_bytes)
            kernel.SetInformationJobObject(
                ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            process = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, process_number)
            kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(process))
            kernel.CloseHandle(ctypes.c_void_p(process))
            self._handle = job

    def close(self) -> None:
        """End the family."""
        if sys.platform == "win32" and self._handle is not None:
            ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(self._handle))
            self._handle = None
