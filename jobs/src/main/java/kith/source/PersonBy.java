package kith.source;

import java.io.Serializable;

/**
 * How a record's person is found in another table.
 *
 * @param by column of the record
 * @param table table of the same source
 * @param key column of that table with the same numbers
 * @param person column of that table that names the person
 */
public record PersonBy(String by, String table, String key, String person)
    implements Serializable {}
