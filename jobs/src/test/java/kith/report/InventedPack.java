package kith.report;

import java.nio.file.Path;
import java.time.LocalDate;
import kith.project.Project;

/** The pack of an invented publication, and parts of it by their ids. */
final class InventedPack {

  private InventedPack() {}

  /** The pack of the latest quarter. */
  static Pack of(Path publication) {
    return of(publication, InventedPublication.LATEST);
  }

  static Pack of(Path publication, LocalDate asAt) {
    Sheet sheet =
        new Sheet(Published.read(publication, 840), Wording.read(Project.home()), asAt, 20);
    return new PackBuilder(sheet, PackPlan.read(Project.home())).pack();
  }

  static Pack.ScoreRow row(Pack pack, String kpi) {
    return pack.scorecard().stream()
        .flatMap(group -> group.rows().stream())
        .filter(row -> row.kpi().equals(kpi))
        .findFirst()
        .orElseThrow();
  }

  static Pack.Theme theme(Pack pack, String id) {
    return pack.themes().stream().filter(theme -> theme.id().equals(id)).findFirst().orElseThrow();
  }

  static Pack.ChartView chart(Pack pack, String id) {
    return pack.themes().stream()
        .flatMap(theme -> theme.charts().stream())
        .filter(chart -> chart.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
