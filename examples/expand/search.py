"""A breadth-first search that keeps its states in Python, and has them expanded by `allways expand`.

    python3 search.py COMMAND ...      e.g.  python3 search.py npx allways expand model.ts

It prints one JSON document: states, transitions, depth, and how deep each property is decided. Nothing but Python's own library is
needed. The frames are described in docs/expand.md.
"""

import json
import struct
import subprocess
import sys
import zlib

HELLO, EXPAND, EXPANDED, MISSING, FAILED = 1, 2, 3, 4, 5
BATCH = 500


def beginnings(hello):
    """The initial states, and their atoms: a worker that has several says so under another name."""
    if "initials" in hello:
        return hello["initials"]
    return {"states": [hello["initial"]["state"]], "atoms": hello["initial"]["atoms"]}


class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        kind, content = self.read()
        if kind != HELLO:
            raise SystemExit("the worker does not say what it is")
        self.hello = json.loads(content)
        self.atoms = {(atom["kind"], atom["name"]): atom for atom in beginnings(self.hello)["atoms"]}

    def read(self):
        head = self.process.stdout.read(12)
        if len(head) < 12:
            raise SystemExit("the worker has ended")
        size, kind, checksum = struct.unpack("<III", head)
        content = self.process.stdout.read(size)
        if zlib.crc32(content) != checksum:
            raise SystemExit("a frame was changed on its way")
        return kind, content

    def write(self, kind, content):
        self.process.stdin.write(struct.pack("<III", len(content), kind, zlib.crc32(content)) + content)
        self.process.stdin.flush()

    def expand(self, states, open_):
        """What comes of these states. Where the worker does not know what names stand for, it is told of all of them."""
        named, atoms = set(), []
        while True:
            kind, content = self.ask(states, open_, atoms)
            if kind == FAILED:
                raise SystemExit(json.loads(content)["message"])
            if kind != MISSING:
                return Expanded(content)
            missing = {f"{high:08x}{low:08x}" for high, low in struct.iter_unpack("<II", content[4:])}
            if missing <= named:
                raise SystemExit("nobody knows what a name stands for")
            named |= missing
            atoms = self.closure(named)

    def ask(self, states, open_, atoms):
        text = json.dumps(list(atoms)).encode()
        parts = [struct.pack("<I", len(open_)), *(struct.pack("<I", number) for number in open_)]
        parts += [struct.pack("<I", len(text)), text, b"\0" * (-len(text) % 4), struct.pack("<I", len(states))]
        for state in states:
            parts += [struct.pack("<I", len(state) // 8), state]
        self.write(EXPAND, b"".join(parts))
        return self.read()

    def closure(self, names):
        """The atoms of these names, with all that they are made from."""
        found = {}
        rest = [key for key in self.atoms if key[1] in names]
        while rest:
            key = rest.pop()
            if key in found:
                continue
            found[key] = atom = self.atoms[key]
            if "from" in atom.get("way", {}):
                rest.append((key[0], atom["way"]["from"]))
        return found.values()

    def learn(self, atoms):
        for atom in atoms:
            known = self.atoms.setdefault((atom["kind"], atom["name"]), atom)
            if known["text"] != atom["text"]:
                raise SystemExit(f"two values have the name {atom['name']}")


class Expanded:
    def __init__(self, content):
        self.content = content
        self.at = 0
        self.transitions = [self.words(4)[0] for _ in range(self.word())]
        self.findings = [self.words(3) for _ in range(self.word())]
        count, _ = self.words(2)
        self.successors = []
        for _ in range(count):
            parent, step, names = self.words(3)
            self.successors.append((parent, step, content[self.at : self.at + names * 8]))
            self.at += names * 8
        size = self.word()
        self.atoms = json.loads(content[self.at : self.at + size])["atoms"]

    def words(self, count):
        self.at += 4 * count
        return struct.unpack_from(f"<{count}I", self.content, self.at - 4 * count)

    def word(self):
        return self.words(1)[0]


def search(command):
    worker = Worker(command)
    watched = worker.hello["watched"]
    level = [
        b"".join(struct.pack("<II", int(name[:8], 16), int(name[8:], 16)) for name in names)
        for names in beginnings(worker.hello)["states"]
    ]
    seen = set(level)
    depth, transitions, decided = 0, 0, {}
    while level:
        open_ = [number for number in range(len(watched)) if number not in decided]
        found = []
        for at in range(0, len(level), BATCH):
            answer = worker.expand(level[at : at + BATCH], open_)
            worker.learn(answer.atoms)
            transitions += sum(answer.transitions)
            for number, _, step in answer.findings:
                decided[number] = min(decided.get(number, depth + 1), depth + (step > 0))
            for _, _, state in answer.successors:
                if state not in seen:
                    seen.add(state)
                    found.append(state)
        level = found
        depth += 1 if found else 0
    return {
        "distinctStates": len(seen),
        "transitions": transitions,
        "depth": depth,
        "decided": {
            watched[number]["name"]: steps
            for number, steps in sorted(decided.items())
            if not watched[number]["isPremise"]
        },
    }


if __name__ == "__main__":
    print(json.dumps(search(sys.argv[1:])))
