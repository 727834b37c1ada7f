package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night's folder of two tables, checked: what breaks the contract, and what is only noted. */
class NightFolderTest {

  private static final String MISSING =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n";
  private static final String DISABILITY = "disa_table_id,disa_person_id,disa_disability_code\n";
  private static final String MARKER = "ssd_missing,1\nssd_disability,0\n";

  @TempDir private Path source;
  private TextNight night;

  @BeforeEach
  void twoTables() {
    night = new TextNight(source, TextNight.NIGHT, "missing", "disability");
    night.write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n");
    night.write("ssd_disability.csv", DISABILITY);
    night.write("_COMPLETE", MARKER);
  }

  private void refused(ExitCode code, String... why) {
    assertThatThrownBy(night::open)
        .isInstanceOfSatisfying(
            KithException.class, failure -> assertThat(failure.exitCode()).isEqualTo(code))
        .hasMessageContainingAll(why);
  }

  @Test
  void aWholeNightHasItsTablesAndNothingOdd() {
    NightFolder opened = night.open();

    assertThat(opened.files())
        .extracting(file -> file.contract().table() + " " + file.records())
        .containsExactly("missing 1", "disability 0");
    assertThat(opened.oddities()).isEmpty();
  }

  @Test
  void theFingerprintIsThatOfTheContentOfTheFilesAndOfTheWindow() {
    String before = night.open().fingerprint();
    night.write("else.csv", "x");
    assertThat(night.open().fingerprint()).as("nobody reads that file").isEqualTo(before);

    night.write("_COMPLETE", MARKER + "window_start,2019-04-01\n");
    String withWindow = night.open().fingerprint();
    assertThat(withWindow).isNotEqualTo(before);
    night.write("ssd_missing.csv", MISSING + "1,11,2025-03-02,M,,,\n");
    assertThat(night.open().fingerprint()).isNotEqualTo(withWindow);
  }

  // --- the night itself

  @Test
  void aNightInTheFutureIsRefused() {
    TextNight tomorrow = new TextNight(source, LocalDate.now().plusDays(1), "missing");

    assertThatThrownBy(tomorrow::open)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining("is in the future");
  }

  @Test
  void aNightWithoutAFolderOrAMarkerIsNotThereYet() throws Exception {
    assertThatThrownBy(new TextNight(source, LocalDate.of(2025, 3, 30), "missing")::open)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("The source has no folder of 2025-03-30");

    Files.delete(night.folder().resolve("_COMPLETE"));
    refused(ExitCode.UNREACHABLE, "its folder has no _COMPLETE.");
  }

  @Test
  void aMarkerOfAnotherNightBreaksTheContract() {
    night.write("_COMPLETE", MARKER + "business_date,2025-03-30\n");

    refused(ExitCode.BROKEN_CONTRACT, "marker is for 2025-03-30, not for 2025-03-31");
  }

  @Test
  void aMarkerThatIsEmptyOrStopsWithinALineIsStillBeingWritten() {
    night.write("_COMPLETE", "");
    refused(ExitCode.UNREACHABLE, "is empty or ends within a line, so it is still being written");

    night.write("_COMPLETE", "ssd_missing,1\nssd_disab");
    refused(ExitCode.UNREACHABLE, "is empty or ends within a line, so it is still being written");
  }

  @Test
  void aMarkerCutOffWithinANumberIsStillBeingWrittenAndAWholeOneIsWrong() {
    night.write("_COMPLETE", "ssd_disability,0\nssd_missing,10");
    refused(ExitCode.UNREACHABLE, "its counts differ from the files, so it is still being written");

    night.write("_COMPLETE", "ssd_disability,0\nssd_missing,10\n");
    refused(ExitCode.BROKEN_CONTRACT, "the file has 1 records, but _COMPLETE says 10");
  }

  // --- its tables

  @Test
  void aTableThatTheMarkerDoesNotCountBreaksTheContract() {
    night.write("_COMPLETE", "ssd_missing,1\n");

    refused(
        ExitCode.BROKEN_CONTRACT,
        "ssd.disability for 2025-03-31: _COMPLETE does not say how many records it has");
  }

  @Test
  void aTableThatIsCarriedAndMissingIsToldWithAFileThatCouldBeMeant() throws Exception {
    move("ssd_missing.csv", "ssd_missing (1).csv");
    move("ssd_disability.csv", "SSD_Disability.csv.zip");
    night.write("_COMPLETE", "ssd_disability,0\n");

    refused(
        ExitCode.BROKEN_CONTRACT,
        "Cannot load 2 of 2 tables",
        "ssd.missing: its file is missing (0 of 2 files found); there is ssd_missing (1).csv,"
            + " which is not read",
        "; there is SSD_Disability.csv.zip, which is not read",
        "availability.yaml");
  }

  @Test
  void aTableThatTheMarkerCountsAndThatIsMissingIsToldWithItsRecords() throws Exception {
    move("ssd_missing.csv", "else.csv");

    refused(ExitCode.BROKEN_CONTRACT, "_COMPLETE says 1 records, but there is no file");
  }

  private void move(String from, String to) throws Exception {
    Files.move(night.folder().resolve(from), night.folder().resolve(to));
  }

  @Test
  void aFileThatIsCutOffWithinItsLastCellBreaksTheContractWhereOthersEndTheirLines() {
    night.write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,2025-03-0");

    refused(
        ExitCode.BROKEN_CONTRACT,
        "ssd.missing for 2025-03-31: it ends without a line end, which the other files of the"
            + " night have: it was cut off");
  }

  @Test
  void missingColumnsNameTheShapeByWhichTheNightWasRead() {
    night.write("ssd_disability.csv", "disa_table_id,disa_person_id\n");

    refused(ExitCode.BROKEN_CONTRACT, "this night was read as plain; name another with --shape");
  }

  // --- what is only noted

  @Test
  void filesWithoutALastLineEndAreToldSinceOneMayBeCutOff() {
    night.write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,");
    night.write("ssd_disability.csv", DISABILITY.stripTrailing());

    assertThat(night.open().oddities())
        .containsExactly(
            "No CSV file has a line end after its last record, so a file cut off within its last"
                + " cell would look complete.");
  }

  @Test
  void onlyNamesThatAreTheSourcesOwnAreTold() {
    night.write("_COMPLETE", MARKER + "ssd_pets,3\nAmy Example,1\n");
    night.write("Amy Example.csv", "x");
    night.write("ssd_pets.csv", "x");
    night.write("ssd_disability.csv", DISABILITY.replace("\n", ",disa_since,Amy Example,,\n"));

    assertThat(night.open().oddities())
        .containsExactly(
            "ssd_disability has 4 column(s) that no contract names (among them disa_since); they"
                + " were not landed.",
            "The folder has 2 file(s) that no contract names (among them ssd_pets.csv); they were"
                + " not read.",
            "_COMPLETE counts 2 table(s) that no contract names (among them ssd_pets).");
  }

  @Test
  void tenNamesAreToldAtMost() {
    StringBuilder marker = new StringBuilder(MARKER);
    for (char letter = 'a'; letter <= 'k'; letter++) {
      marker.append("ssd_pets_").append(letter).append(",1\n");
    }
    night.write("_COMPLETE", marker.toString());

    assertThat(List.of(night.open().oddities().get(0).split("ssd_pets_"))).hasSize(11);
  }
}
