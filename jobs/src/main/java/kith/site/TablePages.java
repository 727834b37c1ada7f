package kith.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.ColumnSpec;
import kith.table.Dictionary;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;

/**
 * A page for each table and view, and a list of them, as Markdown: what it holds, from which
 * columns each of its columns is made, and what reads it.
 */
final class TablePages {

  private static final List<Zone> ZONES =
      List.of(Zone.MARTS, Zone.WAREHOUSE, Zone.RESTRICTED, Zone.STAGING);

  private final Lineage lineage;
  private final List<TableSpec> tables;
  private final Set<String> names;

  TablePages(Project project, Lineage lineage) {
    this.lineage = lineage;
    this.tables =
        Stream.concat(
                TableSpecs.of(project).all().stream(), View.of(project).stream().map(View::spec))
            .sorted(
                Comparator.comparing((TableSpec spec) -> ZONES.indexOf(spec.table().zone()))
                    .thenComparing(spec -> spec.table().name()))
            .toList();
    this.names = tables.stream().map(spec -> spec.table().name()).collect(Collectors.toSet());
  }

  /** The pages by their place, as if they were files of the project. */
  Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    tables.forEach(spec -> pages.put(Links.ofTable(spec.table().name()), page(spec)));
    pages.put(Links.TABLES + "README.md", list());
    return pages;
  }

  private String list() {
    StringBuilder text = new StringBuilder("# Tables and views\n");
    for (Zone zone : ZONES) {
      text.append("\n## %s\n\n| table | one row |\n| --- | --- |\n".formatted(zone.folder()));
      tables.stream()
          .filter(spec -> spec.table().zone() == zone)
          .forEach(
              spec ->
                  text.append(
                      "| [%1$s](%1$s.md) | %2$s |\n"
                          .formatted(spec.table().name(), spec.grain().replace("|", "\\|"))));
    }
    return text.toString();
  }

  private String page(TableSpec spec) {
    String name = spec.table().name();
    return "# %s\n\n".formatted(name)
        + Dictionary.table(spec)
        + "\nColumns in bold tell rows apart. Dates are London days; a period covers its first day"
        + " and not its last, and an open end is null.\n"
        + (spec.table().zone() == Zone.STAGING ? ofSources(spec) : madeFrom(spec))
        + readers("Read by", lineage.readBy(name), this::link)
        + readers("KPIs that read it", lineage.kpisOf(name), TablePages::linkOfKpi);
  }

  /** Staging is one step from the sources. */
  private String ofSources(TableSpec spec) {
    StringBuilder text =
        new StringBuilder("\n## Made from\n\n| column | in the sources |\n| --- | --- |\n");
    for (ColumnSpec column : spec.columns()) {
      Set<String> from = lineage.from(spec.table().name() + "." + column.name());
      text.append("| %s | %s |\n".formatted(column.name(), columns(from)));
    }
    return text.toString();
  }

  private String madeFrom(TableSpec spec) {
    String name = spec.table().name();
    Set<String> reads = lineage.reads(name);
    if (reads.isEmpty()) {
      return "\n## Made from\n\nFiles of the project, or tonight's run: it reads no table.\n";
    }
    StringBuilder text = new StringBuilder("\n## Made from\n\n");
    text.append(reads.stream().map(this::link).collect(Collectors.joining(", "))).append(".\n");
    List<String> own = spec.columns().stream().map(column -> name + "." + column.name()).toList();
    String picture =
        LineagePicture.of("lineage", "From the sources to " + name, own, lineage.upstream(own));
    if (picture.isEmpty()) {
      return text.append("\nThe SQL of each KPI says from which columns: see its page.\n")
          .toString();
    }
    text.append(picture(picture, "From the sources to " + name));
    text.append("\n| column | made from | in the sources |\n| --- | --- | --- |\n");
    for (String column : own) {
      Set<String> from = lineage.from(column);
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  column.substring(name.length() + 1),
                  columns(from),
                  columns(lineage.inSources(from))));
    }
    Set<String> decidedBy = lineage.decidedBy(name);
    if (!decidedBy.isEmpty()) {
      text.append("\nWhich rows there are is decided by %s.\n".formatted(columns(decidedBy)));
    }
    return text.toString();
  }

  /** A picture as part of a text. It scrolls by itself where it is wider than the window. */
  static String picture(String svg, String title) {
    return "\n<div class=\"scroll picture\" role=\"region\" aria-label=\"%s\" tabindex=\"0\">\n%s</div>\n"
        .formatted(title, svg);
  }

  private String readers(String heading, Set<String> readers, Function<String, String> link) {
    return readers.isEmpty()
        ? ""
        : "\n## %s\n\n%s.\n"
            .formatted(heading, readers.stream().map(link).collect(Collectors.joining(", ")));
  }

  private String link(String table) {
    return names.contains(table) ? "[`%1$s`](%1$s.md)".formatted(table) : "`" + table + "`";
  }

  private static String linkOfKpi(String kpi) {
    return "[`%1$s`](../kpis/%1$s.md)".formatted(kpi);
  }

  /** Columns as a cell; a dash for none. */
  static String columns(Collection<String> columns) {
    List<String> marked = new ArrayList<>();
    columns.forEach(column -> marked.add("`" + column + "`"));
    return marked.isEmpty() ? "-" : String.join(", ", marked);
  }
}
