"""Which account the servers run as: PostgreSQL refuses root, so root's servers run as nobody."""

import os
import pwd
import stat
from pathlib import Path

from framtid.up.trouble import Trouble


def server_account() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def as_server() -> dict:
    """Arguments for Popen that make a child run as the servers' account."""
    if os.getuid() != 0:
        return {}
    account = server_account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def shared_folder(path: Path) -> None:
    """A folder for both accounts to walk through: ours, readable by all when we are root."""
    path.mkdir(parents=True, exist_ok=True)
    if os.getuid() == 0:
        path.chmod(0o755)


def private_folder(path: Path) -> None:
    """A folder that only the servers' account may enter.

    Errors: Trouble if somebody else made it first; a name in /tmp can be guessed.
    """
    account = server_account()
    try:
        path.mkdir(mode=0o700)
        os.chown(path, account.pw_uid, account.pw_gid)
    except FileExistsError:
        pass
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.pw_uid or found.st_mode & 0o077:
        raise Trouble(f"{path} belongs to somebody else or is open to others: remove it and start again")


def own_name() -> str:
    return pwd.getpwuid(os.getuid()).pw_name
