package kith.source.folder;

import java.util.ArrayList;
import java.util.List;
import kith.project.Hash;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
    List<FilePart> parts,
    List<String> columns,
    String sha256,
    boolean endsOpen)
    implements SourceTable {

  /** True for CSV, false for Parquet. */
  boolean csv() {
    return parts.get(0).parquet() == null;
  }

  /** The records of all parts. */
  @Override
  public long records() {
    return parts.stream().mapToLong(FilePart::records).sum();
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
    return csv() ? FileRows.csv(spark, parts, columns, as) : FileRows.parquet(spark, parts, as);
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
