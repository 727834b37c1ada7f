package kith.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a value is made from; of a struct, or an array of them, also what its fields are made from.
 */
record ColumnOrigin(Set<String> columns, Map<String, ColumnOrigin> fields) {

  static final ColumnOrigin NONE = new ColumnOrigin(Set.of(), Map.of());

  /**
   * Of a value that is made from all of these parts. Those without fields, such as conditions,
   * decide which struct is taken: each of its fields is made from them too.
   */
  static ColumnOrigin of(Collection<ColumnOrigin> parts) {
    Map<String, ColumnOrigin> fields = new LinkedHashMap<>();
    Set<String> columns = new TreeSet<>();
    Set<String> choosing = new TreeSet<>();
    for (ColumnOrigin part : parts) {
      columns.addAll(part.columns);
      if (part.fields.isEmpty()) {
        choosing.addAll(part.columns);
      }
      part.fields.forEach(
          (name, field) -> fields.merge(name, field, (one, other) -> of(List.of(one, other))));
    }
    fields.replaceAll((name, field) -> field.with(choosing));
    return new ColumnOrigin(columns, fields);
  }

  /** The same, made from more columns. */
  ColumnOrigin with(Set<String> more) {
    if (columns.containsAll(more)) {
      Map<String, ColumnOrigin> all = new LinkedHashMap<>();
      fields.forEach((name, field) -> all.put(name, field.with(more)));
      return new ColumnOrigin(columns, all);
    }
    Set<String> all = new TreeSet<>(columns);
    all.addAll(more);
    return new ColumnOrigin(all, fields).with(more);
  }

  /** Of the struct that comes first or last by its fields, in their order. */
  ColumnOrigin first() {
    Set<String> before = new TreeSet<>();
    Map<String, ColumnOrigin> ordered = new LinkedHashMap<>();
    fields.forEach(
        (name, field) -> {
          ordered.put(name, field.with(before));
          before.addAll(field.columns);
        });
    return new ColumnOrigin(columns, ordered);
  }

  /** The fields at any depth, by name. */
  Map<String, ColumnOrigin> all() {
    Map<String, ColumnOrigin> all = new TreeMap<>(fields);
    fields.values().forEach(field -> field.all().forEach(all::putIfAbsent));
    return all;
  }

  ColumnOrigin field(String name) {
    return fields.getOrDefault(name, new ColumnOrigin(columns, Map.of()));
  }
}
