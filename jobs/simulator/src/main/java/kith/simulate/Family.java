package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A household: one surname, one run of addresses, a mother (unless the child came alone) and
 * children.
 */
final class Family {

  final int number;
  final String surname;
  final List<Address> addresses = new ArrayList<>();
  final List<Person> children = new ArrayList<>();
  @Nullable Person mother;

  Family(int number, String surname) {
    this.number = number;
    this.surname = surname;
  }

  /**
   * Where the household lives.
   *
   * @param to the day it moved on; null for the address that it keeps
   */
  record Address(LocalDate from, @Nullable LocalDate to, String postcode, String json) {}
}
