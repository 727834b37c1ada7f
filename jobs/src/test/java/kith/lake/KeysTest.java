package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The keys that tables have in place of the numbers of people. */
class KeysTest {

  @Test
  void keysDifferByAuthorityAndSecretOnly() {
    Keys keys = new Keys("one".getBytes(), 840);

    assertThat(keys.key("person", "17"))
        .isEqualTo(new Keys("one".getBytes(), 840).key("person", "17"));
    assertThat(keys.key("person", "17"))
        .isNotEqualTo(new Keys("one".getBytes(), 841).key("person", "17"));
    assertThat(keys.key("person", "17"))
        .isNotEqualTo(new Keys("two".getBytes(), 840).key("person", "17"));
    assertThat(keys.key("person", "17")).isNotEqualTo(keys.key("worker", "17"));
    assertThat(keys.key("person", "17")).isNotNegative();
    assertThat(keys.key("person", null)).isNull();
  }
}
