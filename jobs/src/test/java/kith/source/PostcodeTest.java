package kith.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostcodeTest {

  @ParameterizedTest
  @ValueSource(strings = {"DH1 5UL", "dh15ul", " DH1  5UL ", "DH1\u00A05UL", "D H1\t5U L"})
  void onePostcodeIsOneTextHoweverItWasTyped(String typed) {
    assertThat(Postcode.normalised(typed)).isEqualTo("DH15UL");
    assertThat(Postcode.district(typed)).isEqualTo("DH1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"M1 1AA>M1", "SW1A 1AA>SW1A", "DL14 6AB>DL14", "E1W 1AA>E1W"})
  void theDistrictIsTheOutwardPart(String text) {
    String[] parts = text.split(">");

    assertThat(Postcode.district(parts[0])).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DH1", "DH1 5", "NOT KNOWN", "5UL DH1", "DH1 5UL X", "GIR 0AA"})
  void whatIsNoWholePostcodeHasNoDistrict(String text) {
    assertThat(Postcode.district(text)).isNull();
    assertThat(Postcode.normalised(text)).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void nothingIsNoPostcode() {
    assertThat(Postcode.normalised(null)).isNull();
    assertThat(Postcode.normalised(" \u00A0")).isNull();
    assertThat(Postcode.district(null)).isNull();
    assertThat(Postcode.district("")).isNull();
  }
}
