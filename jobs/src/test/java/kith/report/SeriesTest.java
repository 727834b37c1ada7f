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

  /** Colours at this distance are told apart at a glance; 2.3 is just noticed. */
  private static final double CLEARLY_APART = 10;

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

  /** Also where one of three colours of light is not seen; dash, mark and label come on top. */
  @ParameterizedTest
  @EnumSource(ColourBlindness.class)
  void noTwoLinesLookAlikeToThoseWhoDoNotSeeAllColours(ColourBlindness eyes) {
    Series.Look[] looks = Series.Look.values();
    for (int i = 0; i < looks.length; i++) {
      assertThat(1.05 / (ColourBlindness.luminance(eyes.seen(looks[i].colour())) + 0.05))
          .as(looks[i] + " on paper")
          .isGreaterThanOrEqualTo(2.5);
      for (int j = i + 1; j < looks.length; j++) {
        assertThat(
                ColourBlindness.apart(eyes.seen(looks[i].colour()), eyes.seen(looks[j].colour())))
            .as(looks[i] + " and " + looks[j])
            .isGreaterThan(CLEARLY_APART);
      }
    }
  }

  /** In grey print nothing but brightness tells the own bar from those of others. */
  @Test
  void theOwnBarStandsOutFromTheOthersInGreyPrint() {
    assertThat(contrast(SvgCanvas.Ink.FIRST) / contrast(SvgCanvas.Ink.SECOND))
        .isGreaterThanOrEqualTo(3);
  }

  private static double contrast(Color colour) {
    return 1.05 / (ColourBlindness.luminance(ColourBlindness.linear(colour)) + 0.05);
  }
}
