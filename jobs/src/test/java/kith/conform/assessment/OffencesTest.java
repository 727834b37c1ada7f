package kith.conform.assessment;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.STG_OFFENCE;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.assertSameRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OffencesTest {

  private static final String BIRTHS =
      """
      child_key | birth_on
      amy       | 2010-06-15
      ben       | 2015-01-11
      cat       | 2015-01-10
      """;

  private static Dataset<Row> offences(String offences) {
    return TestTables.build(
        new Offences(),
        "2025-03-31",
        Map.of(STG_OFFENCE, rows(STG_OFFENCE, offences), CHILD_BIRTH, rows(CHILD_BIRTH, BIRTHS)));
  }

  @Test
  void theOffencesOfADayAreOneRowAndItsDayIsThatOfTheOffence() {
    assertRows(
        offences(
            """
            child_key | offended_on | source_row
            amy       | 2025-01-10  | offence:1
            amy       | 2025-01-10  | offence:2
            amy       | 2025-01-11  | offence:3
            """),
        """
        child_key | offended_on | offences | method   | source_rows
        amy       | 2025-01-10  | 2        | inferred | offence:1+offence:2
        amy       | 2025-01-11  | 1        | inferred | offence:3
        """);
  }

  @Test
  void madeForOneChildTheRowsAreThoseThatItHasAmongOthers() {
    String amy =
        """
        child_key | offended_on | source_row
        amy       | 2025-01-10  | offence:1
        amy       | 2025-01-11  | offence:2
        """;

    assertSameRows(
        offences(amy + "ben | 2025-01-10 | offence:3").where("size(flags) = 0"), offences(amy));
  }

  @Test
  void anOffenceWithoutADayOrAfterTheBusinessDateIsLeftOut() {
    assertRows(
        offences(
            """
            child_key | offended_on
            amy       | -
            amy       | 2025-03-31
            amy       | 2025-04-01
            """),
        """
        offended_on
        2025-03-31
        """);
  }

  @Test
  void oneBeforeThe10thBirthdayIsFlaggedAndOneOnItIsNot() {
    assertRows(
        offences(
            """
            child_key | offended_on
            ben       | 2025-01-10
            cat       | 2025-01-10
            dan       | 2025-01-10
            """),
        """
        child_key | flags    | offences
        ben       | under_10 | 1
        cat       |          | 1
        dan       |          | 1
        """);
  }
}
