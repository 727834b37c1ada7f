package kith.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.marts.KpiPages;
import kith.project.Project;

/**
 * All pages of the documentation: tables and views, KPIs, chapters, decisions, the last nights, and
 * the files of the project to which they link.
 */
final class Site {

  private static final String KPIS = "docs/kpis/";

  /** Longer than any fence within a file. */
  private static final String FENCE = "`".repeat(12);

  private static final String NIGHTS = "docs/nights.md";

  private final Project project;
  private final Links links;
  private final List<Page> pages = new ArrayList<>();

  private Site(Project project) {
    this.project = project;
    this.links = new Links(project.root());
  }

  /**
   * The pages of a project.
   *
   * @param history of each KPI's definition
   * @param nights the page of the last nights, as Markdown
   */
  static List<Page> pages(
      Project project,
      Lineage lineage,
      Map<String, List<DefinitionHistory.Change>> history,
      String nights) {
    Site site = new Site(project);
    Map<String, String> chapters = site.chapters();
    site.addAll(chapters, "Chapter");
    site.addAll(Map.of(NIGHTS, nights), "Nights");
    site.addAll(new TablePages(project, lineage).all(), "Table");
    Map<String, String> kpis = new TreeMap<>();
    KpiPages.of(project)
        .forEach(
            (name, text) ->
                kpis.put(
                    KPIS + name,
                    name.equals(KpiPages.LIST)
                        ? text
                        : text.replace(KpiPages.MADE, "")
                            + behind(name.replace(".md", ""), lineage, history)));
    site.addAll(kpis, "KPI");
    site.add("index.md", "Start", start(chapters));
    site.addFiles();
    return site.pages;
  }

  /** The texts of the project that people wrote. */
  private Map<String, String> chapters() {
    Map<String, String> chapters = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project.root().resolve("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> project.root().relativize(file).toString())
          .filter(file -> !file.startsWith(KPIS) && !file.equals(Links.DICTIONARY))
          .forEach(file -> chapters.put(file, text(file)));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    String decisions =
        chapters.keySet().stream()
            .filter(file -> file.startsWith(Links.DECISIONS + "/"))
            .map(
                file ->
                    "- [%s](%s)\n".formatted(title(chapters, file), Path.of(file).getFileName()))
            .collect(Collectors.joining());
    chapters.put(Links.DECISIONS + "/README.md", "# Decisions\n\n" + decisions);
    chapters.put("README.md", text("README.md"));
    return chapters;
  }

  private String text(String file) {
    try {
      return Files.readString(project.root().resolve(file));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String title(Map<String, String> chapters, String file) {
    return Markdown.read(chapters.getOrDefault(file, ""), link -> null).title();
  }

  private static String start(Map<String, String> chapters) {
    StringBuilder text =
        new StringBuilder(
            """
            # Kith's documentation

            Kith is the corporate parenting warehouse: each night it loads the records of children's social care, conforms them into tables and publishes
            the figures that the Corporate Parenting Panel reads. These pages say what the tables and figures mean and where they come from. They hold
            definitions and counts, no record of a person; the counts of the last nights are for those who may read the lake's zone `ops`.

            - [Every KPI](docs/kpis/README.md): what it means, its cases in words, what it is compared with, and the columns behind it
            - [Tables and views](docs/tables/README.md): what each holds, and from which columns each column is made
            - [The last nights](docs/nights.md): control totals and data quality
            - [Decisions](docs/decisions/README.md): design decisions and their reasons

            ## Chapters

            """);
    chapters.keySet().stream()
        .filter(file -> !file.startsWith(Links.DECISIONS))
        .forEach(file -> text.append("- [%s](%s)\n".formatted(title(chapters, file), file)));
    return text.toString();
  }

  /** The columns behind a KPI, and how its definition changed. */
  private static String behind(
      String kpi, Lineage lineage, Map<String, List<DefinitionHistory.Change>> history) {
    Set<String> columns = lineage.ofKpi(kpi);
    String figure = kpi + ".members";
    Map<String, Set<String>> upstream = new TreeMap<>(lineage.upstream(columns));
    upstream.put(figure, columns);
    String title = "From the sources to " + kpi;
    String picture = LineagePicture.of("lineage", title, List.of(figure), upstream);
    StringBuilder text = new StringBuilder("\n## Columns behind it\n");
    if (!picture.isEmpty()) {
      text.append(TablePages.picture(picture, title));
    }
    text.append(
        "\nThe columns that its SQL reads, with those of its population and of the SQL that KPIs"
            + " share; keys are left out.\n\n| column | in the sources |\n| --- | --- |\n");
    columns.stream()
        .filter(column -> !Lineage.isTechnical(column))
        .forEach(
            column ->
                text.append(
                    "| [`%s`](../tables/%s.md) | %s |\n"
                        .formatted(
                            column,
                            Lineage.table(column),
                            TablePages.columns(lineage.inSources(Set.of(column))))));
    Set<String> deciding = lineage.decidingInSources(columns);
    if (!deciding.isEmpty()) {
      text.append(
          "\nThese decide besides which rows the tables on the way have: %s.\n"
              .formatted(TablePages.columns(deciding)));
    }
    return text + history(history.getOrDefault(kpi, List.of()));
  }

  private static String history(List<DefinitionHistory.Change> changes) {
    StringBuilder text = new StringBuilder("\n## History of its definition\n\n");
    if (changes.isEmpty()) {
      return text.append("No night of this lake has calculated it yet.\n").toString();
    }
    text.append(
        "| from the night of | rule version | parameters | changed |\n| --- | --- | --- | --- |\n");
    for (DefinitionHistory.Change change : changes) {
      text.append(
          "| %s | `%s` | %s | %s |\n"
              .formatted(
                  change.night(),
                  change.ruleVersion(),
                  change.parameters().isEmpty() ? "none" : change.parameters().replace(" | ", ", "),
                  change.changed().isEmpty()
                      ? "first recorded"
                      : String.join("; ", change.changed()).replace("|", "\\|")));
    }
    return text.toString();
  }

  private void addAll(Map<String, String> texts, String kind) {
    texts.forEach((place, text) -> add(place, kind, text));
  }

  private void add(String place, String kind, String text) {
    Markdown read = Markdown.read(text, links.of(place));
    pages.add(new Page(Links.page(place), kind, read.title(), read.html(), read.text()));
  }

  /** Files to which pages link; none of them links on. */
  private void addFiles() {
    for (String file : new TreeSet<>(links.files())) {
      String code = FENCE + "\n" + text(file) + "\n" + FENCE + "\n";
      Markdown read = Markdown.read("# " + file + "\n\n" + code, link -> link);
      String named =
          read.html().replace("aria-label=\"Example 1\"", "aria-label=\"%s\"".formatted(file));
      pages.add(new Page(Links.ofFile(file), "File", file, named, file.toLowerCase(Locale.ROOT)));
    }
  }
}
