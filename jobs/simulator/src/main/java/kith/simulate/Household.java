package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people who live together have in common: one surname, one run of addresses. */
final class Household {

  final int number;
  final String surname;
  final List<Address> addresses = new ArrayList<>();

  Household(int number, String surname) {
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
