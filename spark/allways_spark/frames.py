"""The frames of `allways expand` (docs/expand.md)."""

import json
import struct
import zlib

PROTOCOL = 2
HELLO, EXPAND, EXPANDED, MISSING, FAILED = 1, 2, 3, 4, 5

# More steps of one state cannot be told apart: a step stands in the lower bits of a number, the state in the others.
MOST_STEPS = 1 << 20

_HEAD = struct.Struct("<III")
_SUCCESSOR = struct.Struct("<III")


class Torn(Exception):
    """What has come is no frame, or not the whole of one."""


def write(stream, kind, content):
    stream.write(_HEAD.pack(len(content), kind, zlib.crc32(content)))
    stream.write(content)
    stream.flush()


def read(stream):
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise Torn("the worker has ended")
    size, kind, checksum = _HEAD.unpack(head)
    content = stream.read(size)
    if len(content) < size:
        raise Torn("the worker has ended in the middle of a frame")
    if zlib.crc32(content) != checksum:
        raise Torn("a frame does not have the checksum that it says it has")
    return kind, content


def question(states, open_, atoms):
    """The content of a frame that asks what comes of these states."""
    text = json.dumps(atoms).encode()
    parts = [struct.pack(f"<{1 + len(open_)}I", len(open_), *open_)]
    parts += [struct.pack("<I", len(text)), text, b"\0" * (-len(text) % 4), struct.pack("<I", len(states))]
    for state in states:
        parts += (struct.pack("<I", len(state) // 8), state)
    return b"".join(parts)


def missing(content):
    """The names that a worker does not know."""
    (count,) = struct.unpack_from("<I", content)
    if len(content) != 4 + count * 8:
        raise Torn("a list of names is not as long as it says")
    return {f"{high:08x}{low:08x}" for high, low in struct.iter_unpack("<II", content[4:])}


class Expanded:
    """What came of some states."""

    def __init__(self, content, count):
        self._content = content
        self._at = 0
        try:
            self._read(count)
        except (struct.error, ValueError, KeyError) as error:
            raise Torn(f"an answer cannot be read: {error}") from error

    def _read(self, count):
        (states,) = self._words(1)
        if states != count:
            raise ValueError(f"it is about {states} states, and was asked about {count}")
        self.counts = list(struct.iter_unpack("<4I", self._bytes(states * 16)))
        (findings,) = self._words(1)
        # What is decided, which of the states, and its step; -1 for the state itself.
        self.findings = [
            (watch, state, step - 1) for watch, state, step in struct.iter_unpack("<3I", self._bytes(findings * 12))
        ]
        self._read_successors()
        (size,) = self._words(1)
        more = json.loads(self._bytes(size))
        self.atoms = more["atoms"]
        self.throwing = more["throwing"]

    def _read_successors(self):
        count, words = self._words(2)
        content, at = self._content, self._at
        end = at + words * 4
        parents, steps, states, most = [], [], [], 0
        for _ in range(count):
            parent, step, names = _SUCCESSOR.unpack_from(content, at)
            after = at + 12 + names * 8
            parents.append(parent)
            steps.append(step)
            states.append(content[at + 12 : after])
            at = after
            if names > most:
                most = names
        if at != end or end > len(content):
            raise ValueError("its states are not as long as they say")
        if steps and max(steps) >= MOST_STEPS:
            raise ValueError(f"a state has more than {MOST_STEPS} steps")
        self._at = end
        self.parents, self.steps, self.states, self.most_names = parents, steps, states, most

    def _words(self, count):
        return struct.unpack(f"<{count}I", self._bytes(count * 4))

    def _bytes(self, size):
        at = self._at
        self._at += size
        if self._at > len(self._content):
            raise ValueError("it ends too early")
        return self._content[at : self._at]
