"""The safety headers that every answer must have, whatever it is: a page, an error, a redirect, a download."""

PAGE = {"default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"}
FILE = {"default-src 'none'", "sandbox"}


def unguarded(answer) -> list[str]:
    """What an answer lacks, in words; empty when it is safe. No cache may keep it."""
    told = {name.lower(): value for name, value in answer.headers.items()}
    policy = set(told.get("content-security-policy", "").split("; "))
    required = {
        "content-security-policy": (policy >= PAGE or policy >= FILE) and "unsafe" not in str(policy),
        "x-content-type-options": told.get("x-content-type-options") == "nosniff",
        "referrer-policy": told.get("referrer-policy") == "same-origin",
        "x-frame-options": told.get("x-frame-options") == "DENY",
        "cross-origin-opener-policy": told.get("cross-origin-opener-policy") == "same-origin",
        "cross-origin-resource-policy": told.get("cross-origin-resource-policy") == "same-origin",
        "permissions-policy": "camera=()" in told.get("permissions-policy", ""),
        "cache-control": "no-store" in told.get("cache-control", "") and "private" in told.get("cache-control", ""),
    }
    return [f"{name}: {told.get(name)}" for name, held in required.items() if not held]
