package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kith.project.Project;
import kith.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Impossible arguments are wrong usage, reported in one sentence, and nothing is run. */
class UsageTest {

  @TempDir private Path folder;

  private String refused(String... arguments) {
    return refusedWith(2, arguments);
  }

  private String refusedWith(int code, String... arguments) {
    Said said = Said.by(arguments);
    assertThat(said.code()).as(Arrays.toString(arguments)).isEqualTo(code);
    return said.text();
  }

  @Test
  void anAuthorityOutsideItsBoundsIsNotSimulated() {
    String out = folder.resolve("out").toString();
    String day = "2026-03-31";

    assertThat(refused("simulate", "--children-in-care", "9", "--business-date", day, "--out", out))
        .contains("children in care: 20 to 20,000");
    assertThat(refused("simulate", "--years", "0", "--business-date", day, "--out", out))
        .contains("years: 1 to 15");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDemoOutsideItsBoundsLeavesTheLakeOfTheLastOne() throws Exception {
    Path lake = Files.createDirectory(folder.resolve("lake"));
    Files.writeString(folder.resolve("lake.demo"), "of another size\n");

    assertThat(
            refused(
                "demo", "--children-in-care", "3", "--lake", lake.toString(), "--source", "none"))
        .contains("children in care");
    assertThat(lake).exists();
  }

  /** As on a full disk: a script would take what is cut off for complete. */
  @Test
  void whatCannotBePrintedWholeIsNotTakenForDone() {
    PrintStream out = System.out;
    int[] code = new int[1];
    String said =
        Said.during(
            () -> {
              System.setOut(new PrintStream(new FullDisk()));
              code[0] = KithCommand.execute("dictionary");
            });

    assertThat(System.out).isSameAs(out);
    assertThat(code[0]).isEqualTo(5);
    assertThat(said).startsWith("What the command printed could not be written whole.");
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  @Test
  void anInvalidBusinessDateBreaksTheContract() {
    assertThat(refusedWith(3, "nightly", "--business-date", "2026-13-45"))
        .isEqualTo(
            """
            Invalid value for option '--business-date': '2026-13-45' is not a date such as 2026-03-31.
            Nothing was run. Correct the date, then run kith nightly again.
            """);
    assertThat(refusedWith(3, "extract", "--business-date", "31/03/2026"))
        .contains("is not a date");
    assertThat(refused("nightly")).contains("Missing required option: '--business-date=DATE'");
    assertThat(refused("quality", "--business-date", "yesterday")).contains("is not a date");
  }

  /** An empty path would be the current folder, and a variable that is not set gives one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly --business-date 2026-03-31 --lake",
        "nightly --business-date 2026-03-31 --source",
        "nightly --business-date 2026-03-31 --env",
        "conform --business-date 2026-03-31 --shape",
        "check --repair --lake",
        "scorecard --lake",
        "sql -e",
        "simulate --business-date 2026-03-31 --out"
      })
  void anEmptyValueIsWrongUsage(String line) {
    for (String empty : new String[] {"", " "}) {
      List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
      arguments.add(empty);
      assertThat(refused(arguments.toArray(String[]::new)))
          .contains("Invalid value for option")
          .contains("the value is empty");
    }
    assertThat(Path.of("ops")).doesNotExist();
  }

  /** To a user without read access a folder looks as if it did not exist. */
  @Test
  void aZoneThatMayNotBeReadIsNotTakenForAnEmptyOne() throws Exception {
    String lake = Files.createDirectory(folder.resolve("lake")).toString();
    Files.createDirectory(folder.resolve("lake/ops"));

    assertThat(refused("quarantine", "--rows", "--lake", lake))
        .contains(
            "The zone quarantine of the lake does not exist, or this account cannot read it.");
    assertThat(refused("quarantine", "--codes", "--lake", lake)).contains("The zone raw of");
    assertThat(refused("sql", "--zone", "restricted", "--lake", lake)).contains("The zone ");
    assertThat(refused("scorecard", "--lake", lake)).contains("The zone ");
    for (String command : new String[] {"status", "quality", "quarantine"}) {
      assertThat(refused(command, "--lake", folder.resolve("none").toString()))
          .contains("There is no lake in");
    }
  }

  /** Java reads a URL as a local folder of that name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://bucket/lake",
        "s3a:/bucket/lake",
        "hdfs://server:8020/lake",
        "abfss://container@account.dfs.core.windows.net/lake",
        "file:///lake",
        "jdbc:h2:lake",
        "target/s3a://bucket/lake"
      })
  void anAddressIsNotTakenForAFolder(String address) throws Exception {
    String day = "2026-03-31";
    String night = "nightly --business-date " + day;
    List<String> lines =
        List.of(
            night + " --lake",
            night + " --source",
            "extract --business-date " + day + " --source",
            "conform --business-date " + day + " --lake",
            "marts --business-date " + day + " --lake",
            "publish --business-date " + day + " --lake",
            "backfill --from " + day + " --to " + day + " --lake",
            "scorecard --lake",
            "status --lake",
            "quality --lake",
            "quarantine --lake",
            "check --lake",
            "check --repair --lake",
            "sql --lake",
            "sql -f",
            "demo --children-in-care 20 --nights 1 --lake",
            "demo --children-in-care 20 --nights 1 --source",
            "simulate --children-in-care 20 --business-date " + day + " --out");
    for (String line : lines) {
      List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
      arguments.add(address);
      assertThat(refused(arguments.toArray(String[]::new)))
          .contains("'" + address + "' is an address, not a path on this machine");
    }
    String scheme = address.replace("target/", "").split(":")[0] + ":";
    assertThat(Path.of(scheme)).doesNotExist();
    assertThat(Path.of("target", scheme)).doesNotExist();
    assertThat(Project.home().root().resolve(scheme)).doesNotExist();
  }

  @Test
  void fewerThanNoRunsCannotBeShown() {
    assertThat(refused("status", "--runs", "-3")).contains("There are no -3 runs.");
  }
}
