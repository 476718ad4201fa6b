"""Files in the folder of a search, wherever Spark can write: HDFS, S3, a disk that all machines see."""

import json


class Folder:
    def __init__(self, spark, path):
        self.path = path.rstrip("/")
        self._jvm = spark.sparkContext._jvm
        configuration = spark.sparkContext._jsc.hadoopConfiguration()
        self._files = self._at(self.path).getFileSystem(configuration)

    def within(self, *names):
        return "/".join([self.path, *names])

    def names(self, *inside):
        path = self._at(self.within(*inside))
        if not self._files.exists(path):
            return []
        return sorted(status.getPath().getName() for status in self._files.listStatus(path))

    def remove(self, *names):
        path = self._at(self.within(*names))
        if self._files.exists(path) and not self._files.delete(path, True):
            raise OSError(f"{path} cannot be removed")

    def write_json(self, value, *names):
        """All of it, or nothing: it is written beside its place, and moved there."""
        path, beside = self._at(self.within(*names)), self._at(self.within(*names) + ".new")
        out = self._files.create(beside, True)
        try:
            out.write(bytearray(json.dumps(value).encode()))
        finally:
            out.close()
        self._files.delete(path, False)
        if not self._files.rename(beside, path):
            raise OSError(f"{path} cannot be written")

    def read_json(self, *names):
        stream = self._files.open(self._at(self.within(*names)))
        try:
            return json.loads(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def bytes(self):
        return self._files.getContentSummary(self._at(self.path)).getLength()

    def _at(self, path):
        return self._jvm.org.apache.hadoop.fs.Path(path)
