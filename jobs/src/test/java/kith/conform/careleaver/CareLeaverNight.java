package kith.conform.careleaver;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.table.Tables.SOURCE_NIGHT;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The night is that of 31 March 2025; history begins on 1 April 2019. */
final class CareLeaverNight {

  private CareLeaverNight() {}

  /** The birth dates of people who were born on one day. */
  static Dataset<Row> bornOn(String birth, String... people) {
    StringBuilder text = new StringBuilder("child_key | birth_on\n");
    for (String person : people) {
      text.append(person + " | " + birth + "\n");
    }
    return rows(CHILD_BIRTH, text.toString());
  }

  /** One contact in 2024 that names each of these people a care leaver. */
  static Dataset<Row> contacts(String... people) {
    StringBuilder text = new StringBuilder("child_key | contact_on | contact_no | eligibility\n");
    for (String person : people) {
      text.append(person + " | 2024-01-15 | 1 | former_relevant\n");
    }
    return rows(FACT_CARE_LEAVER_CONTACT, text.toString());
  }

  static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(
        SOURCE_NIGHT,
        rows(
            SOURCE_NIGHT,
            """
            source_system | business_date | history_from
            ssd           | 2025-03-31    | 2019-04-01
            """));
    return TestTables.build(
        new CareLeavers(CodeLists.of(Project.home()), Parameters.of(Project.home())),
        "2025-03-31",
        tables);
  }
}
