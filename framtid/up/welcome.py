"""What `make run` says when everything runs."""

from collections import defaultdict


def welcome(address: str, accounts: list[tuple[str, str, str]], password: str) -> str:
    """The address, and – when the demonstration is loaded – whom one can sign in as.

    accounts: (e-mail, role, city). Accounts that differ only in the city are shown as one line.
    """
    lines = ["", f"  Framtid  →  {address}", ""]
    if accounts:
        width = max(len(email) for email, _, _ in accounts)
        by_role = defaultdict(list)
        for email, role, place in accounts:
            by_role[role].append((email, place))
        for role, ((email, place), *others) in by_role.items():
            more = f", and so in {len(others)} more cities" if others else ""
            lines.append(f"  {email:<{width}}  {role}, {place}{more}")
        lines += ["", f"  Password for all of them: {password}", ""]
    lines.append("  Ctrl-C stops everything.")
    return "\n".join([*lines, ""])
