package kith.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file can be read, and changed, with those alone that it builds on. */
class CircleTest {

  /** The classes of one file are one slice. */
  private static final SliceAssignment BY_FILE =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(file(type));
        }

        @Override
        public String getDescription() {
          return "files";
        }
      };

  private static final JavaClasses KITH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kith");

  private static final ArchRule NO_CIRCLES =
      slices().assignedFrom(BY_FILE).should().beFreeOfCycles();

  @Test
  void noFilesDependOnEachOtherInACircle() {
    assertThat(KITH.stream().map(CircleTest::file).distinct()).hasSizeGreaterThan(250);
    NO_CIRCLES.check(KITH);
  }

  /** A stage's folder and its subjects are one room: what all subjects share is above them. */
  @ParameterizedTest
  @ValueSource(strings = {"kith.(*)..", "kith.conform.(*).."})
  void noRoomsDependOnEachOtherInACircle(String rooms) {
    slices().matching(rooms).should().beFreeOfCycles().check(KITH);
  }

  @Test
  void theRuleFailsWhenItIsBroken() {
    JavaClasses circle =
        new ClassFileImporter().importClasses(LocalDate.class, LocalDateTime.class);

    assertThatThrownBy(() -> NO_CIRCLES.check(circle))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.time.LocalDate ->");
  }

  private static String file(JavaClass type) {
    return type.getName().split("\\$")[0];
  }
}
