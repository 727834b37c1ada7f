package kith.extract;

import java.util.List;
import kith.contract.SourceContract;

/**
 * One file of a night's folder that a contract names.
 *
 * @param path where it is
 * @param csv true for CSV, false for Parquet
 * @param header its columns
 * @param sha256 hash of its bytes
 * @param records its records, counted without the parser that loads them
 * @param endsOpen true when a line end is missing after the last record
 */
public record SourceFile(
    SourceContract contract,
    String path,
    boolean csv,
    List<String> header,
    String sha256,
    long records,
    boolean endsOpen) {

  /** Columns that no contract names. They are not landed. */
  public List<String> extraColumns() {
    List<String> known = contract.columns().stream().map(SourceContract.Column::name).toList();
    return header.stream().filter(column -> !known.contains(column)).toList();
  }
}
