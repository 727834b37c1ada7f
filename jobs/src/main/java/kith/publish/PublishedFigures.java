package kith.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import kith.table.Publication;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What targets receive of a publication: figures with small numbers suppressed, and no keys of
 * persons.
 *
 * @param marts the published marts
 * @param scorecard the figures that the scorecard shows, a part of {@code kpi_published}
 */
record PublishedFigures(
    Publication publication, Map<TableName, Dataset<Row>> marts, ObjectNode scorecard) {}
