"""The states of a search, level by level, as Parquet, and what Spark makes of a level.

    states/level=N/    the states that were found with level N, and notes on what else was said then: bucketed by
                       content, so that those of a new level are looked up where they are
    order/N/           the states of level N in the order of their ranks, in parts: to be expanded
    saved/N.json       where the search stood when level N was whole; the last one counts
"""

import json
import struct

from pyspark.sql import functions as F

from . import worker

STEPS = 1 << 20

# Levels that are still needed in their order: that which is expanded next, and the two before, of which a part may be counted again.
IN_ORDER = 3

# Broadcasts of atoms after which one is made of all of them.
BROADCASTS = 16


class Levels:
    def __init__(self, spark, folder, ask, buckets, part):
        """
        :param ask: makes the task that the executors are given, of what of it depends on the level
        :param buckets: into how many parts states are divided by content
        :param part: states that a part of a level in order has, about
        """
        self.spark = spark
        self.folder = folder
        self.ask = ask
        self.part = part
        self.orders = []
        """Per level: for each part, how many states it has, and the least and the largest `via` in it."""
        self.saved = None
        self.atoms = {}
        self.broadcasts = []
        self.broadcast_count = 0
        self.notes = []
        """What was said of the level that was expanded last."""
        self.buckets = buckets
        names = [name for name in folder.names("saved") if name.endswith(".json")]
        if names:
            self._resume(folder.read_json("saved", names[-1]))
        self._make_table()
        if names:
            # A table that is made over files knows none of its partitions yet.
            self.spark.sql("MSCK REPAIR TABLE states")
            states = self.spark.table("states").where(f"kind = {worker.STATE}").count()
            if states != sum(count for order in self.orders for count, _, _ in order):
                raise ValueError(f"{folder.path} does not hold all states that were found")
            self._learn(self._notes_of(f"level < {len(self.orders)}"))

    def _resume(self, checkpoint):
        self.saved = checkpoint["saved"]
        self.orders = checkpoint["orders"]
        self.buckets = checkpoint["buckets"]
        # What a level has left behind that did not become whole.
        for name in self.folder.names("states"):
            if name.startswith("level=") and int(name[len("level=") :]) >= len(self.orders):
                self.folder.remove("states", name)

    def _make_table(self):
        self.spark.sql("DROP TABLE IF EXISTS states")
        location = self.folder.within("states").replace("'", "\\'")
        self.spark.sql(
            f"CREATE TABLE states ({worker.SCHEMA}, level int) USING parquet PARTITIONED BY (level)"
            f" CLUSTERED BY (kind, content) INTO {self.buckets} BUCKETS LOCATION '{location}'"
        )

    # What is asked

    def begin(self, states, atoms, saved):
        contents = [b"".join(struct.pack("<II", int(name[:8], 16), int(name[8:], 16)) for name in state) for state in states]
        notes = [{"note": "atom", "atom": atom} for atom in atoms]
        # No step leads to them, but they have an order.
        rows = [(worker.STATE, bytearray(content), i - len(contents)) for i, content in enumerate(contents)]
        rows += [(worker.NOTE, bytearray(json.dumps(note, sort_keys=True).encode()), -1) for note in notes]
        self._put(self.spark.createDataFrame(rows, worker.SCHEMA).repartition(self.buckets, "kind", "content"), 0)
        self._bring_into_order(0)
        self._learn(notes)
        self.save(saved)

    def expand(self, first, end, open_, keeps):
        """What came of the states of these ranks: see `LevelFound`."""
        level = self._level_of(first)
        starts = self._offsets(level)
        task = self.ask(
            open=tuple(open_), keeps=keeps, offsets=starts, first=first, end=end, atoms=tuple(self.broadcasts)
        )
        order = self.spark.read.parquet(self.folder.within("order", str(level)))
        rows = order.select("part", "pos", "content").mapInArrow(worker.expand(task), worker.SCHEMA)
        if not keeps:
            notes = [json.loads(row.content) for row in rows.where(f"kind = {worker.NOTE}").collect()]
            return _found(notes)
        found = rows.groupBy("kind", "content").agg(F.min("via").alias("via"))
        known = self.spark.table("states").where(f"level < {len(self.orders)}").select("kind", "content")
        known = known.withColumn("known", F.lit(True))
        fresh = found.hint("shuffle_hash").join(known, ["kind", "content"], "left").where("known IS NULL")
        self._put(fresh.select("kind", "content", "via"), len(self.orders))
        self.notes = self._notes_of(f"level = {len(self.orders)}")
        return _found(self.notes)

    def end_level(self, known):
        self._learn(self.notes)
        return self._bring_into_order(len(self.orders))

    def save(self, saved):
        self.saved = saved
        checkpoint = {"saved": saved, "orders": self.orders, "buckets": self.buckets}
        last = len(self.orders) - 1
        self.folder.write_json(checkpoint, "saved", f"{last:08d}.json")
        for name in self.folder.names("saved"):
            if name < f"{last - 1:08d}.json":
                self.folder.remove("saved", name)
        for name in self.folder.names("order"):
            if int(name) <= last - IN_ORDER:
                self.folder.remove("order", name)

    def reached(self, rank):
        level = self._level_of(rank)
        if level == 0:
            return None
        offsets = self._offsets(level)
        part = max(i for i, offset in enumerate(offsets) if offset <= rank and self.orders[level][i][0] > 0)
        _, least, largest = self.orders[level][part]
        vias = self._states(level).where(F.col("via").between(least, largest)).select("via")
        [row] = vias.orderBy("via").offset(rank - offsets[part]).limit(1).collect()
        return {"parent": row.via // STEPS, "step": row.via % STEPS}

    def count_reached_from(self, rank):
        level = self._level_of(rank) + 1
        before = sum(count for order in self.orders[1:level] for count, _, _ in order)
        if level == len(self.orders):
            return before
        return before + self._states(level).where(F.col("via") < (rank + 1) * STEPS).count()

    def count_atoms(self):
        counts = {}
        for kind, _ in self.atoms:
            counts[kind] = counts.get(kind, 0) + 1
        return [{"kind": kind, "count": count} for kind, count in counts.items()]

    # How it is done

    def _put(self, rows, level):
        """Writes a level anew: what an attempt before has left is taken away first."""
        self.folder.remove("states", f"level={level}")
        rows.createOrReplaceTempView("fresh")
        self.spark.sql(f"INSERT INTO states PARTITION (level = {level}) SELECT kind, content, via FROM fresh")
        self.spark.sql("REFRESH TABLE states")

    def _states(self, level):
        return self.spark.table("states").where(f"level = {level} AND kind = {worker.STATE}")

    def _notes_of(self, where):
        rows = self.spark.table("states").where(f"{where} AND kind = {worker.NOTE}").select("content")
        return [json.loads(row.content) for row in rows.collect()]

    def _bring_into_order(self, level):
        """Numbers the states of a level by how they were reached. Returns how many there are."""
        states = self._states(level)
        whole = [F.count("*"), F.min("via"), F.max("via")]
        [all_] = (list(row) for row in states.agg(*whole).collect())
        count = all_[0]
        if count == 0:
            return 0
        parts = max(1, -(-count // self.part))
        place = F.monotonically_increasing_id().bitwiseAND((1 << 33) - 1)
        ordered = states.select("content", "via").repartitionByRange(parts, "via").sortWithinPartitions("via")
        ordered = ordered.select("content", "via", F.spark_partition_id().alias("part"), place.alias("pos"))
        path = self.folder.within("order", str(level))
        ordered.write.mode("overwrite").parquet(path)
        order = [all_]
        if parts > 1:
            order = [[0, 0, -1] for _ in range(parts)]
            for part, *of_part in self.spark.read.parquet(path).groupBy("part").agg(*whole).collect():
                order[part] = of_part
        if sum(in_part for in_part, _, _ in order) != count:
            raise ValueError(f"level {level} has {count} states, but others in their order")
        self.orders.append(order)
        return count

    def _offsets(self, level):
        """Per part of a level, the rank of its first state."""
        at = sum(count for order in self.orders[:level] for count, _, _ in order)
        offsets = []
        for count, _, _ in self.orders[level]:
            offsets.append(at)
            at += count
        return tuple(offsets)

    def _level_of(self, rank):
        for level, order in enumerate(self.orders):
            rank -= sum(count for count, _, _ in order)
            if rank < 0:
                return level
        raise ValueError("there is no state of such a rank")

    def _learn(self, notes):
        """Keeps atoms: of those that are told in several ways, the same whoever told it first. They are broadcast."""
        new = {}
        for atom in (note["atom"] for note in notes if note["note"] == "atom"):
            key = (atom["kind"], atom["name"])
            known = self.atoms.get(key, new.get(key))
            if known is not None and known["text"] != atom["text"]:
                raise ValueError(f"two values have the name {atom['name']}")
            if key not in self.atoms and (known is None or json.dumps(atom) < json.dumps(known)):
                new[key] = atom
        self.atoms.update(new)
        told = list(new.values())
        if len(self.broadcasts) >= BROADCASTS:
            for broadcast in self.broadcasts:
                broadcast.unpersist()
            self.broadcasts = []
            told = list(self.atoms.values())
        if told:
            self.broadcasts.append(self.spark.sparkContext.broadcast((self.broadcast_count, told)))
            self.broadcast_count += 1


def _found(notes):
    notes = [note for note in notes if note["note"] == "task"]
    failed = [note["failed"] for note in notes if note["failed"] is not None]
    if failed:
        return {"failed": min(failed, key=lambda each: each["rank"])}
    runs = sorted(run for note in notes for run in note["runs"])
    names = ("transitions", "overflows", "cuts", "beyond")
    answer = {
        "states": sum(count for _, count, *_ in runs),
        "chunks": [{"first": first, "sums": dict(zip(names, sums))} for first, _, *sums in runs],
        "findings": [finding for note in notes for finding in note["findings"]],
        "throwing": [step for note in notes for step in note["throwing"]],
        "mostNames": max((note["mostNames"] for note in notes), default=0),
    }
    return {"answer": answer}
