package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import kith.postcode.PostcodeLoad;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.testing.Folders;

/**
 * One night of an authority as the demo invents it, smaller and with the files of other systems. It
 * is made once for all tests.
 */
final class QuestionLake {

  /** The night of the demo. */
  private static final LocalDate NIGHT = LocalDate.of(2026, 4, 2);

  private static final int CHILDREN_IN_CARE = 150;
  private static final int YEARS = 3;
  private static final long SEED = 1;

  private static Answers made;

  private QuestionLake() {}

  /** The night as an analyst reads it, run on first use. */
  static synchronized Answers made() throws IOException {
    if (made == null) {
      made = run(new Lakes(Folders.shared("questions")));
    }
    return made;
  }

  private static Answers run(Lakes lakes) throws IOException {
    Simulation.into(lakes.source(), NIGHT)
        .withSeed(SEED)
        .withChildrenInCare(CHILDREN_IN_CARE)
        .withYears(YEARS)
        .writeWithOtherFiles();
    new PostcodeLoad(Project.home(), lakes.environment("lake"))
        .load(InventedPostcodes.write(lakes.folder().resolve("directory.csv")), "2026-02", NIGHT);
    RunResult result = lakes.nightly("lake", NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    return new Answers(lakes);
  }
}
