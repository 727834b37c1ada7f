package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  @Test
  void theLatestRecordThatNamesAKindTellsIt() {
    assertRows(
        build(
            new Providers(CodeLists.of(Project.home())),
            "2025-03-31",
            Map.of(
                STG_PLACEMENT_RECORD,
                rows(
                    STG_PLACEMENT_RECORD,
                    """
                    child_key | provider_key | provider_urn | provider | placed_on
                    amy       | 1234567      | 1234567      | PR4      | 2022-01-01
                    ben       | 1234567      | 1234567      | PR5      | 2024-01-01
                    cat       | 1234567      | 1234567      | -        | 2025-01-01
                    dan       | 1234567      | 1234567      | unknown  | 2025-02-01
                    eli       | 7654321      | 7654321      | -        | 2024-01-01
                    fin       | PR1          | -            | PR1      | 2024-01-01
                    gil       | -            | -            | -        | 2024-01-01
                    """))),
        """
        provider_key | ofsted_number | provider | sector    | is_placeholder
        1234567      | 1234567       | PR5      | voluntary | false
        7654321      | 7654321       | unknown  | unknown   | true
        PR1          | -             | PR1      | public    | false
        """);
  }

  @Test
  void aTextInTheFieldOfTheNumberReachesNoDimension() {
    assertRows(
        build(
            new Providers(CodeLists.of(Project.home())),
            "2025-03-31",
            Map.of(
                STG_PLACEMENT_RECORD,
                rows(
                    STG_PLACEMENT_RECORD,
                    """
                    child_key | provider_key | provider_urn     | provider | placed_on
                    amy       | 1            | SC123456         | PR4      | 2024-01-01
                    ben       | 2            | sc654321         | PR4      | 2024-01-01
                    cat       | 3            | 1234567          | PR4      | 2024-01-01
                    dan       | 4            | Mrs Example      | PR5      | 2024-01-01
                    eli       | 5            | 1 Example Street | PR5      | 2024-01-01
                    fin       | 6            | XXXXXXX          | PR1      | 2024-01-01
                    gil       | 7            | -                | PR1      | 2024-01-01
                    """))),
        """
        provider_key | flags                  | ofsted_number | provider
        1            |                        | SC123456      | PR4
        2            |                        | SC654321      | PR4
        3            |                        | 1234567       | PR4
        4            | ofsted_number_unusable | -             | PR5
        5            | ofsted_number_unusable | -             | PR5
        6            | ofsted_number_unusable | -             | PR1
        7            |                        | -             | PR1
        """);
  }
}
