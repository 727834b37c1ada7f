package kith.conform.caseload;

import static kith.table.Tables.STG_INVOLVEMENT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import org.junit.jupiter.api.Test;

class WorkerAllocationsTest {

  @Test
  void everyMainWorkerIsThereAlsoBesideTheOneWhoHasTheCase() {
    assertRows(
        build(
            new WorkerAllocations(Parameters.of(Project.home())),
            "2025-03-31",
            Map.of(
                STG_INVOLVEMENT,
                rows(
                    STG_INVOLVEMENT,
                    """
                    child_key | worker_key | role   | started_on | ended_on   | end_unreadable | source_row
                    amy       | wendy      | CW     | 2024-01-10 | 2024-03-01 | false          | inv:1
                    amy       | wendy      | AW     | 2024-01-10 | -          | true           | inv:2
                    amy       | will       | CW     | 2024-01-10 | 2024-02-01 | false          | inv:3
                    amy       | will       | CW     | 2024-01-10 | 2024-06-01 | false          | inv:4
                    amy       | will       | CW     | 2024-03-01 | 2024-04-01 | false          | inv:5
                    amy       | xena       | 16PLUS | 2024-01-10 | -          | false          | inv:6
                    amy       | -          | CW     | 2024-01-10 | -          | false          | inv:7
                    amy       | yusuf      | CW     | 2024-01-10 | 2024-01-10 | false          | inv:8
                    amy       | zoe        | CW     | 2025-04-01 | -          | false          | inv:9
                    """))),
        """
        child_key | worker_key | started_on | ended_on   | flags          | source_rows
        amy       | wendy      | 2024-01-10 | -          | end_unreadable | inv:1+inv:2
        amy       | will       | 2024-01-10 | 2024-06-01 |                | inv:3+inv:4
        amy       | will       | 2024-03-01 | 2024-04-01 |                | inv:5
        """);
  }
}
