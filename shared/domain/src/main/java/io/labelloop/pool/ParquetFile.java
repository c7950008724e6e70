package io.labelloop.pool;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Parquet file of a pool: its columns, and its row groups, which are what it may be cut between.
 * Of a file that is read in part only the footer and the chunks of that part are fetched.
 *
 * <p>Accepted are chunks that are plain or compressed by gzip, Snappy or Zstandard. Row groups
 * whose columns expand beyond {@link ExpansionLimit}, or to more than {@value #MOST_CHUNK} bytes in
 * one column, are refused before they are read: the reader holds pages in memory.
 */
final class ParquetFile implements AutoCloseable {
  private static final long MOST_CHUNK = 1L << 30;
  private static final Set<CompressionCodec> CODECS =
      Set.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.GZIP,
          CompressionCodec.SNAPPY,
          CompressionCodec.ZSTD);

  // says at every start which codecs and processor instructions it found; kept, since the
  // log manager forgets the level of a logger that nobody holds
  private static final Logger HARDWOOD = Logger.getLogger("dev.hardwood");

  static {
    HARDWOOD.setLevel(Level.WARNING);
  }

  private final ParquetFileReader reader;

  /** A row group: its rows, and the byte at which it begins. */
  record Group(long rows, long start) {}

  private ParquetFile(ParquetFileReader reader) {
    this.reader = reader;
  }

  /**
   * Reads the footer.
   *
   * @throws IOException if the file is no Parquet, is truncated, or has row groups that are refused
   */
  static ParquetFile open(RangeSource source, String key, long size) throws IOException {
    ParquetFileReader reader;
    try {
      reader = ParquetFileReader.open(new Ranges(source, key, size));
    } catch (RuntimeException e) {
      throw new IOException("it is no whole Parquet file: " + e.getMessage(), e);
    }
    try {
      refuse(reader.getFileMetaData().rowGroups());
    } catch (IOException e) {
      reader.close();
      throw e;
    }
    return new ParquetFile(reader);
  }

  private static void refuse(List<RowGroup> groups) throws IOException {
    for (int i = 0; i < groups.size(); i++) {
      for (var chunk : groups.get(i).columns()) {
        ColumnMetaData column = chunk.metaData();
        String place = "row group " + i + ", column '" + column.pathInSchema() + "'";
        if (!CODECS.contains(column.codec())) {
          throw new UnacceptableFileException(
              place
                  + " is compressed by "
                  + column.codec()
                  + "; accepted are UNCOMPRESSED, GZIP, SNAPPY and ZSTD");
        }
        long expanded = column.totalUncompressedSize();
        if (expanded > MOST_CHUNK
            || expanded > ExpansionLimit.limit(Math.max(0, column.totalCompressedSize()))) {
          throw new UnacceptableFileException(
              place
                  + " expands from "
                  + column.totalCompressedSize()
                  + " to "
                  + expanded
                  + " bytes; accepted are "
                  + MOST_CHUNK
                  + ", and "
                  + ExpansionLimit.RATIO
                  + " times as many; write smaller row groups");
        }
      }
    }
  }

  ParquetFileReader reader() {
    return reader;
  }

  /** The names of the columns at the top, in the file's order. */
  List<String> columns() {
    return reader.getFileSchema().getRootNode().children().stream().map(SchemaNode::name).toList();
  }

  /** The row groups in the file's order. */
  List<Group> groups() {
    var groups = new ArrayList<Group>();
    for (RowGroup group : reader.getFileMetaData().rowGroups()) {
      long start = Long.MAX_VALUE;
      for (var chunk : group.columns()) {
        ColumnMetaData column = chunk.metaData();
        Long dictionary = column.dictionaryPageOffset();
        start = Math.min(start, column.dataPageOffset());
        // writers say 0 where there is no dictionary
        if (dictionary != null && dictionary > 0) {
          start = Math.min(start, dictionary);
        }
      }
      groups.add(new Group(group.numRows(), start));
    }
    return groups;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** A stored object as the reader sees it. */
  private record Ranges(RangeSource source, String key, long length) implements InputFile {
    @Override
    public void open() {
      // every range is opened by itself
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
      try (InputStream bytes = source.open(key, offset, offset + length)) {
        byte[] range = bytes.readNBytes(length);
        if (range.length < length) {
          throw new IOException(
              "it ends at byte "
                  + (offset + range.length)
                  + ", but should have "
                  + length
                  + " bytes from "
                  + offset);
        }
        return ByteBuffer.wrap(range);
      }
    }

    @Override
    public String name() {
      return key;
    }

    @Override
    public void close() {
      // nothing is held open
    }
  }
}
