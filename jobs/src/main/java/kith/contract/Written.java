package kith.contract;

/**
 * A table as a step left it.
 *
 * @param version Delta version that holds the rows
 * @param rows rows in that version, or of that night in a table kept by night
 */
public record Written(TableName table, long version, long rows) {}
