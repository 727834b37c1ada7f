package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines are told apart in grey print and by those who do not see colours. */
class SeriesTest {

  @Test
  void noTwoLooksShareTheirDash() {
    Set<List<Float>> dashes = new HashSet<>();
    for (Series.Look look : Series.Look.values()) {
      float[] dash = look.stroke().getDashArray();
      List<Float> parts = new ArrayList<>();
      for (float part : dash == null ? new float[0] : dash) {
        parts.add(part);
      }
      assertThat(dashes.add(parts)).as(look.name()).isTrue();
    }
  }

  @Test
  void noTwoLooksShareTheirMark() {
    assertThat(Arrays.stream(Series.Look.values()).map(Series.Look::mark)).doesNotHaveDuplicates();
  }

  /** 3 to 1 against white, as WCAG asks of graphics; grey print keeps the contrast. */
  @ParameterizedTest
  @EnumSource(Series.Look.class)
  void aLineStandsOutFromThePaper(Series.Look look) {
    assertThat(contrast(look.colour())).isGreaterThanOrEqualTo(3);
  }

  private static double contrast(Color colour) {
    return 1.05 / (luminance(colour) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
