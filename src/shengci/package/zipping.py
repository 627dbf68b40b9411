"""The zip file of a package, in which nothing depends on the day or the computer."""

import os
import secrets
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from shengci.errors import PackageError


def write_zip(path: Path, members: dict[str, bytes]) -> int:
    """Put a zip file of the members in the place of `path` at one stroke; return its size.

    Raises:
        PackageError: the system does not let us.
    """
    target = path.resolve()  # a link goes on pointing at the file
    temporary = target.with_name(f".shengci-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            with zipfile.ZipFile(file, "w") as package:
                for name in sorted(members):
                    package.writestr(_member(name), members[name])
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        return target.stat().st_size
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):  # in place by now, or never made
            temporary.unlink()


def _member(name: str) -> zipfile.ZipInfo:
    """Return the head of a zip member, the same on every day and system."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix
    info.external_attr = 0o644 << 16
    return info


def cannot_write(path: Path, error: OSError) -> PackageError:
    """Return the error for a file the system does not let us write."""
    cure = f"allow writing in {path.parent}" if isinstance(error, PermissionError) else "make room"
    problem = error.strerror or error
    return PackageError(
        f"{path}: can't be written ({problem}): {cure} or name another output with -o"
    )
