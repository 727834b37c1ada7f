package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.benchmark.MovedComparisons.Moved;
import kith.benchmark.Revisions.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedComparisonsTest {

  private static final String PERIOD = "2024-03-31";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("authorities.csv"),
        """
        authority_code,gss_code,name,region_code,region_name
        901,E06000901,Upperton,E12000001,North East
        902,E06000902,Lowerton,E12000002,North West
        """);
    Files.writeString(
        folder.resolve("statistical_neighbours.csv"),
        """
        model_year,la_dfe_code,neighbour_gss_code
        2021,901,E06000909
        2025,901,E06000902
        2025,901,E06000903
        2025,902,E06000901
        """);
  }

  private static Revision revision(String area, String cell, String before, String after) {
    return new Revision("ponds_pct", area, area, PERIOD, cell, before, after);
  }

  private List<Moved> moved(String authority, Revision... revisions) {
    return new MovedComparisons(folder, folder, authority, "mean").by(List.of(revisions));
  }

  @Test
  void englandTheRegionAndTheNeighboursOfTheNewestModelAreCompared() {
    assertThat(
            moved(
                "901",
                revision("E92000001", "value", "10", "11"),
                revision("E12000001", "value", "9", ""),
                revision("E12000002", "value", "8", "7"),
                revision("E06000902", "value", "5", "6"),
                revision("E06000902", "status", "published", "suppressed"),
                revision("E06000903", "numerator", "50", "51"),
                revision("E06000909", "value", "5", "6")))
        .extracting(Moved::comparator, Moved::periodEnd, Moved::change)
        .containsExactly(
            tuple("england", PERIOD, "10 -> 11"),
            tuple("neighbours", PERIOD, "1 of 2 neighbours"),
            tuple("region", PERIOD, "9 -> (none)"));
  }

  @Test
  void aSymbolThatChangesMovesAComparisonToo() {
    assertThat(moved("901", revision("E92000001", "status", "suppressed", "not_available")))
        .extracting(Moved::change)
        .containsExactly("suppressed -> not_available");
    assertThat(
            moved(
                "901",
                revision("E92000001", "value", "", "11"),
                revision("E92000001", "status", "suppressed", "published")))
        .hasSize(1);
  }

  @Test
  void aDenominatorMovesTheNeighboursWhereItIsTheirWeight() {
    Revision denominator = revision("E06000902", "denominator", "120", "180");

    assertThat(moved("901", denominator)).isEmpty();
    assertThat(new MovedComparisons(folder, folder, "901", "weighted").by(List.of(denominator)))
        .hasSize(1);
  }

  @Test
  void aFolderWithoutNeighboursIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> new MovedComparisons(folder, empty, "901", "mean"))
        .hasMessageContaining("There is no statistical_neighbours.csv in");
  }

  @Test
  void anotherAuthorityHasOtherComparisons() {
    assertThat(moved("902", revision("E12000001", "value", "9", "8"))).isEmpty();
    assertThat(moved("902", revision("E06000901", "value", "9", "8"))).hasSize(1);
    assertThatThrownBy(() -> moved("903")).hasMessageContaining("No authority has the number 903.");
  }
}
