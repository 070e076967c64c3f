"""python -m benchmarks.mastery DATA [--tune]: the mastery model beside its rivals, on public logs of answers.

DATA: a folder of folders, each with train_valid.csv and test.csv as pyKT prepares them. Ends with 1 where a
target is missed. It says whether the arithmetic is sound; of creative skills it says nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from benchmarks.tracing.logs import logs
from config import apart


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mastery", description=__doc__)
    parser.add_argument("data", type=Path, help="a folder of logs")
    parser.add_argument("--tune", action="store_true", help="search the constants on the training folds")
    options = parser.parse_args(arguments)
    try:
        found = logs(options.data)
    except ValueError as error:
        parser.error(str(error))
    with TemporaryDirectory(prefix="greenroom-bench-") as folder:
        # The site's functions come with its settings; no database is touched.
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", **apart.environment(Path(folder))}
        django.setup()
        from benchmarks.tracing.report import report, search

        if options.tune:
            for log in found:
                search(log)
            return 0
        met = [report(log) for log in found]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
