package kith.table;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The data dictionary: every table and view of warehouse, restricted zone and marts as its
 * specification describes it, as a Markdown page. {@code docs/dictionary.md} is made by {@code kith
 * dictionary}; a test fails when the page and the specifications differ.
 */
public final class Dictionary {

  private static final List<Zone> ZONES = List.of(Zone.WAREHOUSE, Zone.RESTRICTED, Zone.MARTS);

  private Dictionary() {}

  /** The page. */
  public static String page(TableSpecs specs, List<View> views) {
    List<TableSpec> described =
        Stream.concat(specs.all().stream(), views.stream().map(View::spec))
            .filter(spec -> ZONES.contains(spec.table().zone()))
            .sorted(
                Comparator.comparing((TableSpec spec) -> ZONES.indexOf(spec.table().zone()))
                    .thenComparing(spec -> spec.table().name()))
            .toList();
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Data dictionary

        Made from the specifications in `sql/warehouse`, `sql/marts` and `sql/views` by `jobs/bin/kith dictionary > docs/dictionary.md`; a test fails
        when it is out of date. Tables are read by their plain names (`jobs/bin/kith sql`). Dates are London days, periods cover their first
        day and not their last (half-open), an open end is null. In bold: the columns that tell rows apart. The unit is that of a quantity; `by KPI`
        and `by measure` say which other column of the row decides it.

        | table | zone | one row |
        | --- | --- | --- |
        """);
    for (TableSpec spec : described) {
      String name = spec.table().name();
      page.append(
          "| [%s](#%s) | %s | %s |\n"
              .formatted(name, name, spec.table().zone().folder(), cell(spec.grain())));
    }
    described.forEach(
        spec -> page.append("\n## %s\n\n".formatted(spec.table().name())).append(table(spec)));
    return page.toString();
  }

  /** What a table or view holds, in Markdown without a heading. */
  public static String table(TableSpec spec) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Zone `%s`. %s.\n\n".formatted(spec.table().zone().folder(), sentence(spec.grain())));
    text.append("| column | type | unit | null | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (ColumnSpec column : spec.columns()) {
      boolean isKey = spec.key().contains(column.name());
      StringJoiner meaning = new StringJoiner("; ");
      meaning.add(cell(column.meaning()));
      if (column.references() != null) {
        meaning.add("refers to `" + column.references() + "`");
      }
      text.append(
          "| %s | `%s` | %s | %s | %s |\n"
              .formatted(
                  isKey ? "**" + column.name() + "**" : column.name(),
                  column.type(),
                  Objects.requireNonNullElse(column.unit(), ""),
                  column.required() ? "never" : "yes",
                  meaning));
    }
    if (!spec.flags().isEmpty()) {
      text.append("\n| flag | raised when |\n| --- | --- |\n");
      spec.flags()
          .forEach(
              (flag, meaning) -> text.append("| `%s` | %s |\n".formatted(flag, cell(meaning))));
    }
    return text.toString();
  }

  /** A grain as the beginning of a sentence. */
  public static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  /** A pipe would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
