package kith.extract;

import static org.apache.spark.sql.functions.expr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceNight;
import kith.source.folder.TextNight;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Versions;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;

/** The extract stage of a checked night, and what it wrote to a lake. */
final class SmallExtract {

  private final SourceNight night;
  private final DeltaLake lake;
  private final StepCounts counts = new StepCounts();
  private final Versions versions = new Versions();
  private Optional<NightBefore> before = Optional.empty();
  private Set<String> acceptedVolume = Set.of();

  SmallExtract(SourceNight night, Path lakeFolder) {
    this.night = night;
    this.lake = new DeltaLake(SparkTest.spark(), lakeFolder.toString());
    new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840)
        .register(SparkTest.spark());
  }

  /** Compares the night with one extracted into the same lake. */
  SmallExtract after(SmallExtract last) {
    before = Optional.of(new NightBefore(last.night.businessDate(), last.counts));
    return this;
  }

  /** Loads tables, by step name, although they have far fewer records. */
  SmallExtract accepting(String... tables) {
    acceptedVolume = Set.of(tables);
    return this;
  }

  SmallExtract run() {
    List<StageStep> steps =
        Extract.steps(
            List.of(night),
            before,
            TextNight.needed(),
            acceptedVolume,
            CodeLists.of(Project.home()),
            Parameters.of(Project.home()),
            lake,
            versions,
            counts);
    for (StageStep step : steps) {
      StageStep.Result result = step.run();
      result
          .tables()
          .forEach(written -> versions.put(written.table().qualified(), written.version()));
      counts.put(step.name(), result.counts());
    }
    return this;
  }

  /** What the step of a table counted. */
  Map<String, Long> counts(String table) {
    return counts.of("ssd_" + table).byMeasure();
  }

  /** What every step counted, by step. */
  StepCounts allCounts() {
    return counts;
  }

  /** Rows of a table of the night, in the order of their lines. */
  List<Row> rows(Zone zone, String table, String order) {
    TableName name = new TableName(zone, "ssd_" + table);
    return lake.read(name, versions.of(name)).orderBy(expr(order)).collectAsList();
  }

  /** What a table of the lake holds of the night. */
  List<Row> ofNight(TableName table) {
    return lake.nights(table, versions.of(table), night.businessDate()).collectAsList();
  }

  /** The pairs of people who seem to be one child. */
  List<String> personPairs() {
    return lake
        .read(Tables.PERSON_PAIR, versions.of(Tables.PERSON_PAIR))
        .orderBy("child_key")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }
}
