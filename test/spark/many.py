"""Searches in one session of Spark: each line of stdin is a list of arguments, each line of stdout what came of it.

Beside the report stands how many milliseconds it took.
"""

import json
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../spark"))

import search  # noqa: E402

spark = None
for line in sys.stdin:
    given = json.loads(line)
    spark = spark or search.session(search.arguments(given)[0])
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        status = search.run(spark, given, out)
        out.seek(0)
        answer = {"status": status, "stdout": out.read(), "milliseconds": round((time.monotonic() - began) * 1000)}
    print(json.dumps(answer), flush=True)
if spark is not None:
    spark.stop()
