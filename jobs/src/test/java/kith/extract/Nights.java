package kith.extract;

import java.time.LocalDate;
import java.util.List;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;

/** Nights and files as a look at a folder would describe them, without a folder. */
final class Nights {

  private Nights() {}

  /** A night with one file that no contract names. */
  static NightFolder of(SourceSystem source, LocalDate night, List<SourceFile> files) {
    return new NightFolder(
        source, night, Marker.NONE, files, "fingerprint", List.of("something else.csv"));
  }

  /** A CSV file of a table with so many records and all columns of its contract. */
  static SourceFile file(SourceContract contract, long records) {
    List<String> header = contract.columns().stream().map(SourceColumn::name).toList();
    return new SourceFile(
        contract,
        contract.file() + ".csv",
        List.of(
            new SourceFile.Part(
                contract.file() + ".csv",
                null,
                Dialect.STANDARD,
                header.size(),
                records,
                records + 1,
                List.of())),
        header,
        "hash",
        false);
  }
}
