package kith.marts;

import java.util.ArrayList;
import java.util.List;
import kith.contract.TableBuild;

/**
 * The builds of the marts stage for one run, in the order in which they must run. Close it when the
 * last table is written: it holds the members in memory between the builds that share them.
 */
public final class Marts implements AutoCloseable {

  private final Members members;
  private final List<TableBuild> builds;

  private Marts(MartRun run) {
    members = new Members(run);
    builds =
        new ArrayList<>(
            List.of(
                new KpiMembers(run, members),
                new DimKpi(run),
                new KpiComparison(run),
                new KpiQuarterly(run, members),
                new KpiPublished(run)));
    for (DetailDefinition detail : run.kpis().details()) {
      builds.add(new DetailMart(run, detail, members.sql()));
    }
  }

  /** The builds of a run. They serve this run only: a run's publication and date are in them. */
  public static Marts of(MartRun run) {
    return new Marts(run);
  }

  /** The builds in order. Each can also run alone, as after a restart. */
  public List<TableBuild> builds() {
    return List.copyOf(builds);
  }

  @Override
  public void close() {
    members.close();
  }
}
