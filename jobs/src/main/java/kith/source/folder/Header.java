package kith.source.folder;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.jspecify.annotations.Nullable;

/** Why a file's columns are not those that its contract promises. */
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
   * The column of a contract that a file means by a name: SQL names know no letter case, and SQL
   * Server puts them in brackets.
   */
  static Optional<String> column(SourceContract contract, String written) {
    String name = written.replaceFirst("^\\[(.*)]$", "$1");
    return contract.columns().stream()
        .flatMap(column -> Stream.of(column.name(), column.readFrom()))
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }

  /** The names of a file's header as the contract spells them; one that it lacks stays as it is. */
  static List<String> names(SourceContract contract, List<@Nullable String> cells) {
    return cells.stream()
        .map(cell -> cell == null ? "" : cell.strip())
        .map(name -> column(contract, name).orElse(name))
        .toList();
  }

  /**
   * The first breach. Columns that no contract names are counted only: somebody may have named one
   * after a child. Those without a name, such as a spreadsheet adds, are extra columns.
   */
  static Optional<String> breach(SourceContract contract, List<String> header) {
    List<String> columns = carried(contract);
    List<String> missing = those(columns, name -> !header.contains(name));
    int found = columns.size() - missing.size();
    if (found * 2 < columns.size()) {
      return Optional.of(
          "its header is another one, or is lost: %d of %d columns found"
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
