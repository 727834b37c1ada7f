package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;

/** Which cells decide that a record is the same record. */
class FingerprintsTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");

  /** Number, child, start, type, end, interview offered, accepted. */
  private final Fingerprints missing = new Fingerprints(SSD.contract("missing"));

  private static String[] incident(String number, String child, String start, String end) {
    return new String[] {number, child, start, "M", end, "", ""};
  }

  @Test
  void contentIsOfEveryColumnButThoseLeftOut() {
    String[] one = incident("1", "11", "march", "may");
    String[] other = incident("1", "11", "march", "june");

    assertThat(missing.content(one, Set.of())).isEqualTo(missing.content(one.clone(), Set.of()));
    assertThat(missing.content(one, Set.of())).isNotEqualTo(missing.content(other, Set.of()));
    assertThat(missing.content(one, Set.of("miss_missing_episode_end_date")))
        .isEqualTo(missing.content(other, Set.of("miss_missing_episode_end_date")));
  }

  @Test
  void aCellIsNotReadOnIntoTheNext() {
    assertThat(missing.content(incident("1", "11", "march", "may"), Set.of()))
        .isNotEqualTo(missing.content(incident("11", "1", "march", "may"), Set.of()));
    assertThat(missing.content(incident("", "1", "march", "may"), Set.of()))
        .isNotEqualTo(missing.content(incident("1", "", "march", "may"), Set.of()));
  }

  @Test
  void aColumnThatIsNewInEachExtractIsNoContent() {
    SourceContract leavers = SSD.contract("care_leavers");
    int number =
        leavers.landed().stream().map(SourceColumn::name).toList().indexOf("clea_table_id");
    String[] one = new String[leavers.landed().size()];
    Arrays.fill(one, "x");
    String[] other = one.clone();
    other[number] = "y";

    Fingerprints fingerprints = new Fingerprints(leavers);

    assertThat(fingerprints.content(one, Set.of()))
        .isEqualTo(fingerprints.content(other, Set.of()));
  }

  @Test
  void aRecordIsItsNumberAndItsChildWhateverItSays() {
    byte[] record = missing.record(incident("1", "11", "march", "may"));

    assertThat(missing.record(incident("1", "11", "april", ""))).isEqualTo(record);
    assertThat(missing.record(incident("1", "12", "march", "may"))).isNotEqualTo(record);
    assertThat(missing.number()).isZero();
    assertThat(new Fingerprints(SSD.contract("disability")).number()).isEqualTo(-1);
  }

  @Test
  void theBusinessKeyIsWhatTheRecordIsAboutWhateverItsNumberIs() {
    byte[] key = missing.businessKey(incident("1", "11", "march", "may"));

    assertThat(missing.businessKey(incident("101", "11", "march", ""))).isEqualTo(key);
    assertThat(missing.businessKey(incident("1", "11", "april", "may"))).isNotEqualTo(key);
  }
}
