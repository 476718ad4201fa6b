"""What runs on the executors: states go to a process `allways expand`, and what comes of them goes back as rows."""

import json
import subprocess
import tempfile
from dataclasses import dataclass, field

from . import frames

# What a row is: a state, or a note on what else a worker has said. Notes travel with the states, so that they are there
# exactly if the states are, however often a task is done again.
STATE, NOTE = 0, 1

SCHEMA = "kind tinyint, content binary, via bigint"

# How often a worker is started for one question.
STARTS = 4

# Seconds that a worker has to end, once its input has.
GRACE = 5

# The exit status of a worker that says what is wrong: it would say so again.
MISTAKE = 2

# Bytes of what a worker has said last that are told.
SAID = 2000


class WorkerError(Exception):
    """No worker can answer."""


@dataclass(frozen=True)
class Task:
    """What is asked of the states of a level."""

    command: tuple
    identity: str
    search: str
    """A name that no other search in the session has, nor the same one when it goes on."""
    open: tuple
    keeps: bool
    offsets: tuple
    """Per part of the level, the rank of its first state."""
    first: int
    end: int
    atoms: tuple = field(repr=False)
    """Broadcasts, each a list of atoms."""


class Worker:
    """A process that expands states. It is kept from one task to the next; if it ends, another one is asked the same."""

    kept = None
    """The last one: a session may have many searches, and each process takes memory."""

    @classmethod
    def of(cls, command, identity):
        worker = cls.kept
        if worker is None or (worker.command, worker.identity) != (command, identity):
            if worker is not None:
                worker.stop()
            worker = cls.kept = cls(command, identity)
        return worker

    def __init__(self, command, identity):
        self.command = command
        self.identity = identity
        self.process = None
        self.errors = None

    def start(self):
        self.stop()
        self.errors = tempfile.TemporaryFile()
        try:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
            )
        except OSError as error:
            raise WorkerError(f"{self.command[0]} cannot be started: {error.strerror}") from error
        kind, content = frames.read(self.process.stdout)
        hello = json.loads(content) if kind == frames.HELLO else {}
        if hello.get("protocol") != frames.PROTOCOL:
            raise WorkerError("the worker is of another version of allways")
        if hello["identity"] != self.identity:
            raise WorkerError("the worker has another model, or another version of it or of allways, than the driver")

    def stop(self):
        """Ends the process. Returns how it has ended, and what it has said of it."""
        process, self.process = self.process, None
        if process is None:
            return None, ""
        # A worker ends with its input; if it has something to say of it, it does so first.
        try:
            process.stdin.close()
        except OSError:
            pass
        try:
            status = process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        process.stdout.close()
        self.errors.seek(max(0, self.errors.seek(0, 2) - SAID))
        return status, self.errors.read().decode(errors="replace").strip()

    def ask(self, states, open_, atoms):
        """What comes of these states, or what is wrong with one of them, as (its number, message)."""
        why = None
        for _ in range(STARTS):
            try:
                if self.process is None:
                    self.start()
                return self._ask(states, open_, atoms)
            except (frames.Torn, OSError, ValueError) as error:
                status, said = self.stop()
                if status == MISTAKE:
                    raise WorkerError(said.removeprefix("allways: ")) from error
                why = f"{error} {said}".strip()
        raise WorkerError(f"workers end again and again: {why}")

    def _ask(self, states, open_, atoms):
        # A worker may forget at any time: so it is told of all that was missing so far, not only of what was missing last.
        named, told = set(), []
        while True:
            frames.write(self.process.stdin, frames.EXPAND, frames.question(states, open_, told))
            kind, content = frames.read(self.process.stdout)
            if kind != frames.MISSING:
                return self._answer(kind, content, len(states))
            missing = frames.missing(content)
            if missing <= named:
                name = min(missing, default="a name")
                raise WorkerError(f"nobody knows what {name} stands for: a level is damaged")
            named |= missing
            told = atoms.closure(named)

    @staticmethod
    def _answer(kind, content, count):
        if kind == frames.EXPANDED:
            return frames.Expanded(content, count), None
        if kind == frames.FAILED:
            failed = json.loads(content)
            if failed["state"] is None:
                raise WorkerError(failed["message"])
            return None, (failed["state"], failed["message"])
        raise frames.Torn(f"there is no frame of the kind {kind}")


class Atoms:
    """What is known of names, as it was broadcast."""

    kept = None
    """Those of the search that was here last. Another one numbers its broadcasts anew."""

    @classmethod
    def of(cls, search, broadcasts):
        if cls.kept is None or cls.kept.search != search:
            cls.kept = cls(search)
        atoms = cls.kept
        for broadcast in broadcasts:
            number, list_ = broadcast.value
            if number not in atoms.seen:
                atoms.seen.add(number)
                for atom in list_:
                    atoms.by_name.setdefault(atom["name"], []).append(atom)
        return atoms

    def __init__(self, search):
        self.search = search
        self.seen = set()
        self.by_name = {}

    def closure(self, names):
        """The atoms of these names, with all that they are made from."""
        found = {}
        rest = [atom for name in names for atom in self.by_name.get(name, ())]
        while rest:
            atom = rest.pop()
            key = (atom["kind"], atom["name"])
            if key in found:
                continue
            found[key] = atom
            origin = atom.get("way", {}).get("from")
            if origin is not None:
                rest += [each for each in self.by_name.get(origin, ()) if each["kind"] == atom["kind"]]
        return list(found.values())

    def knows(self, atom):
        return any(
            each["kind"] == atom["kind"] and each["text"] == atom["text"] for each in self.by_name.get(atom["name"], ())
        )


class Found:
    """What a task has found, beside states: of each kind the first, in the order of ranks."""

    def __init__(self):
        self.runs = []
        self.findings = {}
        self.throwing = {}
        self.failed = None
        self.most_names = 0
        self.atoms = {}

    def take(self, ranks, expanded, atoms):
        for (transitions, overflows, cuts, beyond), rank in zip(expanded.counts, ranks):
            self._count(rank, transitions, overflows, cuts, beyond)
        for watch, state, step in expanded.findings:
            self._first(self.findings, (watch, step < 0), (ranks[state], step), {"watch": watch})
        for thrown in expanded.throwing:
            what = {key: value for key, value in thrown.items() if key not in ("state", "step")}
            key = json.dumps([what.get(name) for name in ("endpoint", "on", "thrown")])
            self._first(self.throwing, key, (ranks[thrown["state"]], thrown["step"]), what)
        self.most_names = max(self.most_names, expanded.most_names)
        for atom in expanded.atoms:
            key = (atom["kind"], atom["name"], atom["text"])
            if key not in self.atoms and not atoms.knows(atom):
                self.atoms[key] = atom

    def _count(self, rank, *counts):
        runs = self.runs
        if not runs or runs[-1][0] + runs[-1][1] != rank:
            runs.append([rank, 0, 0, 0, 0, 0])
        run = runs[-1]
        run[1] += 1
        for i, count in enumerate(counts):
            run[2 + i] += count

    @staticmethod
    def _first(kept, key, place, what):
        if key not in kept or place < kept[key][0]:
            kept[key] = (place, what)

    def fail(self, rank, message):
        if self.failed is None or rank < self.failed["rank"]:
            self.failed = {"rank": rank, "message": message}

    def notes(self):
        """Each a text that no other task writes, but for atoms."""
        places = [
            [{**what, "rank": rank, "step": step} for (rank, step), what in kept.values()]
            for kept in (self.findings, self.throwing)
        ]
        task = {
            "note": "task",
            "runs": self.runs,
            "findings": places[0],
            "throwing": places[1],
            "failed": self.failed,
            "mostNames": self.most_names,
        }
        yield task
        for atom in self.atoms.values():
            yield {"note": "atom", "atom": atom}


def expand(task):
    """The function that Spark maps over the record batches of a level: columns part, pos, content."""

    def run(batches):
        import pyarrow

        atoms = Atoms.of(task.search, task.atoms)
        worker = Worker.of(task.command, task.identity)
        found = Found()

        def rows(kind, contents, vias):
            columns = [
                pyarrow.array([kind] * len(contents), pyarrow.int8()),
                pyarrow.array(contents, pyarrow.binary()),
                pyarrow.array(vias, pyarrow.int64()),
            ]
            return pyarrow.RecordBatch.from_arrays(columns, names=["kind", "content", "via"])

        for batch in batches:
            ranks, states = _states(batch, task)
            if not states or found.failed is not None:
                continue
            expanded, failed = worker.ask(states, task.open, atoms)
            if failed is not None:
                found.fail(ranks[failed[0]], failed[1])
                continue
            found.take(ranks, expanded, atoms)
            if task.keeps and expanded.states:
                vias = [
                    ranks[parent] * frames.MOST_STEPS + step for parent, step in zip(expanded.parents, expanded.steps)
                ]
                yield rows(STATE, expanded.states, vias)
        if found.runs or found.failed is not None:
            notes = [json.dumps(note, sort_keys=True).encode() for note in found.notes()]
            yield rows(NOTE, notes, [-1] * len(notes))

    return run


def _states(batch, task):
    parts, places, contents = (batch.column(i).to_pylist() for i in range(3))
    ranks = [task.offsets[part] + place for part, place in zip(parts, places)]
    if all(task.first <= rank < task.end for rank in ranks):
        return ranks, contents
    some = [i for i, rank in enumerate(ranks) if task.first <= rank < task.end]
    return [ranks[i] for i in some], [contents[i] for i in some]
