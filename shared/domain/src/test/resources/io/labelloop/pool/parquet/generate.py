"""Writes the Parquet files of ParquetRecordsTest: pyarrow 26.0.1, zstandard 0.25.0; python3 generate.py in this folder."""
import datetime as dt
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 40
texts = [f"text {i} \u00e9\u6f22\U0001f600" for i in range(ROWS)]
columns = {
    "id": pa.array(range(ROWS), pa.int64()),
    "text": pa.array(texts, pa.string()),
    "x": pa.array([i / 8 for i in range(ROWS)], pa.float32()),
    "y": pa.array([i - 20 for i in range(ROWS)], pa.int16()),
    "embedding": pa.array([[i / 4, -i / 2, 1.0] for i in range(ROWS)], pa.list_(pa.float32())),
    "tokens": pa.array([["the", f"word{i}"] for i in range(ROWS)], pa.list_(pa.string())),
    "label": pa.array(["even" if i % 2 == 0 else "odd" for i in range(ROWS)]).dictionary_encode(),
}
table = pa.table(columns)
for codec in ["none", "snappy", "gzip", "zstd"]:
    pq.write_table(table, f"{codec}.parquet", compression=codec, row_group_size=10)
pq.write_table(table, "brotli.parquet", compression="brotli", row_group_size=40)
# what a reader has to refuse row by row: no text, blank, bytes that are no UTF-8, not a number
bad = pa.table({
    "id": pa.array(["a", "b", "c", "d", "e"]),
    "text": pa.array([b"fine", None, b" ", b"\xff\xfe", b"also fine"], pa.binary()),
    "x": pa.array([1.0, 2.0, float("nan"), None, float("inf")]),
})
pq.write_table(bad, "bad.parquet", compression="none", row_group_size=2)
# one value, many million times: a small file that fills memory
bomb = pa.table({"id": pa.array(range(8)), "text": pa.array([" " * 60_000_000] * 8)})
pq.write_table(bomb, "bomb.parquet", compression="zstd", use_dictionary=False)
# columns that are read as arrays beside others that are not, with gaps in all
plain = {
    "whole8": pa.array([i * 6 - 120 for i in range(ROWS)], pa.int8()), "whole16": pa.array(range(-20, 20), pa.int16()),
    "natural8": pa.array(range(ROWS), pa.uint8()), "natural32": pa.array([2**32 - 1 - i for i in range(ROWS)], pa.uint32()),
    "natural64": pa.array([2**64 - 1 - i for i in range(ROWS)], pa.uint64()), "whole32": pa.array(range(ROWS), pa.int32()),
    "single": pa.array([i / 3 for i in range(ROWS)], pa.float32()), "double": pa.array([i / 3 for i in range(ROWS)], pa.float64()),
    "flag": pa.array([i % 2 == 0 for i in range(ROWS)]), "bytes": pa.array([b"%d" % i for i in range(ROWS)], pa.binary()), "text": pa.array(texts),
    "wholes": pa.array([[i, -i] for i in range(ROWS)], pa.list_(pa.int8())), "reals": pa.array([[i / 3, None] * (i % 3) for i in range(ROWS)]),
    "texts": pa.array([[text, None] for text in texts]),
}
others = {
    "date": pa.array([dt.date(2026, 1, 1 + i % 28) for i in range(ROWS)]), "time": pa.array([dt.time(i % 24, i) for i in range(ROWS)]),
    "instant": pa.array([dt.datetime(2026, 1, 1, 0, i) for i in range(ROWS)], pa.timestamp("us", "UTC")),
    "local": pa.array([dt.datetime(2026, 1, 1, 0, i) for i in range(ROWS)], pa.timestamp("ms")),
    "decimal": pa.array([decimal.Decimal(i) / 8 for i in range(ROWS)], pa.decimal128(9, 3)), "half": pa.array([i / 8 for i in range(ROWS)], pa.float16()),
    "fixed": pa.array([b"%02d" % i for i in range(ROWS)], pa.binary(2)), "uuid": pa.array([bytes([i] * 16) for i in range(ROWS)], pa.uuid()),
    "dates": pa.array([[dt.date(2026, 1, 1 + i % 28)] for i in range(ROWS)]), "nested": pa.array([[[i], []] for i in range(ROWS)]),
    "parts": pa.array([{"a": i} for i in range(ROWS)]), "map": pa.array([[("a", i)] for i in range(ROWS)], pa.map_(pa.string(), pa.int64())),
}
for name, some in {"plain": plain, "others": others, "both": plain | others}.items():
    gaps = {
        key: pa.array([None if (i + at) % 7 == 0 else value for i, value in enumerate(column.to_pylist())], column.type)
        for at, (key, column) in enumerate(some.items())
    }
    pq.write_table(pa.table({"id": columns["id"]} | gaps), f"types-{name}.parquet", compression="zstd", row_group_size=10)
# many numbers in few bytes: 50,000 lists of 256 in one row group
floats = pa.array([i % 4 / 4 for i in range(50_000 * 256)], pa.float32())
lists = pa.ListArray.from_arrays(pa.array(range(0, 50_001 * 256, 256), pa.int32()), floats)
table = pa.table({"id": pa.array(range(50_000), pa.int32()), "v": lists})
pq.write_table(table, "lists.parquet", compression="zstd", row_group_size=50_000, data_page_size=1 << 15)
