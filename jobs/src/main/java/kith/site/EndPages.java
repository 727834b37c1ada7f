package kith.site;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.publish.PublishedTable;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.ColumnSpec;
import kith.table.Dictionary;
import kith.table.ParsedSql;

/**
 * Pages of the tables at both ends of the warehouse, as Markdown: those of the sources, as their
 * contracts describe them, and those of the published model.
 */
final class EndPages {

  private static final String PUBLISHED = "published.";

  private final Lineage lineage;
  private final Map<String, SourceContract> sources = new TreeMap<>();
  private final Map<String, PublishedTable> published = new TreeMap<>();

  EndPages(Project project, Lineage lineage) {
    this.lineage = lineage;
    for (String name : SourceSystem.names(project)) {
      SourceSystem.of(project, name)
          .contracts()
          .forEach(contract -> sources.put(name + "." + contract.table(), contract));
    }
    PublishedTable.of(project).forEach(table -> published.put(PUBLISHED + table.name(), table));
  }

  /** The pages by their place, as if they were files of the project. */
  Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    sources.forEach((name, contract) -> pages.put(Links.ofTable(name), source(name, contract)));
    published.forEach((name, table) -> pages.put(Links.ofTable(name), published(name, table)));
    return pages;
  }

  /** Two lists for the page of all tables. */
  String list() {
    return "\n## published model\n\n| table | one row |\n| --- | --- |\n"
        + published.entrySet().stream()
            .map(table -> row(table.getKey(), table.getValue().grain()))
            .collect(Collectors.joining())
        + "\n## sources\n\nThey land in the zone `raw`, named with `_` for the dot, but for columns that nothing needs. "
        + "A table of the same name in the zone `quarantine` has, of records that could not be used, the business key, "
        + "reasons, file, line, first and last night seen, and no other cell.\n\n"
        + "| table | one row |\n| --- | --- |\n"
        + sources.entrySet().stream()
            .map(table -> row(table.getKey(), table.getValue().grain()))
            .collect(Collectors.joining());
  }

  private static String row(String name, String grain) {
    return "| [%1$s](%1$s.md) | %2$s |\n".formatted(name, cell(grain));
  }

  private String source(String name, SourceContract contract) {
    StringBuilder text =
        new StringBuilder(
            "# %s\n\nTable of the source `%s`, file `%s`. %s. Corrected by: %s.\n\n"
                .formatted(
                    name,
                    contract.system(),
                    contract.file(),
                    Dictionary.sentence(contract.grain()),
                    contract.owner()));
    text.append(
        "| column | type | unit | null | personal | codes | meaning |\n"
            + "| --- | --- | --- | --- | --- | --- | --- |\n");
    for (SourceColumn column : contract.columns()) {
      text.append(
          "| %s | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  column.name(),
                  column.type().name().toLowerCase(java.util.Locale.ROOT),
                  Objects.requireNonNullElse(column.countedIn(), ""),
                  column.notNeeded() ? "not landed" : column.required() ? "never" : "yes",
                  column.personal() ? "yes" : "no",
                  column.codes() == null ? "" : "`" + column.codes() + "`",
                  cell(column.meaning())));
    }
    text.append(
        "\nKey: %s. A record without a required value is quarantined. Personal columns are held in the zones `raw`, `quarantine` and `restricted` only.\n"
            .formatted(String.join(", ", contract.businessKey())));
    Set<String> readers = lineage.stagedFrom(name);
    if (!readers.isEmpty()) {
      text.append("\n## Read by\n\n").append(links(readers)).append(".\n");
    }
    return text.toString();
  }

  private static String published(String name, PublishedTable table) {
    StringBuilder text =
        new StringBuilder(
            "# %s\n\nTable of the [published model](../published-model.md). %s.\n\n"
                .formatted(name, Dictionary.sentence(table.grain())));
    text.append("| column | type | unit | null | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (ColumnSpec column : table.columns()) {
      text.append(
          "| %s | `%s` | %s | %s | %s |\n"
              .formatted(
                  column.name(),
                  column.type(),
                  Objects.requireNonNullElse(column.unit(), ""),
                  column.required() ? "never" : "yes",
                  cell(column.meaning())));
    }
    Set<String> reads = new TreeSet<>(ParsedSql.relations(table.sql()));
    reads.removeIf(relation -> relation.startsWith("report_"));
    text.append("\nKey: %s.\n\n## Made from\n\n".formatted(String.join(", ", table.key())));
    text.append(reads.isEmpty() ? "Lists of `conf/report`" : links(reads)).append(", by ");
    return text.append(
            "[`sql/published/%1$s.sql`](../../sql/published/%1$s.sql).\n".formatted(table.name()))
        .toString();
  }

  private static String links(Set<String> tables) {
    return tables.stream()
        .map(table -> "[`%1$s`](%1$s.md)".formatted(table))
        .collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
