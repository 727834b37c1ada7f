package kith.extract;

import java.util.List;
import kith.contract.SourceContract;
import org.apache.parquet.schema.MessageType;

/**
 * One file of a night's folder that a contract names.
 *
 * @param path where it is
 * @param parquet what a Parquet file says of its columns; null for CSV
 * @param header its columns
 * @param sha256 hash of its bytes
 * @param records its records, counted without the parser that loads them
 * @param endsOpen true when a line end is missing after the last record; then it is in all CSV
 *     files of a night
 */
public record SourceFile(
    SourceContract contract,
    String path,
    MessageType parquet,
    List<String> header,
    String sha256,
    long records,
    boolean endsOpen) {

  /** True for CSV, false for Parquet. */
  boolean csv() {
    return parquet == null;
  }

  /** Columns that no contract names. They are not landed. */
  public List<String> extraColumns() {
    List<String> known = contract.columns().stream().map(SourceContract.Column::name).toList();
    return header.stream().filter(column -> !known.contains(column)).toList();
  }
}
