package kith.source.folder;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import kith.project.Hash;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceTable;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The files of a table in a night's folder: one file, or a folder of parts as Spark writes it.
 *
 * @param name of the file or folder
 * @param parts one file, or several with the same columns, in the order of their names
 * @param columns those of the contract spelled as there
 * @param sha256 hash of its bytes
 * @param endsOpen true when a line end is missing after the last record; then it is in all CSV
 *     files of a night
 */
public record SourceFile(
    SourceContract contract,
    String name,
    List<Part> parts,
    List<String> columns,
    String sha256,
    boolean endsOpen)
    implements SourceTable {

  /**
   * One file.
   *
   * @param parquet the column types of a Parquet file; null for CSV
   * @param dialect how a CSV file is written; null for Parquet
   * @param cells cells of a complete record
   * @param records its records, counted independently of the parser that loads them
   * @param lines lines of a CSV file, or rows of a Parquet file
   * @param told the differences from plain CSV in UTF-8, in words
   */
  record Part(
      String path,
      @Nullable MessageType parquet,
      @Nullable Dialect dialect,
      int cells,
      long records,
      long lines,
      List<String> told) {}

  /** The path of a CSV part and how to read it, for the task that reads it. */
  record Reading(String path, Dialect dialect, int cells, long linesBefore)
      implements Serializable {}

  /** True for CSV, false for Parquet. */
  boolean csv() {
    return parts.get(0).parquet() == null;
  }

  /** The records of all parts. */
  @Override
  public long records() {
    return parts.stream().mapToLong(Part::records).sum();
  }

  /** The hash of a table's parts: that of the one file, or of those of several in order. */
  static String hashOf(List<String> hashes) {
    return hashes.size() == 1 ? hashes.get(0) : Hash.of(String.join("\n", hashes));
  }

  @Override
  public List<String> extraColumns() {
    List<String> known = contract.columns().stream().map(SourceColumn::name).toList();
    return columns.stream().filter(column -> !known.contains(column)).toList();
  }

  @Override
  public Dataset<Row> rows(SparkSession spark, SourceContract as) {
    return FileRows.of(spark, this, as);
  }

  /** The differences from a plain CSV file in UTF-8, or from one Parquet file, in words. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    if (parts.size() > 1) {
      told.add(parts.size() + " parts");
    }
    parts.stream().flatMap(part -> part.told().stream()).distinct().forEach(told::add);
    return told;
  }
}
