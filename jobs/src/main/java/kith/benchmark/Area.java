package kith.benchmark;

/**
 * An area that figures are published for.
 *
 * @param level as in {@code benchmark_series}: National, Regional or Local authority
 * @param code GSS code; of a joint service the codes of its authorities
 */
record Area(String level, String code, String name) {}
