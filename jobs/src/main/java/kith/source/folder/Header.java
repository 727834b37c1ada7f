package kith.source.folder;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.jspecify.annotations.Nullable;

/** Checks a file's columns against its contract. */
final class Header {

  private Header() {}

  /** The columns that a file of the table has. */
  static List<String> carried(SourceContract contract) {
    return contract.columns().stream()
        .filter(SourceColumn::isCarried)
        .map(SourceColumn::name)
        .toList();
  }

  /**
   * The contract's column for a name in a file: SQL names ignore letter case, and SQL Server puts
   * them in brackets.
   */
  static Optional<String> column(SourceContract contract, String written) {
    String name = written.replaceFirst("^\\[(.*)]$", "$1");
    return contract.columns().stream()
        .flatMap(column -> Stream.of(column.name(), column.readFrom()))
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }

  /**
   * The names in a file's header as the contract spells them; a name that is not in the contract is
   * unchanged.
   */
  static List<String> names(SourceContract contract, List<@Nullable String> cells) {
    return cells.stream()
        .map(cell -> cell == null ? "" : cell.strip())
        .map(name -> column(contract, name).orElse(name))
        .toList();
  }

  /**
   * The first breach. Columns that no contract names are only counted: a column may be named after
   * a child. Columns without a name, such as a spreadsheet adds, count as extra columns.
   */
  static Optional<String> breach(SourceContract contract, List<String> header) {
    List<String> columns = carried(contract);
    List<String> missing = those(columns, name -> !header.contains(name));
    int found = columns.size() - missing.size();
    if (found * 2 < columns.size()) {
      return Optional.of(
          "its header is missing or wrong: %d of %d columns found"
              .formatted(found, columns.size()));
    }
    List<String> twice = those(columns, name -> header.stream().filter(name::equals).count() > 1);
    if (!twice.isEmpty()) {
      return Optional.of("its header names a column twice: " + String.join(", ", twice));
    }
    long extraTwice =
        header.stream()
            .filter(name -> !name.isEmpty())
            .distinct()
            .filter(name -> header.stream().filter(name::equals).count() > 1)
            .count();
    if (extraTwice > 0) {
      return Optional.of(
          "its header names %d column(s) twice that no contract names".formatted(extraTwice));
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s %s %s missing (%d of %d columns found)"
                .formatted(
                    missing.size() == 1 ? "column" : "columns",
                    String.join(", ", missing),
                    missing.size() == 1 ? "is" : "are",
                    found,
                    columns.size()));
  }

  private static List<String> those(List<String> columns, Predicate<String> which) {
    return columns.stream().filter(which).toList();
  }
}
