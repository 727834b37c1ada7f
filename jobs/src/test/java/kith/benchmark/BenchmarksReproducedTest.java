package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.benchmark.ReferenceFigures.Expected;
import kith.project.Project;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publishers' files, read as they are, give every expected figure. */
class BenchmarksReproducedTest {

  private static final Path REFERENCE =
      Project.home().root().resolve("../shared/reference/benchmarks");

  private static final String MISSING =
      "la_children_who_were_missing_or_away_from_placement_without_authorisation";

  @TempDir private static Path out;
  private static Loaded loaded;
  private static final Map<String, Map<String, @Nullable String>> ROWS = new HashMap<>();

  @BeforeAll
  static void load() throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE.resolve("raw")), "the publishers' files are not here");
    loaded =
        new BenchmarkLoad(Project.home())
            .load(REFERENCE.resolve("raw"), out, LocalDate.parse("2026-06-10"));
    CodeLists.read(out.resolve("benchmark_series.csv"))
        .forEach(row -> ROWS.put(key(row, "kpi", "area_code", "period_end", "edition"), row));
  }

  private static String key(Map<String, @Nullable String> row, String... columns) {
    List<String> parts = new ArrayList<>();
    for (String column : columns) {
      parts.add(CodeLists.filled(row, column));
    }
    return String.join("|", parts);
  }

  /**
   * How the expected figures compare: counts, and each difference.
   *
   * @param asReleased figures of the Interactive Tool that are left out because the release itself
   *     has the same
   */
  private record Comparison(
      int matched, int asReleased, List<String> differences, Map<String, Integer> notStored) {}

  private static Comparison compare(List<Expected> all) {
    int matched = 0;
    int asReleased = 0;
    List<String> differences = new ArrayList<>();
    Map<String, Integer> notStored = new TreeMap<>();
    for (Expected expected : all) {
      Map<String, @Nullable String> row = ROWS.get(expected.key());
      if (row == null && !isLoaded(expected)) {
        notStored.merge(expected.edition() + " " + expected.file(), 1, Integer::sum);
      } else if (row == null && isAsReleased(expected)) {
        asReleased++;
      } else if (row == null) {
        differences.add(expected.key() + " is not there");
      } else if (same(expected.numerator(), row.get("numerator"))
          && same(expected.denominator(), row.get("denominator"))
          && same(expected.value(), row.get("value"))) {
        matched++;
      } else {
        differences.add(expected + " is " + row);
      }
    }
    return new Comparison(matched, asReleased, differences, notStored);
  }

  private static boolean isAsReleased(Expected expected) {
    Map<String, @Nullable String> released =
        ROWS.get(expected.key().replace("lait-2026-04", "cla-2024"));
    return released != null && same(expected.value(), released.get("value"));
  }

  private static boolean isLoaded(Expected expected) {
    return loaded.files().stream()
        .anyMatch(
            file ->
                file.edition().equals(expected.edition())
                    && Downloads.stem(file.name()).contains(expected.file()));
  }

  private static boolean same(@Nullable BigDecimal expected, @Nullable String found) {
    BigDecimal number = ReferenceFigures.number(found);
    return expected == null ? number == null : number != null && expected.compareTo(number) == 0;
  }

  @Test
  void theLatestFiguresAreReproduced() {
    Comparison found = compare(ReferenceFigures.of(REFERENCE, "benchmarks.csv"));

    assertThat(found.differences()).isEmpty();
    assertThat(found.matched()).isEqualTo(10_788);
    assertThat(found.asReleased()).isEqualTo(198);
    // The files of earlier editions that are not kept beside the project.
    assertThat(found.notStored())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "cla-2023 la_care_leavers_accommodation_suitability",
                42,
                "cla-2023 la_care_leavers_activity",
                168,
                "cla-2023 la_care_leavers_intouch",
                42,
                "cla-2023 la_care_leavers_stayput",
                42,
                "cla-2023 " + MISSING,
                189,
                "cla-2023 la_conviction_health_outcome_cla",
                189,
                "cla-2024 la_care_leavers_activity",
                168,
                "cla-2024 la_conviction_health_outcome_cla",
                189));
  }

  @Test
  void theFiguresOfEarlierEditionsAreReproduced() {
    Comparison found = compare(ReferenceFigures.of(REFERENCE, "benchmark_editions.csv"));

    assertThat(found.differences()).isEmpty();
    assertThat(found.matched()).isEqualTo(3_675);
    assertThat(found.notStored())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "cla-2023 la_care_leavers_accommodation_suitability", 210,
                "cla-2023 la_care_leavers_activity", 420,
                "cla-2024 la_care_leavers_activity", 420));
  }

  /**
   * The days that each figure and its edition came out, its unit, its level and its status. What is
   * expected takes every symbol of some files for not available; the files have c and k.
   */
  @Test
  void theSeriesSayWhatTheExpectedSeriesSay() {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    int symbolsToldApart = 0;
    for (Map<String, @Nullable String> expected :
        CodeLists.read(REFERENCE.resolve("benchmark_series.csv"))) {
      Map<String, @Nullable String> row =
          ROWS.get(key(expected, "kpi", "area_code", "period_end", "edition"));
      if (row == null) {
        continue;
      }
      compared++;
      String status = CodeLists.filled(row, "status");
      if (!status.equals(expected.get("status"))) {
        assertThat(expected.get("status")).isEqualTo("not_available");
        assertThat(status).isIn("suppressed", "rounds_to_zero");
        symbolsToldApart++;
      }
      for (String column :
          List.of("geographic_level", "area_name", "published_on", "first_published_on", "unit")) {
        if (!CodeLists.filled(expected, column).equals(row.get(column))) {
          differences.add(column + " of " + expected + " is " + row);
        }
      }
    }

    assertThat(differences).isEmpty();
    assertThat(compared).isEqualTo(12_468);
    assertThat(symbolsToldApart).isEqualTo(15);
  }

  /** No expected figure is of this edition: these are as its two files have them for Durham. */
  @Test
  void theFirstEditionIsReadToo() {
    assertThat(loaded.files())
        .filteredOn(file -> file.edition().equals("cla-2022"))
        .extracting(file -> Downloads.stem(file.name()))
        .containsExactlyInAnyOrder(
            "la_cla_at_31_march_placement_stability_indicator",
            "la_cla_who_started_to_be_looked_after");
    assertThat(ROWS.get("placement_3plus_pct|E06000047|2022-03-31|cla-2022"))
        .containsEntry("numerator", "122")
        .containsEntry("denominator", "985")
        .containsEntry("value", "12");
    assertThat(ROWS.get("cla_start_10_15_pct|E06000047|2022-03-31|cla-2022"))
        .containsEntry("numerator", "82")
        .containsEntry("value", "21");
  }

  @Test
  void everyFileIsReadOrNamedAsOneThatIsNot() {
    assertThat(loaded.notRead())
        .containsExactlyInAnyOrder(
            "cla_2025/la_cla_during_year_new_placements.csv:"
                + " no KPI counts new placements by their place or by the reason for a change",
            "SOURCES.md: not a CSV, Parquet or ZIP file");
  }

  /**
   * Of Durham and Northumberland. The Interactive Tool has what the edition of 2025 says, whose
   * file is not here.
   */
  @Test
  void adoptionsAndSpecialGuardianshipsAreThoseOfTheReleaseAndOfTheToolWhereALaterOneChangedThem() {
    assertThat(
            Stream.of("adopted_count|E06000047", "adopted_count|E06000057", "sgo_count|E06000057")
                .flatMap(
                    of ->
                        Stream.of("2023-03-31|", "2024-03-31|", "2025-03-31|")
                            .flatMap(
                                period ->
                                    Stream.of("cla-2024", "lait-2026-04")
                                        .map(edition -> of + "|" + period + edition)))
                .filter(ROWS::containsKey)
                .map(key -> key + " " + ROWS.get(key).get("value")))
        .containsExactly(
            "adopted_count|E06000047|2023-03-31|cla-2024 65",
            "adopted_count|E06000047|2024-03-31|cla-2024 55",
            "adopted_count|E06000047|2024-03-31|lait-2026-04 56",
            "adopted_count|E06000047|2025-03-31|lait-2026-04 47",
            "adopted_count|E06000057|2023-03-31|cla-2024 21",
            "adopted_count|E06000057|2024-03-31|cla-2024 16",
            "adopted_count|E06000057|2025-03-31|lait-2026-04 26",
            "sgo_count|E06000057|2023-03-31|cla-2024 36",
            "sgo_count|E06000057|2024-03-31|cla-2024 71",
            "sgo_count|E06000057|2024-03-31|lait-2026-04 72",
            "sgo_count|E06000057|2025-03-31|lait-2026-04 70");
  }

  /** Of 835 figures of each, all in the years to March 2021 to 2024. */
  @Test
  void theToolAddsToTheReleaseOnlyWhatALaterEditionChanged() {
    List<String> changed =
        ROWS.keySet().stream()
            .filter(key -> key.endsWith("|lait-2026-04"))
            .filter(key -> ROWS.containsKey(key.replace("lait-2026-04", "cla-2024")))
            .toList();
    Map<String, Long> bySeries =
        changed.stream()
            .collect(
                Collectors.groupingBy(
                    key -> key.substring(0, key.indexOf('|')), Collectors.counting()));

    assertThat(changed).noneMatch(key -> key.contains("|2020-"));
    assertThat(bySeries)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "adopted_count", 26L,
                "sgo_count", 24L,
                "away_children_pct", 4L,
                "cl_staying_put_1920_pct", 4L,
                "missing_children_pct", 2L));
  }

  /**
   * Published of England alone; in extracts for 21 areas, where the Interactive Tool has no such
   * series; without the members of joint services; and without authorities since made.
   */
  @Test
  void theSeriesThatTheFilesLackForSomeAuthoritiesAreCounted() {
    Map<Long, Long> series =
        loaded.series().values().stream()
            .collect(Collectors.groupingBy(held -> held, Collectors.counting()));

    assertThat(loaded.authorities()).isEqualTo(153);
    assertThat(series).isEqualTo(Map.of(0L, 9L, 19L, 10L, 149L, 6L, 151L, 5L, 153L, 67L));
    assertThat(loaded.series())
        .containsEntry("cla_kinship_foster_pct", 0L)
        .containsEntry("cla_out_of_area_pct", 19L)
        .containsEntry("cla_foster_pct", 153L)
        .containsEntry("sw_agency_rate", 149L)
        .containsEntry("cla_start_under1_pct", 151L);
  }

  /** Without names: publishers write St Helens and St. Helens. */
  @Test
  void bothNeighbourModelsAreReproduced() {
    Map<String, Map<String, @Nullable String>> found = new HashMap<>();
    for (var row : CodeLists.read(out.resolve("statistical_neighbours.csv"))) {
      found.put(key(row, "model_year", "la_dfe_code", "rank"), row);
    }
    List<Map<String, @Nullable String>> all =
        CodeLists.read(REFERENCE.resolve("statistical_neighbours.csv"));

    assertThat(found).hasSameSizeAs(all).hasSize(3_090);
    assertThat(all)
        .allSatisfy(
            expected ->
                assertThat(found.get(key(expected, "model_year", "la_dfe_code", "rank")))
                    .containsAllEntriesOf(withoutNames(expected)));
  }

  /** The codes of authorities abolished before the model are blank in what is expected. */
  private static Map<String, @Nullable String> withoutNames(Map<String, @Nullable String> row) {
    Map<String, @Nullable String> cells = new HashMap<>(row);
    cells.keySet().removeAll(Set.of("la_name", "neighbour_name"));
    cells.values().removeIf(cell -> cell == null);
    return cells;
  }

  /**
   * From each neighbour's own figure of the latest edition, with those that have one. What is
   * expected takes the release's edition of 2024 where the tool has a figure of the next one.
   */
  @Test
  void theMeansOfNeighboursFollowFromTheirFigures() {
    Map<String, List<String>> neighbours = new HashMap<>();
    for (var row : CodeLists.read(out.resolve("statistical_neighbours.csv"))) {
      neighbours
          .computeIfAbsent(key(row, "model_year", "la_gss_code"), key -> new ArrayList<>())
          .add(CodeLists.filled(row, "neighbour_gss_code"));
    }
    Map<String, Map<String, @Nullable String>> latest = new HashMap<>();
    ROWS.values()
        .forEach(
            row ->
                latest.merge(
                    key(row, "kpi", "area_code", "period_end"),
                    row,
                    BinaryOperator.maxBy(
                        Comparator.comparing(one -> CodeLists.filled(one, "published_on")))));

    List<String> differences = new ArrayList<>();
    int matched = 0;
    int notStored = 0;
    for (ReferenceFigures.Mean mean : ReferenceFigures.means(REFERENCE)) {
      List<Map<String, @Nullable String>> rows =
          neighbours.get(mean.model() + "|" + mean.authority()).stream()
              .map(area -> latest.get(mean.kpi() + "|" + area + "|" + mean.periodEnd()))
              .toList();
      if (rows.contains(null)) {
        notStored++;
        continue;
      }
      List<BigDecimal> values =
          rows.stream()
              .filter(row -> row.get("value") != null)
              .map(row -> new BigDecimal(CodeLists.filled(row, "value")))
              .toList();
      assertThat(values).as(mean.toString()).hasSize(mean.withValue());
      BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal found = sum.divide(BigDecimal.valueOf(values.size()), 2, RoundingMode.HALF_EVEN);
      if (found.compareTo(mean.value()) == 0) {
        matched++;
      } else {
        differences.add(
            String.join(
                " ", mean.kpi(), mean.periodEnd(), mean.model(), mean.value() + "", found + ""));
      }
    }
    assertThat(differences)
        .containsExactly(
            "away_children_pct 2023-03-31 2025 1.25 1.38",
            "cl_staying_put_1920_pct 2023-03-31 2021 36.7 36.60",
            "cl_staying_put_1920_pct 2024-03-31 2021 40.56 40.44");
    assertThat(matched).isEqualTo(973);
    assertThat(notStored).isEqualTo(89);
  }

  @Test
  void everyAuthorityHasFigures() {
    Set<String> codes =
        ROWS.values().stream()
            .filter(row -> "Local authority".equals(row.get("geographic_level")))
            .filter(row -> "cla_count".equals(row.get("kpi")))
            .map(row -> CodeLists.filled(row, "area_code"))
            .collect(Collectors.toSet());

    assertThat(codes).contains("E06000047", "E10000019", "E09000030").hasSizeGreaterThan(153);
  }
}
