package kith.marts;

import static kith.testing.TestTables.assertRows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.project.Parameters;
import kith.project.Project;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.junit.jupiter.api.Test;

/** What the Panel reads is hidden last. */
class PanelFirstTest {

  /** 4 of 60 whose activity is not known: with both shares they would be left over. */
  @Test
  void whereEitherOfTwoFiguresWouldDoTheOneThatThePanelReadsIsShown() {
    MartRun run =
        new MartRun(
            "tonight",
            KpiDefinitions.read(Project.home().sql().resolve("marts"), SparkTest.specs()),
            TinyMarts.carried(),
            Parameters.of(Project.home()),
            List.of(),
            Optional.empty());
    assertRows(
        TinyMarts.build(
            new KpiPublished(run, List.of()),
            Map.of(
                Tables.KPI_QUARTERLY,
                TestTables.rows(
                    Tables.KPI_QUARTERLY,
                    """
                    kpi              | period_type | as_at      | numerator | denominator | value | status
                    cl_eet_1921_pct  | R12         | 2025-03-31 | 26        | 60          | 43.3  | ok
                    cl_neet_1921_pct | R12         | 2025-03-31 | 30        | 60          | 50    | ok
                    """))),
        """
        kpi              | numerator | status
        cl_eet_1921_pct  | 26        | ok
        cl_neet_1921_pct | -         | suppressed
        """);
  }
}
