package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.benchmark.MovedComparisons.Moved;
import kith.benchmark.Revisions.Changes;
import kith.benchmark.Revisions.Revision;
import org.jspecify.annotations.Nullable;
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
    return moved(authority, new NeighbourFigure("mean", 1), revisions);
  }

  private List<Moved> moved(String authority, NeighbourFigure figure, Revision... revisions) {
    return new MovedComparisons(folder, folder, authority, figure)
        .by(
            new Changes(
                List.of(revisions), 0, edition(revisions, true), edition(revisions, false)));
  }

  /** The figures of an edition: those of the revisions, and neighbours that stayed as they were. */
  private static Map<String, Map<String, @Nullable String>> edition(
      Revision[] revisions, boolean isBefore) {
    Map<String, Map<String, @Nullable String>> rows = new HashMap<>();
    for (String neighbour : List.of("E06000901", "E06000902", "E06000903", "E06000909")) {
      Map<String, @Nullable String> row = new HashMap<>();
      row.put("value", "5");
      row.put("denominator", "100");
      rows.put(Revisions.key("ponds_pct", neighbour, PERIOD), row);
    }
    for (Revision one : revisions) {
      String cell = isBefore ? one.before() : one.after();
      rows.computeIfAbsent(
              Revisions.key(one.kpi(), one.areaCode(), one.periodEnd()), none -> new HashMap<>())
          .put(one.cell(), cell.isEmpty() ? null : cell);
    }
    return rows;
  }

  @Test
  void englandTheRegionAndTheNeighboursOfEachModelAreCompared() {
    assertThat(
            moved(
                "901",
                revision("E92000001", "value", "10", "11"),
                revision("E12000001", "value", "9", ""),
                revision("E12000002", "value", "8", "7"),
                revision("E06000902", "value", "5", "6"),
                revision("E06000902", "status", "published", "suppressed"),
                revision("E06000903", "numerator", "50", "51"),
                revision("E06000909", "value", "5", "7")))
        .extracting(Moved::comparator, Moved::model, Moved::periodEnd, Moved::change)
        .containsExactly(
            tuple("england", "", PERIOD, "10 -> 11"),
            tuple("neighbours", "2021", PERIOD, "5.00 of 1 -> 7.00 of 1"),
            tuple("neighbours", "2025", PERIOD, "5.00 of 2 -> 5.50 of 2"),
            tuple("region", "", PERIOD, "9 -> (none)"));
  }

  @Test
  void aNeighbourThatIsHiddenMayLeaveTooFew() {
    Revision hidden = revision("E06000902", "value", "6", "");

    assertThat(moved("901", new NeighbourFigure("mean", 2), hidden))
        .extracting(Moved::change)
        .containsExactly("5.50 of 2 -> (too few: 1)");
    assertThat(moved("901", new NeighbourFigure("mean", 1), hidden))
        .extracting(Moved::change)
        .containsExactly("5.50 of 2 -> 5.00 of 1");
  }

  @Test
  void figuresThatChangeAndGiveTheSameMeanMoveNothing() {
    assertThat(
            moved(
                "901",
                revision("E06000902", "value", "4", "6"),
                revision("E06000903", "value", "6", "4")))
        .isEmpty();
  }

  @Test
  void theMedianAndTheWeightedMeanAreWorkedOutAsTheMartsDo() {
    Revision value = revision("E06000902", "value", "5", "8");

    assertThat(moved("901", new NeighbourFigure("median", 1), value))
        .extracting(Moved::change)
        .containsExactly("5.00 of 2 -> 6.50 of 2");
    assertThat(
            moved(
                "901",
                new NeighbourFigure("weighted", 1),
                value,
                revision("E06000902", "denominator", "100", "300")))
        .extracting(Moved::change)
        .containsExactly("5.00 of 2 -> 7.25 of 2");
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
    Revision[] denominator = {
      revision("E06000902", "denominator", "100", "180"), revision("E06000903", "value", "8", "8.0")
    };

    assertThat(moved("901", denominator)).isEmpty();
    assertThat(moved("901", new NeighbourFigure("weighted", 1), denominator))
        .extracting(Moved::change)
        .containsExactly("6.50 of 2 -> 6.07 of 2");
  }

  @Test
  void aFolderWithoutNeighboursIsNamed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(
            () -> new MovedComparisons(folder, empty, "901", new NeighbourFigure("mean", 5)))
        .hasMessageContaining("There is no statistical_neighbours.csv in");
  }

  @Test
  void anotherAuthorityHasOtherComparisons() {
    assertThat(moved("902", revision("E12000001", "value", "9", "8"))).isEmpty();
    assertThat(moved("902", revision("E06000901", "value", "9", "8"))).hasSize(1);
    assertThatThrownBy(() -> moved("903")).hasMessageContaining("No authority has the number 903.");
  }
}
