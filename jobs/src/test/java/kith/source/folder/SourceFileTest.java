package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kith.project.Hash;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.junit.jupiter.api.Test;

/** A file of one or several parts. */
class SourceFileTest {

  private static final SourceContract DISABILITY =
      TextNight.source("disability").contract("disability");

  private static FilePart part(long records, String... told) {
    return new FilePart("part", null, Dialect.STANDARD, 3, records, records + 1, List.of(told));
  }

  private static SourceFile file(List<String> header, FilePart... parts) {
    return new SourceFile(DISABILITY, "name", List.of(parts), header, "hash", false);
  }

  @Test
  void theRecordsAreThoseOfAllParts() {
    assertThat(file(List.of(), part(2), part(0), part(3)).records()).isEqualTo(5);
  }

  @Test
  void columnsThatNoContractNamesAreExtra() {
    List<String> header =
        new ArrayList<>(DISABILITY.columns().stream().map(SourceColumn::name).toList());
    assertThat(file(header, part(1)).extraColumns()).isEmpty();

    header.addAll(List.of("disa_since", "", ""));
    assertThat(file(header, part(1)).extraColumns()).containsExactly("disa_since", "", "");
  }

  @Test
  void whatIsUnlikePlainCsvIsToldOnceOfAllParts() {
    assertThat(file(List.of(), part(1)).told()).isEmpty();
    assertThat(file(List.of(), part(1, "gzip"), part(1, "gzip", "UTF-16LE"), part(1)).told())
        .containsExactly("3 parts", "gzip", "UTF-16LE");
  }

  @Test
  void theHashOfOnePartIsItsOwnAndThatOfSeveralHangsOnTheirOrder() {
    assertThat(SourceFile.hashOf(List.of("a"))).isEqualTo("a");
    assertThat(SourceFile.hashOf(List.of("a", "b")))
        .isEqualTo(Hash.of("a\nb"))
        .isNotEqualTo(SourceFile.hashOf(List.of("b", "a")));
    assertThat(Hash.of(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
