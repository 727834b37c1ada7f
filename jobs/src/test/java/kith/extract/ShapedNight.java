package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.CodeLists;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.NightFolder;
import kith.source.folder.NightReader;
import kith.source.folder.TextNight;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;

/**
 * The stays and workers of 25 children in a night's files, the shape that is declared for them, and
 * their extract.
 */
final class ShapedNight {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  static final int CHILDREN = 25;
  private static final Set<String> TABLES =
      Set.of(
          "person",
          "cla_episodes",
          "cla_placement",
          "legal_status",
          "professionals",
          "care_leavers");

  private final Path folder;
  private final Map<String, List<Map<String, String>>> records = new TreeMap<>();
  private final Map<String, Set<String>> dropped = new HashMap<>();
  private final Versions versions = new Versions();
  private final DeltaLake lake;
  private StepCounts counts = new StepCounts();
  private String shape = "";

  /** Every child had two episodes and has a third, in a placement each; all ends touch. */
  ShapedNight(Path folder) {
    this.folder = folder;
    lake = new DeltaLake(SparkTest.spark(), folder.resolve("lake").toString());
    new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840)
        .register(SparkTest.spark());
    TABLES.forEach(table -> records.put(table, new ArrayList<>()));
    for (int child = 1; child <= CHILDREN; child++) {
      record("person", Map.of("pers_person_id", "" + child, "pers_dob", "2012-05-01"));
      LocalDate first = LocalDate.of(2024, 4, 1).plusDays(child);
      stay(child, 1, first, first.plusDays(40), "X1");
      stay(child, 2, first.plusDays(40), first.plusDays(90), "X1");
      stay(child, 3, first.plusDays(90), null, "");
      record("professionals", Map.of("prof_professional_id", "W" + child));
    }
  }

  /** Adds an episode with its placement and legal status; {@code until} is null while it lasts. */
  void stay(int child, int number, LocalDate from, LocalDate until, String reason) {
    String end = until == null ? "" : until.toString();
    String id = child + "-" + number;
    record(
        "cla_episodes",
        Map.of(
            "clae_person_id",
            "" + child,
            "clae_cla_placement_id",
            id,
            "clae_cla_id",
            "care-" + child,
            "clae_cla_episode_start_date",
            from.toString(),
            "clae_cla_episode_start_reason",
            number == 1 ? "S" : "P",
            "clae_cla_episode_ceased_date",
            end,
            "clae_cla_episode_ceased_reason",
            reason));
    record(
        "cla_placement",
        Map.of(
            "clap_cla_placement_id",
            id,
            "clap_cla_id",
            "care-" + child,
            "clap_person_id",
            "" + child,
            "clap_cla_placement_start_date",
            from.toString(),
            "clap_cla_placement_end_date",
            end));
    record(
        "legal_status",
        Map.of(
            "lega_person_id",
            "" + child,
            "lega_legal_status",
            number == 1 ? "C1" : "C2",
            "lega_legal_status_start_date",
            from.toString(),
            "lega_legal_status_end_date",
            end));
  }

  void record(String table, Map<String, String> cells) {
    records.get(table).add(new HashMap<>(cells));
  }

  /** The records of a table, which a test may change. */
  List<Map<String, String>> records(String table) {
    return records.get(table);
  }

  /** The records of every table, which a test may change. */
  Collection<List<Map<String, String>>> allRecords() {
    return records.values();
  }

  /** Writes one in so many ends of a table as the last day, not the day after it. */
  void tellLastDays(String table, String column, int oneIn) {
    int number = 0;
    for (Map<String, String> cells : records.get(table)) {
      if (!cells.get(column).isEmpty() && number++ % oneIn == 0) {
        cells.put(column, LocalDate.parse(cells.get(column)).minusDays(1).toString());
      }
    }
  }

  /** Declares a shape, in place of the one before. */
  void declare(String declared) {
    shape = declared;
  }

  /** Writes a table without these columns. */
  void drop(String table, String... columns) {
    dropped.put(table, Set.of(columns));
  }

  void dropNothing() {
    dropped.clear();
  }

  AbstractThrowableAssert<?, ?> heldBack() {
    return assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK));
  }

  /** Runs every step in an order in which each comes after those that it waits for. */
  void extract() throws IOException {
    counts = new StepCounts();
    List<StageStep> waiting = new ArrayList<>(steps());
    while (!waiting.isEmpty()) {
      StageStep next =
          waiting.stream()
              .filter(step -> counts.byStep().keySet().containsAll(step.after()))
              .findFirst()
              .orElseThrow();
      waiting.remove(next);
      StageStep.Result result = next.run();
      result
          .tables()
          .forEach(written -> versions.put(written.table().qualified(), written.version()));
      counts.put(next.name(), result.counts());
    }
  }

  /** What the latest extract counted. */
  StepCounts counts() {
    return counts;
  }

  List<Row> raw(String table) {
    return table(table, Zone.RAW);
  }

  List<Row> table(String table, Zone zone) {
    TableName name = new TableName(zone, "ssd_" + table);
    return lake.read(name, lake.version(name)).collectAsList();
  }

  private List<StageStep> steps() throws IOException {
    SourceSystem whole = SourceSystem.of(Project.home(), "ssd");
    SourceShape declared =
        SourceShape.read("own", Files.writeString(folder.resolve("own.yaml"), shape + "\n"));
    SourceSystem some =
        whole.with(whole.contracts().stream().filter(one -> TABLES.contains(one.table())).toList());
    Path night = Files.createDirectories(folder.resolve("source").resolve(NIGHT.toString()));
    StringBuilder marker = new StringBuilder();
    for (SourceContract contract : some.contracts()) {
      Files.writeString(night.resolve(contract.file() + ".csv"), csv(contract));
      marker
          .append(contract.file())
          .append(',')
          .append(records.get(contract.table()).size())
          .append('\n');
    }
    Files.writeString(night.resolve("_COMPLETE"), marker);
    SourceSystem source = some.in(declared);
    NightFolder opened =
        NightReader.open(
            source,
            folder.resolve("source").toString(),
            NIGHT,
            Availability.of(Project.home(), "ssd").in(declared));
    return Extract.steps(
        List.of(opened),
        Optional.empty(),
        TextNight.needed(),
        Set.of(),
        CodeLists.of(Project.home()),
        Parameters.of(Project.home()),
        lake,
        versions,
        counts);
  }

  private String csv(SourceContract contract) {
    List<String> columns =
        contract.columns().stream()
            .map(SourceColumn::name)
            .filter(name -> !dropped.getOrDefault(contract.table(), Set.of()).contains(name))
            .toList();
    return String.join(",", columns)
        + "\n"
        + records.get(contract.table()).stream()
            .map(
                cells ->
                    columns.stream()
                            .map(column -> cells.getOrDefault(column, ""))
                            .collect(Collectors.joining(","))
                        + "\n")
            .collect(Collectors.joining());
  }
}
