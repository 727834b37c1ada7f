package kith.conform.child;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kith.project.KithException;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ChildIdentitiesTest {

  @Test
  void everyPersonIdHasItsKey() {
    Dataset<Row> ids =
        rows(
            Tables.STG_PERSON_ID,
            """
            source_system | person_id | child_key
            ssd           | 11        | amy
            ssd           | 12        | ben
            """);

    Dataset<Row> identities =
        build(new ChildIdentities(), "2025-03-31", Map.of(Tables.STG_PERSON_ID, ids));

    assertRows(
        identities,
        """
        person_id | child_key
        11        | amy
        12        | ben
        """);
  }

  @Test
  void twoPersonsWithOneKeyHoldTheNightBack() {
    Dataset<Row> ids =
        rows(
            Tables.STG_PERSON_ID,
            """
            source_system | person_id | child_key
            ssd           | 11        | amy
            ssd           | 12        | amy
            """);

    assertThatThrownBy(
            () -> build(new ChildIdentities(), "2025-03-31", Map.of(Tables.STG_PERSON_ID, ids)))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("1 keys stand for more than one person");
  }
}
