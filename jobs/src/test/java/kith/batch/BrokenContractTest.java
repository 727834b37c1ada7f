package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nights whose files break the contract with the source: exit code 3. */
class BrokenContractTest extends AfterAPublishedNight {

  @Test
  void aTableThatIsThereTwiceBreaksTheContract() throws Exception {
    Files.writeString(lakes.copy(NIGHT, "two-formats").resolve("ssd_missing.parquet"), "PAR1");

    refused(
        "two-formats",
        3,
        "ssd.missing for "
            + NIGHT
            + ": it is there twice, as ssd_missing.csv and as ssd_missing.parquet");
  }

  @Test
  void aMissingColumnBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "column");
    Path file = night.resolve("ssd_cla_placement.csv");
    List<String> lines = Lakes.lines(file);
    lines.set(0, lines.get(0).replace("clap_cla_placement_end_date", "another_column"));
    Lakes.write(file, lines);

    refused("column", 3, "column clap_cla_placement_end_date is missing (10 of 11 columns found)");
  }

  @Test
  void aMissingTableThatTheSourceCarriesBreaksTheContract() throws Exception {
    Path night = lakes.copy(NIGHT, "table");
    Files.delete(night.resolve("ssd_legal_status.csv"));

    refused("table", 3, "ssd.legal_status");
  }

  @Test
  void everyTableThatBreaksItsContractIsNamedAtOnce() throws Exception {
    Path night = lakes.copy(NIGHT, "several");
    Files.delete(night.resolve("ssd_legal_status.csv"));
    Files.writeString(night.resolve("ssd_missing.parquet"), "PAR1");
    Path placements = night.resolve("ssd_cla_placement.csv");
    Files.writeString(
        placements, Files.readString(placements).replaceFirst("clap_cla_placement_type", "type"));

    RunResult result = refused("several", 3, "Cannot load 3 of ");
    assertThat(result.message())
        .contains("\n  ssd.legal_status: _COMPLETE says ")
        .contains("\n  ssd.missing: it is there twice")
        .contains("\n  ssd.cla_placement: column clap_cla_placement_type is missing")
        .contains("Ask the system team to send these files again");
  }

  @Test
  void aCountThatDiffersFromTheMarkerBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "count");
    Path file = night.resolve("ssd_person.csv");
    List<String> lines = Lakes.lines(file);
    lines.remove(lines.size() - 1);
    Lakes.write(file, lines);

    refused("count", 3, "but _COMPLETE says");
  }

  @Test
  void aMarkerOfAnotherNightBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "marker");
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith("business_date,") ? "business_date,2020-01-01" : line)
            .toList());

    refused("marker", 3, "for 2020-01-01, not for " + NIGHT);
  }

  @Test
  void aMarkerWithoutADateOrWithoutATableBreaksTheContract() {
    Path undated = lakes.copy(NIGHT, "undated").resolve("_COMPLETE");
    Lakes.write(
        undated,
        Lakes.lines(undated).stream()
            .map(line -> line.startsWith("business_date,") ? "business_date,31/02/2025" : line)
            .toList());
    Path uncounted = lakes.copy(NIGHT, "uncounted").resolve("_COMPLETE");
    Lakes.write(
        uncounted,
        Lakes.lines(uncounted).stream().filter(line -> !line.startsWith("ssd_missing,")).toList());

    refused("undated", 3, "it is not a name and a value");
    refused("uncounted", 3, "ssd.missing");
  }

  @Test
  void aNightInTheFutureBreaksTheContract() {
    refused("future", lakes.source(), LocalDate.now().plusDays(1), 3, "is in the future");
  }

  @Test
  void aTruncatedFileOrOneInAnotherEncodingBreaksTheContract() throws Exception {
    Path cut = lakes.copy(NIGHT, "cut").resolve("ssd_cla_visits.csv");
    String text = Files.readString(cut).stripTrailing();
    Files.writeString(cut, text.substring(0, text.lastIndexOf(',', text.lastIndexOf(',') - 1)));
    Files.writeString(lakes.copy(NIGHT, "last-cell").resolve("ssd_cla_visits.csv"), text);
    Files.writeString(lakes.copy(NIGHT, "zero-bytes").resolve("ssd_cla_visits.csv"), "");
    Path latin = lakes.copy(NIGHT, "latin").resolve("ssd_cla_visits.csv");
    Files.write(
        latin,
        Files.readString(latin)
            .replaceFirst("\n", ",caf\u00e9\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    Path twice = lakes.copy(NIGHT, "twice").resolve("ssd_cla_visits.csv");
    Files.writeString(
        twice,
        Files.readString(twice).replaceFirst("clav_cla_visit_seen_alone", "clav_cla_visit_seen"));

    refused("cut", 3, "the file ends within a record");
    refused("zero-bytes", 3, "the file is empty, not even a header");
    refused("last-cell", 3, "it ends without a line end, which the other files of the night have");
    refused("latin", 3, "line 1 is not UTF-8, the encoding it should have; it may be Windows");
    refused("twice", 3, "names a column twice");
  }
}
