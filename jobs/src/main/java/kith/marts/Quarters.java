package kith.marts;

public record Quarters(java.time.LocalDate from, java.time.LocalDate to) {}
