"""Writes the Parquet files of ParquetRecordsTest: pyarrow 26.0.1, zstandard 0.25.0; python3 generate.py in this folder."""
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
