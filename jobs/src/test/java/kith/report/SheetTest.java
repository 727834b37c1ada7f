package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import kith.project.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which differences the pack calls more than chance (R12b) and which are of too few (R12c). */
class SheetTest {

  private static final String WITHOUT_POLARITY = "cla_start_under1_pct";

  private static Published published;

  @BeforeAll
  static void build(@TempDir Path folder) {
    published = Published.read(InventedPublication.in(folder, true), 840);
  }

  private static Sheet sheet(int tooFew) {
    return new Sheet(published, Wording.read(Project.home()), InventedPublication.LATEST, tooFew);
  }

  private static Figure figure(String value, String low, String high, int denominator) {
    return new Figure(
        WITHOUT_POLARITY,
        "R12",
        InventedPublication.LATEST,
        null,
        null,
        new BigDecimal(value),
        BigDecimal.ONE,
        BigDecimal.valueOf(denominator),
        new BigDecimal(low),
        new BigDecimal(high),
        null,
        "ok",
        "not_applicable",
        "none",
        "1a2b3c4d");
  }

  @Test
  void twoFiguresDifferWhereTheIntervalOfTheDifferenceLeavesOutZero() {
    // Intervals of 5 to each side: the difference has one of the square root of 50, some 7.07.
    Figure now = figure("62.0", "57.0", "67.0", 400);

    assertThat(sheet(20).areApart(now, figure("54.9", "49.9", "59.9", 400))).isTrue();
    assertThat(sheet(20).areApart(figure("54.9", "49.9", "59.9", 400), now)).isTrue();
    assertThat(sheet(20).areApart(now, figure("55.0", "50.0", "60.0", 400))).isFalse();
    assertThat(sheet(20).areApart(now, figure("69.0", "64.0", "74.0", 400))).isFalse();
    assertThat(sheet(20).areApart(now, now)).isFalse();
  }

  @Test
  void theEndsThatFaceEachOtherDecide() {
    // The lower end of the higher figure, and the upper end of the lower one.
    Figure higher = figure("30.0", "29.0", "50.0", 400);

    assertThat(sheet(20).areApart(higher, figure("27.0", "10.0", "28.0", 400))).isTrue();
    assertThat(sheet(20).areApart(higher, figure("27.0", "10.0", "30.0", 400))).isFalse();
  }

  @Test
  void aShareOfTooFewIsNotSaidToBeUpOrDown() {
    Figure now = figure("62.0", "57.0", "67.0", 20);
    Figure before = figure("40.0", "35.0", "45.0", 19);

    assertThat(Judgement.change(sheet(19), now, Optional.of(before))).isEqualTo("up");
    assertThat(Judgement.change(sheet(20), now, Optional.of(before))).isEqualTo("too_few");
    assertThat(Judgement.change(sheet(20), before, Optional.of(now))).isEqualTo("too_few");
    assertThat(sheet(20).areApart(now, before)).isFalse();
  }

  @Test
  void aShareOfTooFewStandsBesideOthersWithoutAVerdict() {
    assertThat(new Sayings(sheet(1_000)).about(WITHOUT_POLARITY))
        .contains("Published for others", "by more than chance");
    assertThat(new Sayings(sheet(1_001)).about(WITHOUT_POLARITY))
        .contains("Published for others")
        .doesNotContain("No clear difference", "by more than chance");
  }
}
