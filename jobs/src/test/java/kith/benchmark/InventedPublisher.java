package kith.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;

/**
 * A project that knows one invented publication, and a folder for its files. Layouts, symbols and
 * regions are the project's own.
 */
final class InventedPublisher {

  static final String HEADER =
      "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
          + "region_name,old_la_code,la_name,new_la_code,kind,children,share\n";

  private static final String MAPPING =
      """
      publication: ponds
      layout: statistics
      files: ["ponds_*"]
      period: 31 March
      columns:
        count: [children, number]
        share: [share]
      filters:
        kind:
          columns: [kind, sort]
          labels:
            all: [All ponds, Total]
            deep: ["Deep, cold ponds"]
          others: [Shallow ponds]
      series:
        ponds_count: {unit: ponds, where: {kind: all}, value: count}
        ponds_deep_pct:
          unit: "%"
          where: {kind: deep}
          numerator: count
          denominator: {column: count, where: {kind: all}}
          value: share
      """;

  private final Path conf;
  private final Path files;
  private final Path out;

  InventedPublisher(Path folder) throws IOException {
    conf = Files.createDirectories(folder.resolve("conf/benchmarks"));
    files = Files.createDirectories(folder.resolve("files"));
    out = folder.resolve("out");
    Path own = Project.home().conf().resolve("benchmarks");
    for (String name : List.of(Layout.FILE, "symbols.csv", "regions.csv")) {
      Files.copy(own.resolve(name), conf.resolve(name));
    }
    list(
        "authorities.csv",
        """
        authority_code,gss_code,name,region_code,region_name
        901,E06000901,Upperton,E12000001,North East
        902,E06000902,"Lowerton, City of",E12000001,North East
        """);
    list(
        Editions.FILE,
        """
        edition,publication,title,first_new_period,newest_period,published_on,confidence
        ponds-2024,ponds,Ponds,2023-03-31,2024-03-31,2024-11-14,A
        ponds-2025,ponds,Ponds,2025-03-31,2025-03-31,2025-11-26,A
        digest-2026-04,digest,Digest,,2025-03-31,2026-04-08,A
        """);
    list("not_read.csv", "file,why\npuddles,no KPI counts puddles\n");
    mapping("ponds", MAPPING);
  }

  void list(String name, String content) throws IOException {
    Path file = conf.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  void mapping(String name, String yaml) throws IOException {
    list("datasets/" + name + ".yaml", yaml);
  }

  Path folder() {
    return files;
  }

  /** A file as published: its header and these lines. */
  InventedPublisher publishes(String name, String lines) throws IOException {
    return publishesWhole(name, HEADER + lines);
  }

  InventedPublisher publishesWhole(String name, String content) throws IOException {
    Path file = files.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /** A line about an authority. */
  static String authority(int year, String number, String kind, String count, String share) {
    return "%d,Reporting year,Local authority,E92000001,England,E12000001,North East,%s,Any,E0,%s,%s,%s\n"
        .formatted(year, number, kind, count, share);
  }

  /** Both kinds of ponds of an authority. */
  static String ponds(int year, String number, String deep, String all, String share) {
    return authority(year, number, "\"Deep, cold ponds\"", deep, share)
        + authority(year, number, "All ponds", all, "100");
  }

  Loaded load() throws IOException {
    return loadOn("2026-06-10");
  }

  Loaded loadOn(String day) throws IOException {
    return new BenchmarkLoad(new Project(conf.getParent().getParent()))
        .load(files, out, LocalDate.parse(day));
  }

  /** The rows written, by column. */
  List<Map<String, String>> series() throws IOException {
    load();
    return rows("benchmark_series.csv");
  }

  List<Map<String, String>> rows(String file) {
    return CodeLists.read(out.resolve(file)).stream()
        .map(
            row -> {
              Map<String, String> cells = new LinkedHashMap<>();
              row.forEach((column, cell) -> cells.put(column, cell == null ? "" : cell));
              return cells;
            })
        .toList();
  }

  /** The one row of a series and area. */
  static Map<String, String> of(List<Map<String, String>> rows, String kpi, String area) {
    return rows.stream()
        .filter(row -> row.get("kpi").equals(kpi) && row.get("area_name").equals(area))
        .findFirst()
        .orElseThrow();
  }
}
