"""Runs every measurement: `python -m bench`, which is `make bench`."""

import sys

from bench import search

if __name__ == "__main__":
    sys.exit(search.main())
