package kith.source.folder;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One file of a table in a night's folder.
 *
 * @param parquet the column types of a Parquet file; null for CSV
 * @param dialect how a CSV file is written; null for Parquet
 * @param cells cells of a complete record
 * @param records its records, counted independently of the parser that loads them
 * @param lines lines of a CSV file, or rows of a Parquet file
 * @param told the differences from plain CSV in UTF-8, in words
 */
record FilePart(
    String path,
    @Nullable MessageType parquet,
    @Nullable Dialect dialect,
    int cells,
    long records,
    long lines,
    List<String> told) {}
