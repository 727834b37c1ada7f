package kith.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people of a household: a mother (unless the child came alone) and children. */
final class Family {

  final Household household;
  final List<Person> children = new ArrayList<>();
  private @Nullable Person mother;

  Family(Household household) {
    this.household = household;
  }

  /** Null where she is not known. */
  @Nullable Person mother() {
    return mother;
  }

  void addChild(Person child) {
    children.add(child);
    child.mother = mother;
  }

  /** Adds the mother of all its children, also of those who are added later. */
  void addMother(Person person) {
    mother = person;
    children.forEach(child -> child.mother = person);
  }
}
