package kith.benchmark;

import static kith.benchmark.InventedPublisher.ponds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import kith.benchmark.Revisions.Changes;
import kith.benchmark.Revisions.Revision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edition changed of an earlier one's figures. */
class RevisionsTest {

  @TempDir private Path folder;
  private Revisions revisions;

  @BeforeEach
  void load() throws IOException {
    new InventedPublisher(folder)
        .publishes(
            "ponds_2024.csv",
            ponds(2023, "901", "5", "20", "25") + ponds(2024, "901", "7", "20", "35"))
        .publishes(
            "ponds_2025.csv",
            ponds(2024, "901", "c", "20", "c") + ponds(2025, "901", "6", "20", "30"))
        .load();
    revisions = new Revisions(folder.resolve("out"));
  }

  @Test
  void eachChangedCellIsListed() {
    Changes changes = revisions.between("ponds-2024", "ponds-2025");

    assertThat(changes.compared()).isEqualTo(2);
    assertThat(changes.revisions())
        .extracting(Revision::kpi, Revision::cell, Revision::before, Revision::after)
        .containsExactly(
            tuple("ponds_deep_pct", "numerator", "7", ""),
            tuple("ponds_deep_pct", "value", "35", ""),
            tuple("ponds_deep_pct", "status", "published", "suppressed"));
  }

  @Test
  void nothingHasChangedWithinAnEdition() {
    assertThat(revisions.between("ponds-2025", "ponds-2025"))
        .satisfies(
            same -> {
              assertThat(same.revisions()).isEmpty();
              assertThat(same.compared()).isEqualTo(4);
            });
  }

  @Test
  void anEditionWithoutFiguresIsNamedWithTheNearest() {
    assertThatThrownBy(() -> revisions.between("ponds-2024", "pond-2025"))
        .hasMessageContaining("No figure is of the edition pond-2025")
        .hasMessageContaining("the nearest is 'ponds-2025'");
    assertThatThrownBy(() -> new Revisions(folder))
        .hasMessageContaining("There is no benchmark_series.csv");
  }
}
