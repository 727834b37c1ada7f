package kith.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kith.conform.Conform;
import kith.lake.DeltaLake;
import kith.project.Project;
import kith.simulate.Mess;
import kith.simulate.Simulation;
import kith.source.SourceSystem;
import kith.table.Night;
import kith.table.Publication;
import kith.table.SourceMark;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.Versions;
import kith.testing.SparkTest;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A published night on which much is wrong, since that is where records of one person meet
 * another's. It is made once for all tests that build its tables again.
 */
final class MessyNight {

  static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  static final int SEED = 23;

  private static MessyNight made;

  private final Lakes lakes;
  private final DeltaLake lake;
  private final Publication published;

  private MessyNight(Path folder) {
    lakes = new Lakes(folder);
    Simulation.into(lakes.source(), NIGHT)
        .withSeed(SEED)
        .withMess(Mess.HEAVY)
        .withChildrenInCare(40)
        .writeWithOtherFiles();
    RunResult result = lakes.nightly("whole", NIGHT);
    if (result.exitCode().code() != 0) {
      throw new IllegalStateException(result.message());
    }
    lake = new DeltaLake(SparkTest.spark(), lakes.root("whole").path().toString());
    published = lakes.published("whole");
  }

  static synchronized MessyNight made() {
    if (made == null) {
      try {
        Path folder = Files.createTempDirectory("kith-messy-night");
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(folder.toFile())));
        made = new MessyNight(folder);
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return made;
  }

  DeltaLake lake() {
    return lake;
  }

  long version(TableName table) {
    return published.versions().get(table.qualified());
  }

  /** A table as it was published. */
  Dataset<Row> stored(TableName table) {
    return lake.read(table, version(table));
  }

  /** The conform stage of the night, with all of its tables made; to be closed. */
  Conform conform() {
    // Other tests register the keys of other secrets in the one session.
    RunSetup.of(
            Project.home(),
            lakes.environment("whole"),
            new Progress(Progress.Form.QUIET, System.out))
        .keys()
        .register(SparkTest.spark());
    Versions versions = new Versions();
    published.versions().forEach(versions::put);
    Project project = Project.home();
    List<SourceMark> marks =
        StageRecord.read(lakes.root("whole").files(), NIGHT, "extract").orElseThrow().sources();
    return Conform.of(
        new Night(
            project,
            TableSpecs.of(project),
            840,
            NIGHT,
            marks,
            published.id(),
            lake,
            lakes.root("whole").files(),
            Optional.empty(),
            versions,
            new StepCounts()),
        marks.stream().map(mark -> SourceSystem.of(project, mark.system())).toList(),
        "");
  }
}
