"""Writes the Parquet files of parquet.sh: texts from a file of JSON Lines, and 256 numbers a row as lists of floats.

usage: parquet.py texts IN OUT | parquet.py numbers OUT ROWS
"""
import array
import json
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

NUMBERS = 256
if sys.argv[1] == "texts":
    rows = [json.loads(line) for line in open(sys.argv[2])]
    table = pa.table({name: [row[name] for row in rows] for name in ("id", "text", "label")})
else:
    count = int(sys.argv[3])
    draw = random.Random(4)
    values = array.array("f", (draw.uniform(-1, 1) for _ in range(count * NUMBERS)))
    lists = pa.ListArray.from_arrays(
        pa.array(range(0, (count + 1) * NUMBERS, NUMBERS), pa.int32()), pa.Array.from_buffers(pa.float32(), len(values), [None, pa.py_buffer(values)])
    )
    labels = ["c%d" % (2 * (values[i * NUMBERS] > 0) + (values[i * NUMBERS + 1] > 0)) for i in range(count)]
    table = pa.table({"id": ["d%d" % i for i in range(count)], "v": lists, "label": labels})
pq.write_table(table, sys.argv[3] if sys.argv[1] == "texts" else sys.argv[2], compression="snappy", row_group_size=50_000)
