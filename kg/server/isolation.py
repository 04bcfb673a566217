"""Takes from a process what answering a query never needs: the network, and memory without end. Does nothing but on Linux."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

_MIB = 1 << 20
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # the second: fail with EACCES
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCHITECTURES = {  # AUDIT_ARCH, and the numbers of socket, connect, and io_uring_setup, which could do either unseen
    "x86_64": (0xC000003E, (41, 42, 425)),
    "aarch64": (0xC00000B7, (198, 203, 425)),
}
_X32 = 0x40000000  # x86_64's second set of numbers, denied whole


def forbid_network() -> bool:
    """Make every new socket fail in this process and whatever it starts, for good; say whether the system allows that.

    A seccomp filter (https://docs.kernel.org/userspace-api/seccomp_filter.html) needs no privilege and holds in containers too.
    """
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES:
        return False
    architecture, numbers = _ARCHITECTURES[platform.machine()]
    count = len(numbers)  # each jump says how many steps to pass over on yes, and on no; the last step denies
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_JUMP_IF_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_JUMP_IF_AT_LEAST, count + 1, 0, _X32),
        *((_JUMP_IF_EQUAL, count - n, 0, number) for n, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def limit_memory(mebibytes: int) -> None:
    """Let this process have that much memory of its own and no more; an allocation beyond it ends the process."""
    if sys.platform != "linux":
        return
    import resource

    limit = mebibytes * _MIB
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))  # not the address space: threads reserve far more of it than they use
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
