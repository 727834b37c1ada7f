package kith.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** How a picture begins: the only HTML of a text that is no Markdown. */
  static final String PICTURE = "<div class=\"scroll picture\"";

  private static final List<Zone> ZONES =
      List.of(Zone.MARTS, Zone.WAREHOUSE, Zone.RESTRICTED, Zone.STAGING, Zone.OPS, Zone.REFERENCE);

  /** Tables that no staging SQL and no build makes. */
  private static final Map<String, String> OF_OTHERS =
      Map.of(
          "stg_postcode", "The postcode directory, [`postcode`](postcode.md)",
          "stg_source_night", "The marker of each night's folder",
          "person_pair",
              "The identifying columns of the sources, compared while they are extracted");

  /** What writes the tables of {@code ops} and {@code reference}, which are made from no table. */
  private static final Map<String, String> WRITTEN_BY =
      Map.of(
          "control_total",
              "The night's extract, when all tables are loaded, also of a night that is then held back",
          "source_count",
              "The night's extract, with the control totals ([`control_total`](control_total.md))",
          "night_change",
              "The night's extract, when the tables of the case-management system are loaded",
          "went_record",
              "The night's extract. The next night's reads it, to tell a record that returned from a new one",
          "flag_count", "The night's conform, when the tables are made",
          "quality_result",
              "The night's marts, when the [rules](../quality.md) have run, also of a night that one of them then holds back",
          "postcode",
              "`kith postcodes load`, outside the nights: a [postcode directory](../postcodes.md) takes the place of the one before");

  private final Lineage lineage;
  private final List<TableSpec> tables;
  private final Set<String> names;
  private final EndPages ends;

  TablePages(Project project, Lineage lineage) {
    this.lineage = lineage;
    this.ends = new EndPages(project, lineage);
    this.tables =
        Stream.concat(
                TableSpecs.forReaders(project).all().stream(),
                View.of(project).stream().map(View::spec))
            .sorted(
                Comparator.comparing((TableSpec spec) -> ZONES.indexOf(spec.table().zone()))
                    .thenComparing(spec -> spec.table().name()))
            .toList();
    this.names = tables.stream().map(spec -> spec.table().name()).collect(Collectors.toSet());
  }

  /** The pages by their place, as if they were files of the project. */
  Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>(ends.all());
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
    return text.append(ends.list()).toString();
  }

  private String page(TableSpec spec) {
    String name = spec.table().name();
    return "# %s\n\n".formatted(name)
        + Dictionary.table(spec)
        + "\nKey: %s. Dates are London days; a period covers its first day and not its last, and an open end is null.\n"
            .formatted(String.join(", ", spec.key()))
        + origin(spec)
        + readers("Read by", lineage.readBy(name), this::link)
        + readers("KPIs that read it", lineage.kpisOf(name), TablePages::linkOfKpi);
  }

  private String origin(TableSpec spec) {
    String name = spec.table().name();
    return switch (spec.table().zone()) {
      case OPS ->
          writtenBy(name)
              + "It holds all nights; a night that is run again replaces its own rows.\n";
      case REFERENCE -> writtenBy(name);
      case STAGING -> ofSources(spec);
      default -> madeFrom(spec);
    };
  }

  private static String writtenBy(String name) {
    return "\n## Written by\n\n%s.\n".formatted(Objects.requireNonNull(WRITTEN_BY.get(name), name));
  }

  /** Staging is one step from the sources. */
  private String ofSources(TableSpec spec) {
    String name = spec.table().name();
    if (OF_OTHERS.containsKey(name)) {
      return "\n## Made from\n\n%s.\n".formatted(OF_OTHERS.get(name));
    }
    Set<String> read = new TreeSet<>();
    spec.columns().stream()
        .flatMap(column -> lineage.from(name + "." + column.name()).stream())
        .forEach(field -> read.add(Lineage.table(field)));
    StringBuilder text =
        new StringBuilder(
            "\n## Made from\n\n%s.\n\n| column | in the sources |\n| --- | --- |\n"
                .formatted(
                    read.stream()
                        .map(table -> "[`%1$s`](%1$s.md)".formatted(table))
                        .collect(Collectors.joining(", "))));
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
      return "\n## Made from\n\n%s.\n"
          .formatted(
              OF_OTHERS.getOrDefault(
                  name, "Files of the project, such as `conf/codes`: it reads no table"));
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
    text.append(
        "\nKeys and the numbers of source rows are followed for keys and source rows only.\n\n"
            + "| column | made from | in the sources |\n| --- | --- | --- |\n");
    for (String column : own) {
      Set<String> from = lineage.from(column);
      text.append(
          "| %s | %s | %s |\n"
              .formatted(column.substring(name.length() + 1), columns(from), inSources(column)));
    }
    Set<String> decidedBy = lineage.decidedBy(name);
    if (!decidedBy.isEmpty()) {
      text.append("\nWhich rows there are is decided by %s.\n".formatted(columns(decidedBy)));
    }
    return text.toString();
  }

  private String inSources(String column) {
    Set<String> fields = lineage.inSources(Set.of(column));
    if (lineage.isOfKpis(column)) {
      return "see the page of the KPI";
    }
    return fields.isEmpty() ? "none: fixed, counted or set in `conf`" : columns(fields);
  }

  /** A picture as part of a text. It scrolls by itself where it is wider than the window. */
  static String picture(String svg, String title) {
    return "\n"
        + PICTURE
        + " role=\"region\" aria-label=\"%s\" tabindex=\"0\">\n%s</div>\n".formatted(title, svg);
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

  /** Columns as a cell. */
  static String columns(Collection<String> columns) {
    List<String> marked = new ArrayList<>();
    columns.forEach(column -> marked.add("`" + column + "`"));
    return marked.isEmpty() ? "no column" : String.join(", ", marked);
  }
}
