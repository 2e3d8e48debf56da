"""`python framtid/up/ask.py URL`: does the address answer that all is well? For health checks of containers.

Asks as a visitor who came through the proxy: by an allowed host name, over https.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 5  # seconds


def well(url):
    host = os.environ.get("FRAMTID_HOSTS", "localhost").replace(",", " ").split()[0].lstrip(".")
    request = Request(url, headers={"Host": host, "X-Forwarded-Proto": "https"})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if well(sys.argv[1]) else 1)
