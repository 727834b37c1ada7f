package kith.conform.child;

import static kith.table.Tables.PERSON_PAIR;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ChildLikenessesTest {

  @Test
  void everyPersonHasARowAndKnowsWhoSeemsToBeTheSame() {
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key
            1
            2
            3
            """);
    Dataset<Row> pairs =
        SparkTest.spark()
            .sql(
                """
                select bigint(a) as child_key, bigint(b) as other_child_key, agrees_on
                from values (1, 2, array('pupil_number')), (2, 1, array('pupil_number'))
                    as pairs(a, b, agrees_on)
                """);

    assertRows(
        build(new ChildLikenesses(), "2025-03-31", Map.of(STG_PERSON, people, PERSON_PAIR, pairs)),
        """
        child_key | same_as | agrees_on    | authority_code
        1         | 2       | pupil_number | 840
        2         | 1       | pupil_number | 840
        3         |         |              | 840
        """);
  }
}
