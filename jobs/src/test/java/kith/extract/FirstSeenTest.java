package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kith.source.SourceContract;
import kith.source.folder.TextNight;
import kith.table.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night on which a record first arrived, when it was quarantined on an earlier night. */
class FirstSeenTest {

  @TempDir private Path folder;
  private ThreeTables tables;

  @BeforeEach
  void threeTables() throws IOException {
    tables = new ThreeTables(folder);
  }

  /** The third record's business key was broken; no other record gets its first arrival. */
  @Test
  void aRecordCorrectedAtSourceIsLoadedWithItsFirstArrival() throws IOException {
    String persons =
        ThreeTables.PERSONS
            + ThreeTables.person("11", "2010-05-01")
            + ThreeTables.person("12", "2010-05-01");
    tables.write("ssd_person.csv", persons);
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING
            + "1,11,2025-03-01,M,2025-02-01,,\n"
            + "2,11,2025-03-02,M,,,\n"
            + "3,11,30/02/2025,M,2025-03-02,,\n");
    tables.heldBack();

    tables.nextNight();
    tables.write("ssd_person.csv", persons);
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING
            + "1,11,2025-03-01,M,2025-03-02,,\n"
            + "2,11,2025-03-02,M,,,\n"
            + "3,11,28/02/2025,M,2025-03-02,,\n"
            + "4,12,28/02/2025,M,2025-03-02,,\n");
    tables.write("ssd_disability.csv", ThreeTables.DISABILITY);
    tables.extract();

    assertThat(tables.raw("ssd_missing"))
        .extracting(row -> row.getAs("source_row") + " " + row.getAs("first_seen_on"))
        .containsExactlyInAnyOrder(
            "2025-04-01/missing:2 2025-03-31",
            "2025-04-01/missing:3 null",
            "2025-04-01/missing:4 2025-03-31",
            "2025-04-01/missing:5 null");
    assertThat(tables.table("ssd_missing", Zone.QUARANTINE)).isEmpty();
  }

  /** The other version was loaded: it did not first arrive with the rejected version. */
  @Test
  void aVersionThatDidNotStandIsKnownAgainByItsContent() throws IOException {
    SourceContract half = TextNight.limited(folder, "missing", "quarantined_percent: 50");
    tables.change(
        source ->
            source.with(List.of(source.contract("person"), half, source.contract("disability"))));
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING + "1,11,2025-03-01,M,,,\n1,11,2025-03-01,M,2025-03-02,,\n");
    tables.extract();
    tables.nextNight();
    tables.write("ssd_person.csv", ThreeTables.PERSONS + ThreeTables.person("11", "2010-05-01"));
    tables.write("ssd_disability.csv", ThreeTables.DISABILITY);

    tables.write("ssd_missing.csv", ThreeTables.MISSING + "1,11,2025-03-01,M,2025-03-02,,\n");
    tables.extract();
    assertThat(tables.raw("ssd_missing").get(0).<Object>getAs("first_seen_on")).isNull();

    tables.write("ssd_missing.csv", ThreeTables.MISSING + "1,11,01-MAR-2025,M,,NULL,\n");
    tables.extract();
    assertThat(tables.raw("ssd_missing").get(0).<Object>getAs("first_seen_on"))
        .hasToString("2025-03-31");
  }
}
