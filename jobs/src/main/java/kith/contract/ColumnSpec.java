package kith.contract;

/**
 * One column of a table.
 *
 * @param type a Spark SQL type, such as {@code decimal(18,4)}
 * @param required true when the column is never null
 * @param meaning what a value says, with its unit and what null means
 */
public record ColumnSpec(String name, String type, boolean required, String meaning) {}
