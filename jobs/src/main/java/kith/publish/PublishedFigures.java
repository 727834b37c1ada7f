package kith.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import kith.table.Publication;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What targets receive of a publication: figures with small numbers suppressed, and no keys of
 * persons.
 *
 * @param tables the tables of the published model, with their rows
 * @param scorecard the figures that the scorecard shows, a part of {@code kpi_published}
 */
record PublishedFigures(
    Publication publication, Map<PublishedTable, Dataset<Row>> tables, ObjectNode scorecard) {}
