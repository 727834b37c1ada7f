package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.project.Environment;
import kith.project.SmallDisk;
import org.junit.jupiter.api.Test;

/** Nights that end with exit code 5 or 6: the same command may succeed later. */
class TriedAgainLaterTest extends AfterAPublishedNight {

  @Test
  void aNightWithoutItsMarkerIsTriedAgainLater() throws Exception {
    Path night = lakes.copy(NIGHT, "unmarked");
    Files.delete(night.resolve("_COMPLETE"));

    refused("unmarked", 5, "has no _COMPLETE");
  }

  @Test
  void aNightWhoseMarkerIsStillBeingWrittenIsTriedAgainLater() throws Exception {
    Files.writeString(lakes.copy(NIGHT, "writing").resolve("_COMPLETE"), "\n");

    Path half = lakes.copy(NIGHT, "half").resolve("_COMPLETE");
    String text = Files.readString(half);
    Files.writeString(half, text.substring(0, text.lastIndexOf(',')));

    // Cut within a number, and within a word, which must not be read as another word.
    Path number = lakes.copy(NIGHT, "number").resolve("_COMPLETE");
    String count =
        text.lines().filter(line -> line.startsWith("ssd_cla_visits,")).findFirst().get();
    Files.writeString(
        number, text.replace(count + "\n", "") + count.substring(0, count.length() - 1));
    Path word = lakes.copy(NIGHT, "word").resolve("_COMPLETE");
    Files.writeString(word, text.replaceFirst("simulated,true\n", "") + "simulated,t");

    refused("number", 5, "no line end after its last line, and its counts differ from the files");
    refused("word", 5, "its _COMPLETE is empty or ends within a line");
    refused("writing", 5, "its _COMPLETE is empty or ends within a line");
    refused("half", 5, "its _COMPLETE is empty or ends within a line");
  }

  @Test
  void aSourceThatIsNoFolderIsTriedAgainLater() throws Exception {
    Files.writeString(folder.resolve("no-folder"), "");

    refused("no-folder", 5, "the source");
  }

  @Test
  void aNightThatIsNotThereIsTriedAgainLater() {
    refused("nowhere", 5, "has no folder of");
  }

  @Test
  void aStoreThatCannotBeReachedIsTriedAgainLater() throws Exception {
    Files.writeString(folder.resolve("no-store"), "");
    Environment environment =
        lakes.environment("unused").with(folder.resolve("no-store/lake"), lakes.source());

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(5);
    assertThat(result.message())
        .contains("Cannot create the lake's folders")
        .contains("Nothing was run.")
        .contains("Check that the lake's storage is available and writable")
        .contains("run the command again")
        .doesNotContain("figures published before stand");
    assertThat(result.steps()).isEmpty();
    assertThat(result.isPublished()).isFalse();
    assertThat(folder.resolve("no-store")).isEmptyFile();
    assertThat(folder.resolve("unused")).as("no lake in another place").doesNotExist();
  }

  @Test
  void aLakeThatAnotherRunHoldsIsTriedAgainLater() {
    LakeRoot root = copy("held");
    try (Lease lease = Lease.take(root.path())) {
      RunResult result = lakes.nightly("held", NIGHT);

      assertThat(result.exitCode().code()).isEqualTo(6);
      assertThat(result.message()).contains("process " + ProcessHandle.current().pid());
    }
    assertThat(lakes.published("held").businessDate()).isEqualTo(BEFORE);
    assertThat(lakes.commits("held")).isEqualTo(lakes.commits(PUBLISHED));
  }

  @Test
  void aDiskThatFillsUpIsTriedAgainLaterAndYesterdayStands() throws Exception {
    Path small = folder.resolve("small");
    try (SmallDisk disk = SmallDisk.at(small, "400m")) {
      lakes.copyLake(PUBLISHED, "small/lake");
      Path pointer = small.resolve("lake/published/current.json");
      String before = Files.readString(pointer);
      Path ballast = disk.fill(2 << 20);
      Environment environment = lakes.environment("small/lake").with(null, lakes.source());

      RunResult full = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

      assertThat(full.exitCode().code()).as(full.message()).isEqualTo(5);
      assertThat(full.message()).contains("has free space");
      assertThat(pointer).hasContent(before);

      Files.delete(ballast);
      RunResult again = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

      assertThat(again.exitCode().code()).as(again.message()).isZero();
      assertThat(lakes.published("small/lake").businessDate()).isEqualTo(NIGHT);
    }
  }

  @Test
  void aNightThatWasPublishedBeforeItFailedSaysSo() throws Exception {
    LakeRoot root = copy(lake("told"));
    Path results = root.path().resolve("ops/results");
    for (Path result : Lakes.files(results)) {
      Files.delete(result);
    }
    Files.delete(results);
    Files.writeString(results, "no folder");

    RunResult untold = lakes.nightly(lake("told"), NIGHT);

    assertThat(untold.exitCode().code()).as(untold.message()).isEqualTo(5);
    assertThat(untold.message())
        .contains("Cannot write ops/results/")
        .contains("This run's figures were published before that")
        .doesNotContain("Nothing was published")
        .doesNotContain("figures published before stand");
    assertThat(lakes.published(lake("told")).businessDate()).isEqualTo(NIGHT);

    Files.delete(results);
    assertThat(lakes.nightly(lake("told"), NIGHT).message()).startsWith("Already done");
  }
}
