package kith.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import kith.project.Yaml;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.util.package$;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.DataType;
import scala.Option;
import scala.Product;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query may contain: the allow lists of {@code kith-queries.yaml}. A list of forbidden parts
 * would never be complete.
 *
 * <p>A plan is checked against the lists twice: once parsed, because Spark already evaluates some
 * expressions and looks up some tables while it analyses, and once analysed, because only then are
 * names resolved.
 */
final class QueryRules {

  /** A statement that the rules do not allow. The message is a sentence without its full stop. */
  static final class Refused extends RuntimeException {
    Refused(String why) {
      super(why);
    }
  }

  private static final String SPARK = "org.apache.spark.sql.catalyst.";

  private final Set<String> plans;
  private final Set<String> expressions;
  private final Set<String> functions;
  private final Set<String> tableFunctions;

  private QueryRules(JsonNode rules) {
    this.plans = names(rules, "plans");
    this.functions = names(rules, "functions");
    this.tableFunctions = names(rules, "table_functions");
    this.expressions = names(rules, "expressions");
    for (String function : functions) {
      Option<ExpressionInfo> known =
          FunctionRegistry$.MODULE$.builtin().lookupFunction(new FunctionIdentifier(function));
      if (known.isDefined()) {
        String name = known.get().getClassName();
        expressions.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
  }

  /** The rules built into Kith. */
  static QueryRules read() {
    return new QueryRules(Yaml.builtIn("kith-queries.yaml"));
  }

  private static Set<String> names(JsonNode rules, String key) {
    return new HashSet<>(List.of(rules.required(key).asText().strip().split("\\s+")));
  }

  /** The functions that a query may call, by name. */
  Set<String> functions() {
    return new TreeSet<>(functions);
  }

  /**
   * Checks a plan as parsed.
   *
   * @throws Refused when it holds anything else
   */
  void requireParsed(LogicalPlan plan) {
    for (Object part : parts(plan)) {
      requireListed(part);
      if (part instanceof UnresolvedRelation relation) {
        boolean isPlain =
            relation.multipartIdentifier().size() == 1
                && relation.options().isEmpty()
                && !relation.isStreaming();
        require(isPlain, "Name tables by their plain names, without folder or option");
      } else if (part instanceof UnresolvedFunction function) {
        requireFunction(CollectionConverters.asJava(function.nameParts()), functions);
      } else if (part instanceof UnresolvedGenerator generator) {
        requireFunction(
            CollectionConverters.asJava(generator.name().nameParts().toSeq()), functions);
      } else if (part instanceof UnresolvedTableValuedFunction function) {
        requireFunction(CollectionConverters.asJava(function.name()), tableFunctions);
      }
    }
  }

  /**
   * Checks a plan as analysed.
   *
   * @param opened the relations of the tables that were opened for it
   * @throws Refused when it holds anything else
   */
  void requireAnalysed(LogicalPlan plan, Set<BaseRelation> opened) {
    for (Object part : parts(plan)) {
      if (part instanceof LogicalRelation relation) {
        require(opened.contains(relation.relation()), "The statement reads more than its tables");
        continue;
      }
      requireListed(part);
      if (part instanceof Attribute attribute) {
        require(
            !attribute.metadata().contains(package$.MODULE$.METADATA_COL_ATTR_KEY()),
            "Columns with file information may not be queried");
      }
    }
  }

  /** The names of the functions that a query calls, in lower case. */
  static Set<String> functionsNamed(LogicalPlan plan) {
    Set<String> names = new TreeSet<>();
    for (Object part : parts(plan)) {
      if (part instanceof UnresolvedFunction function) {
        names.add(
            String.join(".", CollectionConverters.asJava(function.nameParts()))
                .toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private void requireListed(Object part) {
    String name = part.getClass().getName();
    // The class name of a Scala object ends with a dollar sign.
    String simple = name.replaceAll("\\$$", "").replaceAll(".*[.$]", "");
    boolean isListed =
        name.startsWith(SPARK)
            && (part instanceof LogicalPlan ? plans : expressions).contains(simple);
    require(
        isListed,
        "The statement contains something that is not allowed in a query here: " + words(simple));
  }

  private static void requireFunction(List<String> name, Set<String> allowed) {
    String text = String.join(".", name);
    require(
        allowed.contains(text.toLowerCase(Locale.ROOT)),
        "The function " + text + " may not be used here");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refused(otherwise);
    }
  }

  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * Every plan and expression within a plan. Some, such as a common table expression or a subquery
   * in a condition, are not children of a node but among its fields.
   */
  private static List<Object> parts(LogicalPlan plan) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> parts = new ArrayList<>();
    List<Object> open = new ArrayList<>(List.of(plan));
    while (!open.isEmpty()) {
      Object next = open.remove(open.size() - 1);
      if (next instanceof DataType || next instanceof BaseRelation || !seen.add(next)) {
        continue;
      }
      if (next instanceof LogicalPlan || next instanceof Expression) {
        parts.add(next);
      }
      if (next instanceof TreeNode<?> node) {
        open.addAll(CollectionConverters.asJava(node.children()));
        open.addAll(CollectionConverters.asJava(node.innerChildren()));
      }
      if (next instanceof Product fields) {
        CollectionConverters.asJava(fields.productIterator()).forEachRemaining(open::add);
      } else if (next instanceof Iterable<?> several) {
        CollectionConverters.asJava(several.iterator()).forEachRemaining(open::add);
      } else if (next instanceof Object[] several) {
        open.addAll(Arrays.asList(several));
      }
    }
    return parts;
  }
}
