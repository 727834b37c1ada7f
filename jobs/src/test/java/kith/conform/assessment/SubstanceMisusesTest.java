package kith.conform.assessment;

import static kith.table.Tables.STG_SUBSTANCE_MISUSE;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.assertSameRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SubstanceMisusesTest {

  private static Dataset<Row> misuses(String notes) {
    return TestTables.build(
        new SubstanceMisuses(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(STG_SUBSTANCE_MISUSE, rows(STG_SUBSTANCE_MISUSE, notes)));
  }

  @Test
  void aNoteIsOneOfMisuseUnlessItSaysThatThereIsNone() {
    assertRows(
        misuses(
            """
            child_key | noted_on   | substance | has_accepted_help
            amy       | 2025-01-10 | cannabis  | true
            ben       | 2025-01-10 | none      | -
            cat       | 2025-01-10 | unknown   | false
            dan       | 2025-01-10 | -         | -
            """),
        """
        child_key | noted_on   | flags             | is_misuse | has_accepted_help
        amy       | 2025-01-10 |                   | true      | true
        ben       | 2025-01-10 |                   | false     | -
        cat       | 2025-01-10 | substance_unknown | true      | false
        dan       | 2025-01-10 | substance_unknown | true      | -
        """);
  }

  @Test
  void severalNotesOfADayAreOneRowAndMisuseDecides() {
    assertRows(
        misuses(
            """
            child_key | noted_on   | substance | has_accepted_help | source_row
            amy       | 2025-01-10 | none      | -                 | misuse:1
            amy       | 2025-01-10 | alcohol   | false             | misuse:2
            amy       | 2025-01-11 | none      | -                 | misuse:3
            amy       | 2025-01-11 | none      | -                 | misuse:4
            """),
        """
        noted_on   | is_misuse | has_accepted_help | flags         | source_rows
        2025-01-10 | true      | false             | contradictory | misuse:1+misuse:2
        2025-01-11 | false     | -                 |               | misuse:3+misuse:4
        """);
  }

  @Test
  void madeForOneChildTheRowsAreThoseThatItHasAmongOthers() {
    String amy =
        """
        child_key | noted_on   | substance | source_row
        amy       | 2025-01-10 | alcohol   | misuse:1
        amy       | 2025-01-10 | cannabis  | misuse:2
        """;

    assertSameRows(
        misuses(amy + "ben | 2025-01-10 | none | misuse:3").where("is_misuse"), misuses(amy));
  }

  @Test
  void aNoteWithoutADayOrAfterTheBusinessDateIsLeftOut() {
    assertRows(
        misuses(
            """
            child_key | noted_on   | substance
            amy       | -          | alcohol
            amy       | 2025-03-31 | alcohol
            amy       | 2025-04-01 | alcohol
            """),
        """
        noted_on
        2025-03-31
        """);
  }
}
