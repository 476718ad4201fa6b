"""What Spark's executors do with a worker that forgets, and after another search: python3 forgetful.py HOW. It prints what comes of it.

As `python3 forgetful.py worker HOW`, it is that worker.
"""

import json
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../spark"))

from allways_spark import frames, worker  # noqa: E402

A, B, C, LOST = ("a" * 16, "b" * 16, "c" * 16, "d" * 16)

# What the worker misses, question by question.
MISSING = {"forgets": [[A, B], [C], [A]], "loses": [[A, LOST], [LOST]]}


def atom(name):
    return {"kind": "packet", "name": name, "text": name}


def be_worker(how):
    frames.write(
        sys.stdout.buffer, frames.HELLO, json.dumps({"protocol": frames.PROTOCOL, "identity": "made up"}).encode()
    )
    missing = iter(MISSING[how])
    told = []
    while True:
        try:
            _, content = frames.read(sys.stdin.buffer)
        except frames.Torn:
            return
        (size,) = struct.unpack_from("<I", content, 4)
        told.append(sorted(each["name"][0] for each in json.loads(content[8 : 8 + size])))
        names = next(missing, None)
        # The worker of this test forgets what it was told, and then misses it again: it must be told again.
        if names is not None and any(name[0] not in told[-1] for name in names):
            words = [struct.pack("<II", int(name[:8], 16), int(name[8:], 16)) for name in names]
            frames.write(sys.stdout.buffer, frames.MISSING, struct.pack("<I", len(names)) + b"".join(words))
        else:
            text = json.dumps({"atoms": [], "throwing": [{"state": 0, "step": 0, "told": told}]}).encode()
            padded = text + b" " * (-len(text) % 4)
            content = struct.pack("<I4I", 1, 0, 0, 0, 0) + struct.pack("<III", 0, 0, 0)
            frames.write(sys.stdout.buffer, frames.EXPANDED, content + struct.pack("<I", len(padded)) + padded)


class Broadcast:
    """Each search numbers its own from 0."""

    def __init__(self, *names):
        self.value = (0, [atom(name) for name in names])


def known_after_another_search():
    worker.Atoms.of("a search", [Broadcast(A)])
    atoms = worker.Atoms.of("another search, of the same model", [Broadcast(B)])
    return [each["name"] for each in atoms.closure({A, B})]


def main(how):
    if how == "begins":
        print(json.dumps(known_after_another_search()))
        return
    asked = worker.Worker.of((sys.executable, os.path.abspath(__file__), "worker", how), "made up")
    try:
        expanded, _ = asked.ask([b"\0" * 8], [], worker.Atoms.of("a search", [Broadcast(A, B, C)]))
        print(json.dumps(expanded.throwing[0]["told"]))
    except worker.WorkerError as error:
        print(error)
    finally:
        asked.stop()


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        be_worker(sys.argv[2])
    else:
        main(sys.argv[1])
