"""``make test``: run the tests on a fast embedded PostgreSQL, or on ``DATABASE_URL`` when it is set.

What was skipped, and why, stands at the end of pytest's own report (``-ra``).
"""

import os
import subprocess
import sys

from local.folders import ROOT, data_folder
from local.postgres import ServerError, throwaway_server


def main() -> int:
    environment = dict(os.environ)
    server = None
    if not environment.get("DATABASE_URL"):
        server = throwaway_server(data_folder())
        # The port of ``make up`` is not for a second server.
        os.environ.pop("PG_PORT", None)
        try:
            server.start()
        except ServerError as problem:
            print(problem, file=sys.stderr)
            return 1
        environment["DATABASE_URL"] = server.url
    try:
        return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130
    finally:
        if server is not None:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
