package kith.benchmark;

import static kith.benchmark.InventedPublisher.ponds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication that repeats the figures of others, with a small invented one. */
class RepublicationTest {

  static final String DIGEST =
      """
      publication: digest
      layout: interactive_tool
      files: [digest]
      period: 31 March
      first_published_in: ponds
      fills_gaps: true
      columns:
        value: [Values]
      filters:
        measure:
          columns: [Short Desc]
          labels:
            ponds: [No_of ponds]
          others: any
      series:
        ponds_count: {unit: ponds, where: {measure: ponds}, value: value}
      """;

  @TempDir private Path folder;
  private InventedPublisher publisher;

  @BeforeEach
  void invent() throws IOException {
    publisher = new InventedPublisher(folder);
  }

  @Test
  void aRepublicationFillsOnlyWhatNoOtherFileHas() throws IOException {
    publisher.mapping("digest", DIGEST);
    publisher
        .publishes("ponds_2025.csv", ponds(2025, "901", "6", "20", "30"))
        .publishesWhole(
            "digest.csv",
            """
            Short Desc,Years,LA and Regions,Values,LA Number
            No_of ponds,2024,Upperton,18,901
            No_of ponds,2024,Lowerton,-,902
            No_of ponds,2024,London,400,986
            No_of ponds,2025,Upperton,99,901
            No_of ponds,2025,London,410,986
            No_of frogs,2025,Upperton,5,901
            """);

    assertThat(publisher.series())
        .filteredOn(row -> row.get("kpi").equals("ponds_count"))
        .extracting(
            row -> row.get("area_name"),
            row -> row.get("period_end"),
            row -> row.get("edition"),
            row -> row.get("value"),
            row -> row.get("status"))
        .containsExactly(
            tuple("Upperton", "2024-03-31", "digest-2026-04", "18", "published"),
            tuple("Upperton", "2025-03-31", "ponds-2025", "20", "published"),
            tuple("Lowerton, City of", "2024-03-31", "digest-2026-04", "", "not_available"),
            tuple("London", "2024-03-31", "digest-2026-04", "400", "published"),
            tuple("London", "2025-03-31", "digest-2026-04", "410", "published"));
  }

  /** The digest was made when the edition of 2025 was out, whose file is not here. */
  @Test
  void aRepublicationAddsWhatALaterEditionThanThoseHeldChanged() throws IOException {
    publisher.mapping("digest", DIGEST);
    publisher
        .publishes(
            "ponds_2024.csv",
            ponds(2023, "901", "6", "20", "30")
                + ponds(2024, "901", "6", "20", "30")
                + ponds(2024, "902", "6", "20", "30"))
        .publishesWhole(
            "digest.csv",
            """
            Short Desc,Years,LA and Regions,Values,LA Number
            No_of ponds,2023,Upperton,20.0,901
            No_of ponds,2024,Upperton,21,901
            No_of ponds,2024,Lowerton,-,902
            No_of ponds,2025,Upperton,22,901
            """);

    assertThat(publisher.series())
        .filteredOn(row -> row.get("kpi").equals("ponds_count"))
        .extracting(
            row -> row.get("area_name"),
            row -> row.get("period_end"),
            row -> row.get("edition"),
            row -> row.get("value"))
        .containsExactly(
            tuple("Upperton", "2023-03-31", "ponds-2024", "20"),
            tuple("Upperton", "2024-03-31", "digest-2026-04", "21"),
            tuple("Upperton", "2024-03-31", "ponds-2024", "20"),
            tuple("Upperton", "2025-03-31", "digest-2026-04", "22"),
            tuple("Lowerton, City of", "2024-03-31", "ponds-2024", "20"));
  }
}
