"""`allways check` on Apache Spark: see README.md, which stands beside this file.

    spark-submit search.py --model model.ts --dir hdfs:///searches/one [--variant v] [...]
"""

import argparse
import atexit
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = "allways_spark"


def arguments(given):
    parser = argparse.ArgumentParser(
        prog="search.py",
        description="Checks a model with its states on Spark. Other options are those of allways check: --first, --json, ...",
        allow_abbrev=False,
    )
    parser.add_argument("--model", required=True, help="the model's file, where driver and executors find it")
    parser.add_argument("--dir", required=True, help="a folder that all machines reach: hdfs://, s3a://, file://")
    parser.add_argument("--variant")
    parser.add_argument("--set", action="append", default=[], metavar="name=value")
    parser.add_argument("--without", action="append", default=[], metavar="assumption")
    parser.add_argument("--property", action="append", default=[], metavar="name")
    parser.add_argument("--report", metavar="file", help="write the report there, on the driver, and not to stdout")
    parser.add_argument("--allways", default="npx allways", help="the command on the executors (default: npx allways)")
    parser.add_argument("--driver-allways", help="the command on the driver's machine, if it is another one")
    parser.add_argument("--buckets", type=int, help="parts of all states, by content (default: two for each core)")
    parser.add_argument("--part", type=int, default=50_000, help="states of a task that expands (default: 50000)")
    parser.add_argument("--batch", type=int, default=1000, help="states that a worker gets at once (default: 1000)")
    parser.add_argument("--max-kept", default="512MB", help="what a worker may remember (default: 512MB)")
    return parser.parse_known_args(given)


def session(options):
    from pyspark.sql import SparkSession

    settings = {
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": options.dir.rstrip("/") + "/warehouse",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(options.batch),
        "spark.sql.parquet.compression.codec": "zstd",
        # Python and Java wait for each other for 15 seconds only: on a machine that is busy, or stood still, a search would end.
        "spark.python.authenticate.socketTimeout": "10m",
    }
    builder = SparkSession.builder.appName(f"allways {os.path.basename(options.model)}")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    if os.path.isdir(os.path.join(HERE, PACKAGE)):
        spark.sparkContext.addPyFile(packed())
    return spark


def packed():
    """The package beside this file, as the executors get it. Where it is not beside it, it has come by --py-files."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shutil.make_archive(os.path.join(folder, PACKAGE), "zip", HERE, PACKAGE)


class Search:
    """Answers what `allways check` asks of whoever keeps its states."""

    def __init__(self, spark, options, asked):
        self.spark = spark
        self.options = options
        self.asked = asked
        """What of the model is asked, in the words of the command line."""
        self.levels = None
        self.identity = None
        self.name = uuid.uuid4().hex

    def answer(self, question):
        ask = question.pop("ask")
        if ask == "saved":
            return {"answer": self.open(question["hello"])}
        if ask == "expand":
            return self.levels.expand(question["from"], question["end"], question["open"], question["keeps"])
        asks = {
            "begin": self.levels.begin,
            "endLevel": self.levels.end_level,
            "save": self.levels.save,
            "reached": self.levels.reached,
            "countReachedFrom": self.levels.count_reached_from,
            "countAtoms": self.levels.count_atoms,
            "bytes": self.levels.folder.bytes,
        }
        return {"answer": asks[ask](**question)}

    def open(self, hello):
        from allways_spark import folder, levels

        self.identity = hello["identity"]
        cores = self.spark.sparkContext.defaultParallelism
        place = folder.Folder(self.spark, self.options.dir)
        buckets = self.options.buckets or 2 * cores
        self.levels = levels.Levels(self.spark, place, self.task, buckets, self.options.part)
        self.spark.conf.set("spark.sql.shuffle.partitions", str(self.levels.buckets))
        return {"saved": self.levels.saved, "where": self.options.dir}

    def task(self, **of_level):
        from allways_spark import worker

        command = [*shlex.split(self.options.allways), "expand", *self.asked, "--max-kept", self.options.max_kept]
        return worker.Task(command=tuple(command), identity=self.identity, search=self.name, **of_level)


def home(model):
    """The folder in which the driver finds the model: its own, or that in which Spark has unpacked archives for it, if the model came in one."""
    from pyspark import SparkFiles

    unpacked = SparkFiles.getRootDirectory()
    return unpacked if not os.path.exists(model) and os.path.exists(os.path.join(unpacked, model)) else None


def lead(search, command, out=None):
    """Runs `allways check`, and answers it until it ends. Returns its exit status."""
    folder = home(search.options.model)
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            over = ["--store-over", str(theirs.fileno())]
            process = subprocess.Popen([*command, *over], pass_fds=[theirs.fileno()], stdout=out, cwd=folder)
        lines = ours.makefile("rw", encoding="utf8")
        for line in lines:
            try:
                answer = search.answer(json.loads(line))
            except Exception as error:  # whatever it is, the search ends with it, and says so
                answer = {"error": sentence(error)}
            lines.write(json.dumps(answer) + "\n")
            lines.flush()
    return process.wait()


def sentence(error):
    """What is wrong, without the stacks of Java and Python."""
    if isinstance(error, (EOFError, ConnectionError)):
        return "Spark has given up: its driver does not answer any more. Levels that were whole are kept: go on with --resume"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    own = [line for line in lines if line.startswith(f"{PACKAGE}.")]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    first = lines[0] if lines else type(error).__name__
    text = own[-1].split(": ", 1)[-1] if own else causes[-1].removeprefix("Caused by: ") if causes else first
    return f"Spark has given up: {text}"


def run(spark, given, out=None):
    """One search, whose report goes to `out`. Returns its exit status."""
    options, rest = arguments(given)
    asked = [options.model]
    for name in ("variant", "set", "without", "property"):
        values = getattr(options, name) or []
        for value in [values] if isinstance(values, str) else values:
            asked += [f"--{name}", value]
    command = [*shlex.split(options.driver_allways or options.allways), "check", *asked, *rest]
    search = Search(spark, options, asked)
    if options.report is None:
        return lead(search, command, out)
    with open(options.report, "w", encoding="utf8") as report:
        return lead(search, command, report)


def main():
    options, _ = arguments(sys.argv[1:])
    spark = session(options)
    # Ctrl-C is for `allways check`: it ends the search with the level.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status = run(spark, sys.argv[1:])
    finally:
        spark.stop()
    sys.exit(status)


if __name__ == "__main__":
    main()
