package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.Project;
import kith.testing.Folders;
import org.opentest4j.TestAbortedException;

/**
 * The sample's files and the lake in which its night is published. The night is run once for all
 * tests.
 *
 * <p>Eighteen invented children are followed from the lines of the files to the KPIs as at 31 March
 * 2018 to 2022. A child is found by the line of an episode, never by an id. An episode reads: first
 * day, last day (not a day of it, R2), why it began, why it ended, placement, legal status. A
 * period reads: first day, last day, why it ended, was its start seen, age at the start.
 */
record SampleNight(SampleFiles files, SampleLake lake) {

  private static SampleNight made;

  /**
   * The night.
   *
   * @throws TestAbortedException if the sample is not beside the repository
   */
  static synchronized SampleNight made() {
    if (made == null) {
      Path source = Project.home().root().resolve("../shared/data/ssd-sample").normalize();
      if (!Files.isDirectory(source)) {
        String skipped =
            "Skipped: the folder shared/data/ssd-sample is not beside the repository,"
                + " so the sample's night was not run.";
        System.out.println(skipped);
        throw new TestAbortedException(skipped);
      }
      SampleLake lake = new SampleLake(source, Folders.shared("sample-night"));
      assertThat(lake.result().exitCode().code()).as(lake.result().message()).isZero();
      made =
          new SampleNight(
              new SampleFiles(source.resolve(SampleLake.NIGHT.toString())), lake.readChildren());
    }
    return made;
  }
}
